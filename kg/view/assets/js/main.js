// Puts the page together and keeps its parts in step.
import { allArticles, allEdges, allNodes, pageMeta, pageSettings } from "./data.js";
import { button, byId, h, icon, put } from "./dom.js";
import { open } from "./evidence.js";
import { saveMenu } from "./exports.js";
import { startFacets } from "./facets.js";
import { compute, visible } from "./filter.js";
import { fit, graphSeen, startGraph, zoomBy } from "./graph.js";
import { startHash } from "./hash.js";
import { showHelp, startKeys } from "./keys.js";
import { drawMap } from "./map.js";
import { picker } from "./picker.js";
import { startReader } from "./reader.js";
import { LIMITS, change, fresh, listen, state } from "./state.js";
import { drawTable } from "./table.js";
import { drawTimeline } from "./timeline.js";
import { setLang, t } from "./words.js";

export const VIEWS = ["graph", "timeline", "map", "table"];
const root = document.documentElement;

function header() {
  const find = picker({ label: () => t("find_label"), placeholder: () => t("find"), chosen: open, clear: true });
  put(byId("find"), icon("search"), find.element, h("kbd", { "aria-hidden": "true" }, "/"));
  const lang = button("", () => change({ lang: state.lang === "id" ? "en" : "id" }), { class: "tool", id: "lang" });
  const theme = button(icon("moon"), () => change({ theme: root.dataset.theme === "dark" ? "light" : "dark" }), { class: "tool", id: "theme" });
  const help = button("?", showHelp, { class: "tool", id: "help-button" });
  put(byId("tools"), saveMenu(), lang, theme, help);
  const sync = () => {
    find.relabel();
    lang.textContent = state.lang === "id" ? "EN" : "ID";
    lang.setAttribute("aria-label", `${lang.textContent}: ${t("language")}`);
    theme.setAttribute("aria-label", t("theme"));
    help.setAttribute("aria-label", `? ${t("help")}`);
  };
  listen("lang", sync);
  sync();
}

function views() {
  const tab = (view) => button([icon(view), h("span", null, t("view_" + view))], () => {
    openSheet("");
    change({ view });
  }, { "data-view": view, "aria-pressed": String(state.view === view) });
  const sheet = (name) => button([icon(name), h("span", null, t(name))], () => openSheet(root.dataset.sheet === name ? "" : name), { "data-sheet-button": name, "aria-pressed": String(root.dataset.sheet === name) });
  const at = [byId("views"), byId("dock")].map((nav) => [...nav.children].indexOf(document.activeElement));
  put(byId("views"), VIEWS.map(tab));
  put(byId("dock"), sheet("filters"), VIEWS.map(tab), sheet("reader"));
  [byId("views"), byId("dock")].forEach((nav, i) => at[i] >= 0 && nav.children[at[i]].focus());
}

/** On small screens the panels are sheets over the stage: open one, or none with "". */
export const openSheet = (name) => {
  root.dataset.sheet = name;
  views();
};

const draws = { timeline: () => drawTimeline(), map: () => drawMap(), table: () => drawTable() };
function show() {
  for (const view of VIEWS) byId("view-" + view).hidden = state.view !== view;
  if (draws[state.view]) draws[state.view]();
  else graphSeen();
  views();
}

// Words between backticks are a command to type.
const withCode = (words) => words.split("`").map((part, i) => (i % 2 ? h("code", null, part) : part));

const dismissed = new Set();
function notices() {
  const { nodes } = visible;
  const total = allNodes.length;
  const list = [];
  const meta = pageMeta;
  if (meta.omitted_nodes || meta.omitted_edges) list.push(["omitted", t("omitted", { n: meta.omitted_nodes, e: meta.omitted_edges, want: String(total + meta.omitted_nodes) })]);
  const top = button(t("keep_top", { n: LIMITS.keep }), () => {
    change({ limit: LIMITS.keep, fold: false, focus: null });
    fit();
  }, { class: "act" });
  if (state.fold && total > LIMITS.fold) list.push(["fold", t("size_fold", { limit: LIMITS.fold }), top]);
  else if (nodes.length > LIMITS.hard) list.push(["hard", t("size_hard", { n: nodes.length }), top]);
  else if (nodes.length > LIMITS.soft) list.push(["soft", t("size_soft", { n: nodes.length }), top]);
  if (!nodes.length) list.push(["nothing", t("nothing"), button(t("reset"), () => change(fresh()), { class: "act" })]);
  put(byId("notices"), list.filter(([key]) => !dismissed.has(key)).map(([key, words, act]) =>
    h("p", { class: "notice notice-" + key }, h("span", null, withCode(words)), act, key !== "nothing" && button(icon("close"), () => {
      dismissed.add(key);
      notices();
    }, { class: "round", "aria-label": t("dismiss") }))));
}

export const footerLine = () => {
  const values = { articles: pageMeta.articles || allArticles.length, source: pageMeta.generated_from, hash: pageSettings.fingerprint };
  return t(values.source ? "footer" : "footer_bare", values);
};
function status() {
  const { nodes, edges } = visible;
  byId("shown").textContent = t("shown", { n: nodes.length, all: allNodes.length, e: edges.length, alle: allEdges.length });
  byId("footer").textContent = footerLine();
}

function look() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = state.theme || system;
}

function zoom() {
  const rows = [["plus", "zoom_in", () => zoomBy(1.25)], ["minus", "zoom_out", () => zoomBy(0.8)], ["fit", "fit", fit]];
  const buttons = rows.map(([name, key, act]) => ({ key, element: button(icon(name), act, { class: "round" }) }));
  put(byId("zoom"), buttons.map((each) => each.element));
  const sync = () => buttons.forEach((each) => each.element.setAttribute("aria-label", t(each.key)));
  listen("lang", sync);
  sync();
}

function start() {
  root.classList.remove("no-script");
  listen("look", look);
  look();
  setLang(state.lang);
  listen("lang", () => setLang(state.lang));
  listen("filter", compute);
  compute();
  startGraph();
  header();
  views();
  zoom();
  startFacets();
  startReader();
  listen("filter", () => draws[state.view] && draws[state.view]());
  listen("lang", show);
  listen("view", show);
  for (const kind of ["filter", "lang"]) {
    listen(kind, notices);
    listen(kind, status);
  }
  notices();
  status();
  startKeys();
  startHash();
  const skip = byId("skip");
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    change({ view: "table" });
    byId("view-table").focus();
  });
  skip.setAttribute("href", "#view-table");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => change({ theme: state.theme }));
  root.dataset.ready = "true";
}

start();
