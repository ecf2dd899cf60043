// Everything by keyboard, and the help that lists it.
import { otherEnd } from "./data.js";
import { button, byId, h, icon, put, say } from "./dom.js";
import { open } from "./evidence.js";
import { hideNode, pinNode } from "./explore.js";
import { visible } from "./filter.js";
import { nearest } from "./folding.js";
import { centreOn, fit, zoomBy } from "./camera.js";
import { network, placeOf } from "./graph.js";
import { hoverOver } from "./labels.js";
import { VIEWS } from "./main.js";
import { closeReader } from "./reader.js";
import { change, choose, isEdge, state } from "./state.js";
import { t } from "./words.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {any} where `n` is among the neighbours of the one that is read */
let turn = null;

function walk(dx, dy) {
  const item = state.selection;
  const from = item && !isEdge(item) ? item : null;
  const next = from ? nearest(placeOf(from), dx, dy, from) : nearest(network.getViewPosition(), 0, 0);
  if (!next) return;
  choose(next);
  centreOn(next);
}

function nextNeighbour(step) {
  const item = state.selection;
  if (!item) return;
  if (isEdge(item)) return open(item.target);
  const from = turn && turn.node === item ? turn : (turn = { node: item, at: -1 });
  const near = [...new Set(item.edges.filter((e) => visible.canvas.edgeSet.has(e)).map((e) => otherEnd(e, item)))];
  if (!near.length) return;
  from.at = (from.at + step + near.length) % near.length;
  const next = near[from.at];
  say(next.label);
  hoverOver(next);
  from.next = next;
}

function onCanvas(event) {
  const item = state.selection;
  if (ARROWS[event.key]) walk(...ARROWS[event.key]);
  else if (event.key === "Enter") {
    if (turn && turn.next && turn.node === item) open(turn.next);
    else if (item) byId("reading").focus();
    else walk(0, 0);
  } else if (event.key === "n" || event.key === "N") nextNeighbour(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
}

function anywhere(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest && event.target.closest("input, select, textarea");
  if (event.key === "Escape") {
    if (byId("help").open) return;
    closeReader();
    byId("canvas").focus();
  }
  if (typing && typing.type !== "checkbox" && typing.type !== "range") return;
  const item = state.selection;
  const acts = {
    "/": () => byId("find").querySelector("input").focus(),
    "?": () => help(),
    "+": () => zoomBy(1.25),
    "=": () => zoomBy(1.25),
    "-": () => zoomBy(0.8),
    0: () => fit(),
    h: () => item && !isEdge(item) && hideNode(item),
    p: () => item && !isEdge(item) && pinNode(item),
  };
  VIEWS.forEach((view, i) => (acts[i + 1] = () => change({ view })));
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}

function help() {
  const rows = [["/", "keys_find"], ["A > B", "keys_path"], ["← ↑ → ↓", "keys_move"], ["n", "keys_next"], ["Enter", "keys_open"], ["+ − 0", "keys_zoom"], ["1 2 3 4", "keys_views"], ["Alt ←", "keys_back"], ["h p", "keys_hide"], ["Esc", "keys_escape"], ["?", "keys_help"]];
  const dialog = byId("help");
  put(dialog, h("div", { class: "panel-head" }, h("h2", { id: "help-title" }, t("help")), button(icon("close"), () => dialog.close(), { class: "round close", "aria-label": t("close") })),
    h("dl", null, rows.map(([keys, words]) => [h("dt", null, keys.split(" ").map((key) => h("kbd", null, key))), h("dd", null, t(words))])));
  dialog.showModal();
}
export const showHelp = help;

export const startKeys = () => {
  byId("canvas").addEventListener("keydown", onCanvas);
  document.addEventListener("keydown", anywhere);
};
