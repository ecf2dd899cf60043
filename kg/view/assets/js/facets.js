// The left panel: the legend that filters, the other facets, dates, certainty, and how the graph is drawn.
import { allArticles, allNodes } from "./data.js";
import { button, byId, h, icon, put, svg } from "./dom.js";
import { facetValues, visible } from "./filter.js";
import { dashOf } from "./graph.js";
import { openSheet } from "./main.js";
import { glyph } from "./picker.js";
import { dateSlider, dateSpan, shareSlider } from "./sliders.js";
import { LIMITS, change, firstLimit, fresh, listen, state, toggleIn } from "./state.js";
import { kindWord, modalityWord, numberWord, relationWord, t, typeWord } from "./words.js";

const FEW = 6; // values of a facet shown before "more"
const parts = [];

function facet(name, heading, values, wordOf, markOf) {
  const list = h("ul", { class: "facet" });
  const title = h("h3");
  const all = button("", () => change({ off: { ...state.off, [name]: new Set() } }), { class: "quiet" });
  const none = button("", () => change({ off: { ...state.off, [name]: new Set(values) } }), { class: "quiet" });
  const more = button("", () => {
    open = !open;
    sync();
  }, { class: "quiet more" });
  let open = false;
  const rows = values.map((value) => {
    const count = h("span", { class: "count" });
    const word = h("span", { class: "word" });
    const box = h("input", { type: "checkbox", on: { change: () => change({ off: { ...state.off, [name]: toggleIn(state.off[name], value) } }) } });
    const row = h("li", null, h("label", null, box, markOf && markOf(value), word, count));
    return { value, row, box, word, count };
  });
  list.append(...rows.map((r) => r.row));
  const section = h("section", { class: "facet-box" }, h("div", { class: "facet-head" }, title, h("span", null, all, none)), list, values.length > FEW + 2 && more);
  function sync() {
    title.textContent = t(heading);
    all.textContent = t("all");
    none.textContent = t("none");
    all.setAttribute("aria-label", `${t(heading)}: ${t("all")}`);
    none.setAttribute("aria-label", `${t(heading)}: ${t("none")}`);
    more.textContent = open ? t("fewer") : t("more", { n: values.length - FEW });
    more.setAttribute("aria-expanded", String(open));
    rows.forEach((r, i) => {
      const count = visible.counts[name].get(r.value) || 0;
      r.box.checked = !state.off[name].has(r.value);
      r.word.textContent = wordOf(r.value);
      r.count.textContent = numberWord(count);
      r.row.classList.toggle("empty", !count);
      r.row.hidden = values.length > FEW + 2 && !open && i >= FEW;
    });
  }
  parts.push(sync);
  return section;
}

function modalityMark(modality) {
  const dash = dashOf(modality).join(" ");
  return svg("svg", { viewBox: "0 0 34 8", width: 34, height: 8, class: "dash doubt-" + modality.replace(/\W/g, ""), "aria-hidden": "true" }, svg("path", { d: "M0 4h34", "stroke-dasharray": dash || null }));
}

function dates(key, label, found) {
  const days = dateSpan(found);
  if (!days) return null;
  const slider = dateSlider({ label: () => t(label), days: /** @type {[any, any]} */ (days), get: () => state[key], set: (value) => change({ [key]: value }) });
  parts.push(slider.sync);
  return slider.element;
}

function check(label, key, { disabled = false, why = () => "" } = {}) {
  const box = h("input", { type: "checkbox", disabled, on: { change: () => change({ [key]: box.checked }) } });
  const word = h("span", { class: "word" });
  const note = h("small", { class: "soft" });
  parts.push(() => {
    box.checked = state[key];
    word.textContent = t(label);
    note.textContent = disabled ? why() : "";
  });
  return h("label", { class: "check" }, box, word, note);
}

function select(label, key, choices, wordOf) {
  const word = h("span", { class: "word" });
  const options = choices.map((value) => h("option", { value }));
  const box = h("select", { on: { change: () => change({ [key]: typeof choices[0] === "number" ? Number(box.value) : box.value }) } }, options);
  parts.push(() => {
    word.textContent = t(label);
    options.forEach((option, i) => (option.textContent = wordOf(choices[i])));
    box.value = String(state[key]);
  });
  return h("label", { class: "choose" }, word, box);
}

function drawing() {
  const title = h("h3");
  const unhide = button("", () => change({ hidden: new Set() }), { class: "quiet" });
  const whole = button("", () => change({ focus: null, extra: new Set(), path: null, paths: [] }), { class: "quiet" });
  parts.push(() => {
    title.textContent = t("display");
    unhide.hidden = !state.hidden.size;
    unhide.textContent = `${t("hidden", { n: state.hidden.size })}: ${t("unhide")}`;
    whole.hidden = !state.focus && !state.path;
    whole.textContent = t("show_all");
  });
  const total = allNodes.length;
  const first = firstLimit();
  const limits = [0, ...[...new Set([50, 120, 250, 500, 1000, 2000, 5000, ...(first ? [first] : [])])].filter((n) => n < total).sort((a, b) => a - b)];
  const many = total > LIMITS.physics;
  return h("section", { class: "facet-box" }, h("div", { class: "facet-head" }, title),
    select("colour_by", "colour", ["type", "community"], (value) => t("colour_" + value)),
    limits.length > 1 && select("limit", "limit", limits, (n) => (n ? numberWord(n) : t("all"))),
    check("collapse", "fold"),
    check("physics", "physics", { disabled: many, why: () => t("physics_off", { n: LIMITS.physics }) }),
    whole, unhide);
}

function certainty(values) {
  const slider = shareSlider({ label: () => t("confidence"), get: () => state.confidence, set: (confidence) => change({ confidence }) });
  parts.push(slider.sync);
  const box = facet("modality", "modalities", values.modality, modalityWord, modalityMark);
  box.append(slider.element);
  return box;
}

export const startFacets = () => {
  const values = facetValues();
  const title = h("h2");
  const reset = button("", () => change(fresh()), { class: "quiet" });
  const close = button(icon("close"), () => openSheet(""), { class: "round close" });
  parts.push(() => {
    title.textContent = t("filters");
    reset.textContent = t("reset");
    close.setAttribute("aria-label", t("close"));
  });
  const articleDates = dates("articleDates", "article_dates", allArticles.map((a) => a.date));
  const eventDates = dates("eventDates", "event_dates", allNodes.filter((n) => n.type === "EVT").map((n) => n.date));
  put(byId("filters"), h("div", { class: "panel-head" }, title, reset, close),
    facet("type", "types", values.type, typeWord, (type) => glyph(type, 13)),
    values.relation.length > 0 && facet("relation", "relations", values.relation, relationWord),
    values.kind.length > 0 && facet("kind", "kinds", values.kind, kindWord),
    values.modality.length > 0 && certainty(values),
    (articleDates || eventDates) && h("section", { class: "facet-box" }, articleDates, eventDates),
    values.outlet.length > 0 && facet("outlet", "outlets", values.outlet, (outlet) => outlet || t("unknown_outlet")),
    drawing());
  const sync = () => parts.forEach((part) => part());
  for (const kind of ["lang", "filter", "look", "physics"]) listen(kind, sync);
  sync();
};
