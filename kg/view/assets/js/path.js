// How two entities connect: the three best ways through the facts that pass the filters, around hubs unless asked, hop by
// hop with the sentences. The rule is that of `kg path`: hubs come marked in the page's data.
import { otherEnd, statementsOf } from "./data.js";
import { button, byId, h, say } from "./dom.js";
import { doubt, nodeButton, statementCards, sureness } from "./evidence.js";
import { visible } from "./filter.js";
import { mannerOf } from "./names.js";
import { picker } from "./picker.js";
import { change, state } from "./state.js";
import { edgeLang, edgeWord, t } from "./words.js";

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Path} Path */

const WAYS = 3;
/** What a hop costs: one step, more when it is doubtful or little sure. */
const cost = (edge) => 1 + (1 - edge.confidence) * 0.5 + (mannerOf(edge) === "asserted" ? 0 : 0.5);

/** The cheapest way that does not use `without`; null when there is none. @returns {Path | null} */
function cheapest(from, to, without, hubs) {
  /** @type {Map<Entity, any>} */
  const far = new Map([[from, 0]]);
  const came = new Map();
  const open = new Set([from]);
  while (open.size) {
    let node = /** @type {any} */ (null);
    for (const each of open) if (!node || far.get(each) < far.get(node)) node = each;
    open.delete(node);
    if (node === to) break;
    for (const edge of node.edges) {
      const other = otherEnd(edge, node);
      if (!visible.edgeSet.has(edge) || without.has(other) || without.has(edge) || (other.hub && !hubs && other !== to)) continue;
      const reach = far.get(node) + cost(edge);
      if (reach >= (far.get(other) ?? Infinity)) continue;
      far.set(other, reach);
      came.set(other, edge);
      open.add(other);
    }
  }
  if (!came.has(to)) return null;
  const path = { nodes: [to], edges: /** @type {any[]} */ ([]) };
  for (let node = to; node !== from; ) {
    const edge = came.get(node);
    node = otherEnd(edge, node);
    path.nodes.unshift(node);
    path.edges.unshift(edge);
  }
  return path;
}

/** Up to three ways, the best first, that share nothing but their ends. */
export const bestPaths = (from, to, hubs = false) => {
  const found = [];
  const used = new Set();
  while (found.length < WAYS) {
    const path = cheapest(from, to, used, hubs);
    if (!path) break;
    found.push(path);
    for (const node of path.nodes.slice(1, -1)) used.add(node);
    if (path.edges.length === 1) for (const edge of from.edges) if (otherEnd(edge, from) === to) used.add(edge);
  }
  return found;
};

export const showPath = (from, to, hubs = false) => {
  const paths = bestPaths(from, to, hubs);
  if (!paths.length) return null;
  change({ path: paths[0], paths, selection: null, focus: null, extra: new Set() });
  say(t("path_found", { n: paths[0].edges.length, a: from.label, b: to.label }));
  return paths[0];
};

/** Two boxes and a button that find a path. */
export const pathBox = (from = null) => {
  const ends = ["path_from", "path_to"].map((key) => picker({ label: () => t(key), placeholder: () => t(key), chosen: () => ends.every((end) => end.value()) && find(), only: "entities" }));
  if (from) ends[0].set(from);
  const message = h("p", { class: "soft", role: "status" });
  const note = (words) => (message.textContent = words);
  const over = h("input", { type: "checkbox" });
  const find = () => {
    const [a, b] = ends.map((end) => end.value());
    if (!a || !b || a === b) return note(t("path_pick"));
    if (showPath(a, b, over.checked)) return undefined;
    return note(t(!over.checked && bestPaths(a, b, true).length ? "path_hubs_only" : "path_none"));
  };
  const box = h("section", { class: "part path-box" }, h("h3", null, t("path")), ends.map((end) => end.element),
    h("label", { class: "check" }, over, h("span", { class: "word" }, t("path_hubs"))), button(t("path_find"), find, { class: "main-act" }), message);
  return { box, focusEmpty: () => ends[from ? 1 : 0].input.focus() };
};

export const startPath = (node) => {
  const { box, focusEmpty } = pathBox(node);
  const old = document.querySelector("#reader .path-box");
  if (old) old.replaceWith(box);
  else byId("actions").parentElement.after(box);
  box.scrollIntoView({ block: "nearest" });
  focusEmpty();
};

function hops(path) {
  return h("ol", { class: "hops" }, path.edges.map((edge, i) =>
    h("li", null, nodeButton(path.nodes[i]),
      h("p", { class: "relation", lang: edgeLang(edge) }, edge.source === path.nodes[i] ? "" : "← ", edgeWord(edge), " ", doubt(edge), " ", sureness(edge.confidence)),
      nodeButton(path.nodes[i + 1]), statementCards(statementsOf(edge).slice(0, 1)))));
}

/** The paths as ordered lists of hops, each with its sentence. */
export const pathFile = (path) => {
  const [from, to] = [path.nodes[0], path.nodes[path.nodes.length - 1]];
  return [
    h("header", { class: "who" }, h("p", { class: "kicker" }, t("path")),
      h("h2", { tabindex: "-1", id: "reading" }, t("path_found", { n: path.edges.length, a: from.label, b: to.label })),
      button(t("path_clear"), () => change({ path: null, paths: [] }), { class: "act" })),
    state.paths.map((each, i) => h("section", { class: "part" }, state.paths.length > 1 && h("h3", null, t("path_way", { i: i + 1, n: each.edges.length })), hops(each))),
  ];
};
