// How two entities connect: the shortest way through the facts that are shown, hop by hop, with the sentences.
import { otherEnd, statementsOf } from "./data.js";
import { button, byId, h, say } from "./dom.js";
import { doubt, nodeButton, statementCards } from "./evidence.js";
import { visible } from "./filter.js";
import { frameNodes } from "./graph.js";
import { picker } from "./picker.js";
import { change, state } from "./state.js";
import { edgeLang, edgeWord, t } from "./words.js";

/** {nodes, edges} of a shortest path over the shown edges, whichever way they point; null when there is none. */
export const shortestPath = (from, to) => {
  const came = new Map([[from, null]]);
  let front = [from];
  while (front.length && !came.has(to)) {
    const next = [];
    for (const node of front) for (const edge of node.edges) {
      const other = otherEnd(edge, node);
      if (came.has(other) || !visible.edgeSet.has(edge)) continue;
      came.set(other, edge);
      next.push(other);
    }
    front = next;
  }
  if (!came.has(to)) return null;
  const path = { nodes: [to], edges: [] };
  for (let node = to; node !== from; ) {
    const edge = came.get(node);
    node = otherEnd(edge, node);
    path.nodes.unshift(node);
    path.edges.unshift(edge);
  }
  return path;
};

export const showPath = (from, to) => {
  const path = shortestPath(from, to);
  if (!path) return null;
  if (state.fold) change({ opened: new Set([...state.opened, ...path.nodes.map((node) => node.community)]) });
  change({ path, selection: null });
  frameNodes(path.nodes);
  say(t("path_found", { n: path.edges.length, a: from.label, b: to.label }));
  return path;
};

/** Two boxes and a button that find a path. */
export const pathBox = (from) => {
  const ends = ["path_from", "path_to"].map((key) => picker({ label: () => t(key), placeholder: () => t(key), chosen: () => note("") }));
  if (from) ends[0].set(from);
  const message = h("p", { class: "soft", role: "status" });
  const note = (words) => (message.textContent = words);
  const find = () => {
    const [a, b] = ends.map((end) => end.value());
    if (!a || !b || a === b) return note(t("path_pick"));
    return showPath(a, b) || note(t("path_none"));
  };
  const box = h("section", { class: "part path-box" }, h("h3", null, t("path")), ends.map((end) => end.element), button(t("path_find"), find, { class: "main-act" }), message);
  box.focusEmpty = () => ends[from ? 1 : 0].input.focus();
  return box;
};

export const startPath = (node) => {
  const box = pathBox(node);
  const old = document.querySelector("#reader .path-box");
  if (old) old.replaceWith(box);
  else byId("actions").after(box);
  box.focusEmpty();
};

/** The path as an ordered list of hops, each with its first sentences. */
export const pathFile = (path) => [
  h("header", { class: "who" }, h("p", { class: "kicker" }, t("path")),
    h("h2", { tabindex: "-1", id: "reading" }, t("path_found", { n: path.edges.length, a: path.nodes[0].label, b: path.nodes[path.nodes.length - 1].label })),
    button(t("path_clear"), () => change({ path: null }), { class: "act" })),
  h("ol", { class: "hops" }, path.edges.map((edge, i) =>
    h("li", null, nodeButton(path.nodes[i]),
      h("p", { class: "relation", lang: edgeLang(edge) }, edge.source === path.nodes[i] ? "" : "← ", edgeWord(edge), " ", doubt(edge.modality)),
      nodeButton(path.nodes[i + 1]), statementCards(statementsOf(edge).slice(0, 2))))),
];
