"use strict";
// Puts the page together and keeps its parts in step.
(() => {
  KG.VIEWS = ["graph", "timeline", "map", "table"];
  const root = document.documentElement;

  function header() {
    const find = KG.picker({ label: () => KG.t("find_label"), placeholder: () => KG.t("find"), chosen: KG.go, clear: true });
    KG.put(KG.$("find"), KG.icon("search"), find.element, KG.h("kbd", { "aria-hidden": "true" }, "/"));
    const lang = KG.button("", () => KG.set({ lang: KG.state.lang === "id" ? "en" : "id" }), { class: "tool", id: "lang" });
    const theme = KG.button(KG.icon("moon"), () => KG.set({ theme: root.dataset.theme === "dark" ? "light" : "dark" }), { class: "tool", id: "theme" });
    const help = KG.button("?", KG.help, { class: "tool", id: "help-button" });
    KG.put(KG.$("tools"), KG.saveMenu(), lang, theme, help);
    const sync = () => {
      find.relabel();
      lang.textContent = KG.state.lang === "id" ? "EN" : "ID";
      lang.setAttribute("aria-label", `${lang.textContent}: ${KG.t("language")}`);
      theme.setAttribute("aria-label", KG.t("theme"));
      help.setAttribute("aria-label", `? ${KG.t("help")}`);
    };
    KG.on("lang", sync);
    sync();
  }

  function views() {
    const tab = (view) => KG.button([KG.icon(view), KG.h("span", null, KG.t("view_" + view))], () => {
      KG.sheet("");
      KG.set({ view });
    }, { "data-view": view, "aria-pressed": String(KG.state.view === view) });
    const sheet = (name) => KG.button([KG.icon(name), KG.h("span", null, KG.t(name))], () => KG.sheet(root.dataset.sheet === name ? "" : name), { "data-sheet-button": name, "aria-pressed": String(root.dataset.sheet === name) });
    const at = [KG.$("views"), KG.$("dock")].map((nav) => [...nav.children].indexOf(document.activeElement));
    KG.put(KG.$("views"), KG.VIEWS.map(tab));
    KG.put(KG.$("dock"), sheet("filters"), KG.VIEWS.map(tab), sheet("reader"));
    [KG.$("views"), KG.$("dock")].forEach((nav, i) => at[i] >= 0 && nav.children[at[i]].focus());
  }

  /** On small screens the panels are sheets over the stage: open one, or none with "". */
  KG.sheet = (name) => {
    root.dataset.sheet = name;
    views();
  };

  const draws = { timeline: () => KG.drawTimeline(), map: () => KG.drawMap(), table: () => KG.drawTable() };
  function show() {
    for (const view of KG.VIEWS) KG.$("view-" + view).hidden = KG.state.view !== view;
    if (draws[KG.state.view]) draws[KG.state.view]();
    else KG.graphSeen();
    views();
  }

  // Words between backticks are a command to type.
  const withCode = (words) => words.split("`").map((part, i) => (i % 2 ? KG.h("code", null, part) : part));

  const dismissed = new Set();
  function notices() {
    const { nodes } = KG.shown;
    const total = KG.nodes.length;
    const list = [];
    const meta = KG.meta;
    if (meta.omitted_nodes || meta.omitted_edges) list.push(["omitted", KG.t("omitted", { n: meta.omitted_nodes, e: meta.omitted_edges, want: String(total + meta.omitted_nodes) })]);
    const top = KG.button(KG.t("keep_top", { n: KG.LIMITS.keep }), () => {
      KG.set({ limit: KG.LIMITS.keep, fold: false, focus: null });
      KG.fit();
    }, { class: "act" });
    if (KG.state.fold && total > KG.LIMITS.fold) list.push(["fold", KG.t("size_fold", { limit: KG.LIMITS.fold }), top]);
    else if (nodes.length > KG.LIMITS.hard) list.push(["hard", KG.t("size_hard", { n: nodes.length }), top]);
    else if (nodes.length > KG.LIMITS.soft) list.push(["soft", KG.t("size_soft", { n: nodes.length }), top]);
    if (!nodes.length) list.push(["nothing", KG.t("nothing"), KG.button(KG.t("reset"), () => KG.set(KG.fresh()), { class: "act" })]);
    KG.put(KG.$("notices"), list.filter(([key]) => !dismissed.has(key)).map(([key, words, act]) =>
      KG.h("p", { class: "notice notice-" + key }, KG.h("span", null, withCode(words)), act, key !== "nothing" && KG.button(KG.icon("close"), () => {
        dismissed.add(key);
        notices();
      }, { class: "round", "aria-label": KG.t("dismiss") }))));
  }

  KG.footerLine = () => {
    const values = { articles: KG.meta.articles || KG.articles.length, source: KG.meta.generated_from, hash: KG.settings.fingerprint };
    return KG.t(values.source ? "footer" : "footer_bare", values);
  };
  function status() {
    const { nodes, edges } = KG.shown;
    KG.$("shown").textContent = KG.t("shown", { n: nodes.length, all: KG.nodes.length, e: edges.length, alle: KG.edges.length });
    KG.$("footer").textContent = KG.footerLine();
  }

  function look() {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    root.dataset.theme = KG.state.theme || system;
  }

  function zoom() {
    const buttons = [["plus", "zoom_in", () => KG.zoomBy(1.25)], ["minus", "zoom_out", () => KG.zoomBy(0.8)], ["fit", "fit", KG.fit]].map(([icon, key, act]) => [key, KG.button(KG.icon(icon), act, { class: "round" })]);
    KG.put(KG.$("zoom"), buttons.map(([, button]) => button));
    const sync = () => buttons.forEach(([key, button]) => button.setAttribute("aria-label", KG.t(key)));
    KG.on("lang", sync);
    sync();
  }

  function start() {
    root.classList.remove("no-script");
    KG.on("look", look);
    look();
    KG.setLang(KG.state.lang);
    KG.on("lang", () => KG.setLang(KG.state.lang));
    KG.on("filter", KG.compute);
    KG.compute();
    KG.startGraph();
    header();
    views();
    zoom();
    KG.startFacets();
    KG.startReader();
    KG.on("filter", () => draws[KG.state.view] && draws[KG.state.view]());
    KG.on("lang", show);
    KG.on("view", show);
    for (const kind of ["filter", "lang"]) {
      KG.on(kind, notices);
      KG.on(kind, status);
    }
    notices();
    status();
    KG.startKeys();
    KG.startHash();
    const skip = KG.$("skip");
    skip.addEventListener("click", (event) => {
      event.preventDefault();
      KG.set({ view: "table" });
      KG.$("view-table").focus();
    });
    skip.setAttribute("href", "#view-table");
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => KG.set({ theme: KG.state.theme }));
    root.dataset.ready = "true";
  }

  start();
})();
