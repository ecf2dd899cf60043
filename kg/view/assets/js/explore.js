// What can be done with one entity: look around it, hide it, pin it, add its neighbours, start a path from it.
import { otherEnd } from "./data.js";
import { button, byId, h, put, say } from "./dom.js";
import { visible } from "./filter.js";
import { centreOn, fit } from "./graph.js";
import { startPath } from "./path.js";
import { change, state, toggleIn } from "./state.js";
import { t } from "./words.js";

/** Show the neighbours that a filter by number, focus or folding keeps away. */
export const expand = (node) => {
  const near = node.edges.map((edge) => otherEnd(edge, node));
  const fresh = [...new Set(near)].filter((other) => !visible.nodeSet.has(other));
  const extra = new Set([...state.extra, ...near, node]);
  const hidden = new Set([...state.hidden].filter((other) => !near.includes(other)));
  const opened = new Set([...state.opened, node.community]);
  change({ extra, hidden, opened });
  say(t("expanded", { n: fresh.length }));
};

export const hideNode = (node) => {
  change({ hidden: new Set(state.hidden).add(node), selection: null });
  say(t("hidden", { n: state.hidden.size }));
};

export const pinNode = (node) => change({ pinned: toggleIn(state.pinned, node) });

/** Only the node and what is within `depth` steps; the same depth again shows everything. */
export const lookAround = (node, depth) => {
  const now = state.focus;
  const same = now && now.depth === depth && now.nodes.includes(node);
  change({ focus: same ? null : { nodes: [node], depth }, extra: new Set() });
  say(t("now_shown", { n: visible.nodes.length }));
  fit();
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
    button(t("expand"), () => expand(node), { class: "act" }),
    button(t(pinned ? "unpin" : "pin"), () => pinNode(node), { class: "act", "aria-pressed": String(pinned) }),
    button(t("hide"), () => hideNode(node), { class: "act" }),
    button(t("centre"), () => centreOn(node), { class: "act" }),
    button(t("path_here"), () => startPath(node), { class: "act" }),
  ];
}

export const nodeActions = (node) => {
  current = node;
  return h("div", { class: "actions", id: "actions" }, content(node));
};

/** Bring the pressed states of the buttons up to date, keeping the keyboard where it is. */
export const refreshActions = () => {
  const box = byId("actions");
  if (!box || !current) return;
  const at = [...box.querySelectorAll("button")].indexOf(document.activeElement);
  put(box, content(current));
  if (at >= 0) box.querySelectorAll("button")[at].focus();
};
