// Puts the page together and keeps its parts in step.
import { allArticles, allNodes, firstChoices, nodeById, pageMeta, pageSettings } from "./data.js";
import { button, byId, h, icon, put, say } from "./dom.js";
import { open } from "./evidence.js";
import { saveMenu } from "./exports.js";
import { startFacets } from "./facets.js";
import { expand } from "./explore.js";
import { compute, neighboursOf, visible } from "./filter.js";
import { fit, zoomBy } from "./camera.js";
import { startGraph } from "./graph.js";
import { startHash } from "./hash.js";
import { showHelp, startKeys } from "./keys.js";
import { drawMap } from "./map.js";
import { showPath } from "./path.js";
import { leadOf, picker } from "./picker.js";
import { closeReader, startReader } from "./reader.js";
import { LIMITS, change, fresh, listen, state } from "./state.js";
import { drawTable } from "./table.js";
import { drawTimeline } from "./timeline.js";
import { setLang, t } from "./words.js";

export const VIEWS = ["graph", "timeline", "map", "table"];
const root = document.documentElement;

/** Open what a search found: an entity, or the best known entity of an article. */
function found(hit) {
  if (hit.kind === "path") return showPath(hit.node, hit.to) || showPath(hit.node, hit.to, true) || say(t("path_none"));
  const node = hit.node || (hit.article && leadOf(hit.article, visible.nodes));
  if (!node) return change({ view: "table" });
  if (state.view !== "graph" && matchMedia("(max-width: 900px)").matches) change({ view: "graph" });
  return open(node);
}

function header() {
  const find = picker({ label: () => t("find_label"), placeholder: () => t("find"), chosen: found, clear: true });
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
  const small = matchMedia("(max-width: 900px)").matches;
  const sheetOf = root.dataset.sheet;
  const tab = (view) => button([icon(view), h("span", null, t("view_" + view))], () => {
    openSheet("");
    change({ view });
  }, { "data-view": view, "aria-pressed": String(state.view === view && (!small || !sheetOf)) });
  const sheet = (name, icon_, act) => button([icon(icon_), h("span", null, t(name))], act, { "data-sheet-button": name, "aria-pressed": String(sheetOf === name) });
  const at = [byId("views"), byId("dock")].map((nav) => [...nav.children].indexOf(document.activeElement));
  const filters = () => openSheet(root.dataset.sheet === "filters" ? "" : "filters");
  put(byId("views"), VIEWS.map(tab), sheet("filters", "filters", filters));
  put(byId("dock"), sheet("front", "reader", () => {
    closeReader();
    openSheet("front");
  }), VIEWS.map(tab), sheet("filters", "filters", filters));
  [byId("views"), byId("dock")].forEach((nav, i) => at[i] >= 0 && nav.children[at[i]].focus());
}

/** The filters slide over the stage; on small screens what is read does too: open one sheet, or none with "". */
export const openSheet = (name) => {
  root.dataset.sheet = name;
  views();
};

const draws = { timeline: () => drawTimeline(), map: () => drawMap(), table: () => drawTable() };
function show() {
  root.dataset.view = state.view;
  for (const view of VIEWS) byId("view-" + view).hidden = state.view !== view;
  if (draws[state.view]) draws[state.view]();
  views();
}

// Words between backticks are a command to type.
const withCode = (words) => words.split("`").map((part, i) => (i % 2 ? h("code", null, part) : part));

const dismissed = new Set();
function notices() {
  const { nodes } = visible.canvas;
  const list = /** @type {[string, string, any?][]} */ ([]);
  const keep = button(t("keep_top", { n: LIMITS.keep }), () => {
    change({ limit: LIMITS.keep, fold: false, focus: null });
    fit();
  }, { class: "act" });
  if (pageMeta.omitted_nodes || pageMeta.omitted_edges) list.push(["omitted", t(pageMeta.omitted_edges ? "omitted" : "omitted_names", { n: pageMeta.omitted_nodes, e: pageMeta.omitted_edges })]);
  if (state.fold && !state.focus && !state.path) list.push(["fold", t("size_fold", { limit: LIMITS.fold }), keep]);
  else if (nodes.length > LIMITS.hard) list.push(["hard", t("size_hard", { n: nodes.length }), keep]);
  else if (nodes.length > LIMITS.soft) list.push(["soft", t("size_soft", { n: nodes.length }), keep]);
  const about = state.focus && state.focus.nodes.length === 1 && state.focus.depth === 1 ? state.focus.nodes[0] : null;
  if (about) {
    const all = neighboursOf(about).length;
    const drawn = neighboursOf(about).filter((node) => visible.canvas.nodeSet.has(node)).length;
    if (drawn < all) list.push(["neighbours", t("some_neighbours", { n: drawn, all }), button(t("more_neighbours"), () => expand(about), { class: "act" })]);
  }
  if (!visible.nodes.length) list.push(["nothing", t("nothing"), button(t("reset"), () => change(fresh()), { class: "act" })]);
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
  const { nodes, edges } = visible.canvas;
  byId("shown").textContent = t("shown", { n: nodes.length, all: allNodes.length + pageMeta.omitted_nodes, e: edges.length });
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
  show();
  startKeys();
  const about = nodeById.get(firstChoices.about);
  if (about && location.hash.length < 2) open(about);
  startHash();
  if (matchMedia("(max-width: 900px)").matches && !state.selection && !state.path && state.view === "graph") openSheet("front");
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
