"use strict";
// The left panel: the legend that filters, the other facets, dates, certainty, and how the graph is drawn.
(() => {
  const FEW = 6; // values of a facet shown before "more"
  const parts = [];

  function facet(name, heading, values, wordOf, markOf) {
    const list = KG.h("ul", { class: "facet" });
    const title = KG.h("h3");
    const all = KG.button("", () => KG.set({ off: { ...KG.state.off, [name]: new Set() } }), { class: "quiet" });
    const none = KG.button("", () => KG.set({ off: { ...KG.state.off, [name]: new Set(values) } }), { class: "quiet" });
    const more = KG.button("", () => {
      open = !open;
      sync();
    }, { class: "quiet more" });
    let open = false;
    const rows = values.map((value) => {
      const count = KG.h("span", { class: "count" });
      const word = KG.h("span", { class: "word" });
      const box = KG.h("input", { type: "checkbox", on: { change: () => KG.set({ off: { ...KG.state.off, [name]: KG.toggleIn(KG.state.off[name], value) } }) } });
      const row = KG.h("li", null, KG.h("label", null, box, markOf && markOf(value), word, count));
      return { value, row, box, word, count };
    });
    list.append(...rows.map((r) => r.row));
    const section = KG.h("section", { class: "facet-box" }, KG.h("div", { class: "facet-head" }, title, KG.h("span", null, all, none)), list, values.length > FEW + 2 && more);
    function sync() {
      title.textContent = KG.t(heading);
      all.textContent = KG.t("all");
      none.textContent = KG.t("none");
      all.setAttribute("aria-label", `${KG.t(heading)}: ${KG.t("all")}`);
      none.setAttribute("aria-label", `${KG.t(heading)}: ${KG.t("none")}`);
      more.textContent = open ? KG.t("fewer") : KG.t("more", { n: values.length - FEW });
      more.setAttribute("aria-expanded", String(open));
      rows.forEach((r, i) => {
        const count = KG.shown.counts[name].get(r.value) || 0;
        r.box.checked = !KG.state.off[name].has(r.value);
        r.word.textContent = wordOf(r.value);
        r.count.textContent = KG.number(count);
        r.row.classList.toggle("empty", !count);
        r.row.hidden = values.length > FEW + 2 && !open && i >= FEW;
      });
    }
    parts.push(sync);
    return section;
  }

  function modalityMark(modality) {
    const dash = { asserted: null, planned: "6 3", alleged: "2 3", denied: "1 4", cancelled: "7 2 1 2" }[modality];
    return KG.s("svg", { viewBox: "0 0 22 8", width: 22, height: 8, class: "dash", "aria-hidden": "true" }, KG.s("path", { d: "M0 4h22", "stroke-dasharray": dash === undefined ? "3 3" : dash }));
  }

  function dates(key, label, found) {
    const days = KG.span(found);
    if (!days) return null;
    const slider = KG.dateSlider({ label: () => KG.t(label), days, get: () => KG.state[key], set: (value) => KG.set({ [key]: value }) });
    parts.push(slider.sync);
    return slider.element;
  }

  function check(label, key, { disabled, why } = {}) {
    const box = KG.h("input", { type: "checkbox", disabled, on: { change: () => KG.set({ [key]: box.checked }) } });
    const word = KG.h("span", { class: "word" });
    const note = KG.h("small", { class: "soft" });
    parts.push(() => {
      box.checked = KG.state[key];
      word.textContent = KG.t(label);
      note.textContent = disabled ? why() : "";
    });
    return KG.h("label", { class: "check" }, box, word, note);
  }

  function select(label, key, choices, wordOf) {
    const word = KG.h("span", { class: "word" });
    const options = choices.map((value) => KG.h("option", { value }));
    const box = KG.h("select", { on: { change: () => KG.set({ [key]: typeof choices[0] === "number" ? Number(box.value) : box.value }) } }, options);
    parts.push(() => {
      word.textContent = KG.t(label);
      options.forEach((option, i) => (option.textContent = wordOf(choices[i])));
      box.value = String(KG.state[key]);
    });
    return KG.h("label", { class: "choose" }, word, box);
  }

  function drawing() {
    const title = KG.h("h3");
    const unhide = KG.button("", () => KG.set({ hidden: new Set() }), { class: "quiet" });
    const whole = KG.button("", () => KG.set({ focus: null, extra: new Set(), limit: 0 }), { class: "quiet" });
    parts.push(() => {
      title.textContent = KG.t("display");
      unhide.hidden = !KG.state.hidden.size;
      unhide.textContent = `${KG.t("hidden", { n: KG.state.hidden.size })}: ${KG.t("unhide")}`;
      whole.hidden = !KG.state.focus && !KG.state.limit;
      whole.textContent = KG.t("show_all");
    });
    const total = KG.nodes.length;
    const limits = [0, ...[50, 100, 250, 500, 1000, 2000, 5000].filter((n) => n < total)];
    const many = total > KG.LIMITS.physics;
    return KG.h("section", { class: "facet-box" }, KG.h("div", { class: "facet-head" }, title),
      select("colour_by", "colour", ["type", "community"], (value) => KG.t("colour_" + value)),
      limits.length > 1 && select("limit", "limit", limits, (n) => (n ? KG.number(n) : KG.t("all"))),
      check("collapse", "fold"),
      check("physics", "physics", { disabled: many, why: () => KG.t("physics_off", { n: KG.LIMITS.physics }) }),
      whole, unhide);
  }

  function certainty(values) {
    const slider = KG.shareSlider({ label: () => KG.t("confidence"), get: () => KG.state.confidence, set: (confidence) => KG.set({ confidence }) });
    parts.push(slider.sync);
    const box = facet("modality", "modalities", values.modality, KG.modalityWord, modalityMark);
    box.append(slider.element);
    return box;
  }

  KG.startFacets = () => {
    const values = KG.facetValues();
    const title = KG.h("h2");
    const reset = KG.button("", () => KG.set(KG.fresh()), { class: "quiet" });
    const close = KG.button(KG.icon("close"), () => KG.sheet(""), { class: "round close" });
    parts.push(() => {
      title.textContent = KG.t("filters");
      reset.textContent = KG.t("reset");
      close.setAttribute("aria-label", KG.t("close"));
    });
    const articleDates = dates("articleDates", "article_dates", KG.articles.map((a) => a.date));
    const eventDates = dates("eventDates", "event_dates", KG.nodes.filter((n) => n.type === "EVT").map((n) => n.date));
    KG.put(KG.$("filters"), KG.h("div", { class: "panel-head" }, title, reset, close),
      facet("type", "types", values.type, KG.typeWord, (type) => KG.glyph(type, 13)),
      values.relation.length > 0 && facet("relation", "relations", values.relation, KG.relationWord),
      values.kind.length > 0 && facet("kind", "kinds", values.kind, KG.kindWord),
      values.modality.length > 0 && certainty(values),
      (articleDates || eventDates) && KG.h("section", { class: "facet-box" }, articleDates, eventDates),
      values.outlet.length > 0 && facet("outlet", "outlets", values.outlet, (outlet) => outlet || KG.t("unknown_outlet")),
      drawing());
    const sync = () => parts.forEach((part) => part());
    for (const kind of ["lang", "filter", "look", "physics"]) KG.on(kind, sync);
    sync();
  };
})();
