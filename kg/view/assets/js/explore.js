// What can be done with one entity: look around it, add its neighbours, hide it, pin it, start a path from it.
import { byId, button, h, put, say } from "./dom.js";
import { neighboursOf, visible } from "./filter.js";
import { startPath } from "./path.js";
import { change, LIMITS, state, toggleIn } from "./state.js";
import { t } from "./words.js";

/** Add the neighbours of a node to what is looked at, in place. */
export const expand = (node) => {
  const fresh = neighboursOf(node).filter((other) => !visible.canvas.nodeSet.has(other)).slice(0, LIMITS.neighbours);
  change({ extra: new Set([...state.extra, ...fresh, node]), path: null, paths: [] });
  say(t("expanded", { n: fresh.length }));
};

const hideNode = (node) => {
  change({ hidden: new Set(state.hidden).add(node), selection: null, focus: null, extra: new Set() });
  say(t("hidden", { n: state.hidden.size }));
};
const pinNode = (node) => change({ pinned: toggleIn(state.pinned, node) });
export { hideNode, pinNode };

/** Only the node and what is within `depth` steps, newly laid out. */
export const lookAround = (node, depth) => {
  change({ focus: { nodes: [node], depth }, extra: new Set(), path: null, paths: [] });
  say(t("now_shown", { n: visible.canvas.nodes.length }));
};

/** Back to the first picture. */
export const lookAway = () => {
  change({ focus: null, extra: new Set(), path: null, paths: [] });
  say(t("now_shown", { n: visible.canvas.nodes.length }));
};

let current = null;
function content(node) {
  const focus = state.focus;
  const pinned = state.pinned.has(node);
  const depths = [1, 2, 3].map((depth) => {
    const on = Boolean(focus && focus.depth === depth && focus.nodes.includes(node));
    return button(String(depth), () => lookAround(node, depth), { class: "step", "aria-pressed": String(on), "aria-label": t("depth", { n: depth }) });
  });
  return [
    h("div", { class: "depths", role: "group", "aria-label": t("depth_label") }, h("span", { class: "soft" }, t("neighbours")), depths),
    button(t("path_here"), () => startPath(node), { class: "act" }),
    button(t("expand"), () => expand(node), { class: "act" }),
    button(t(pinned ? "unpin" : "pin"), () => pinNode(node), { class: "act", "aria-pressed": String(pinned) }),
    button(t("hide"), () => hideNode(node), { class: "act" }),
  ];
}

export const nodeActions = (node) => {
  current = node;
  return h("section", { class: "part part-explore" }, h("h3", null, t("explore")), h("div", { class: "actions", id: "actions" }, content(node)));
};

/** Bring the pressed states of the buttons up to date, keeping the keyboard where it is. */
export const refreshActions = () => {
  const box = byId("actions");
  if (!box || !current) return;
  const at = [...box.querySelectorAll("button")].indexOf(document.activeElement);
  put(box, content(current));
  if (at >= 0) box.querySelectorAll("button")[at].focus();
};
