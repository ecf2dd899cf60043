// Folding: above a size, or on request, each community is drawn as one circle and the facts between two of them as one line.
import { allNodes } from "./data.js";
import { say } from "./dom.js";
import { visible } from "./filter.js";
import { placeOf } from "./graph.js";
import { change, state, toggleIn } from "./state.js";
import { t } from "./words.js";

/** By id, the groups that are drawn as one circle. @type {Map<string, import("./types.js").Circle>} */
export let circles = new Map();
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Circle} Circle */

const INSIDE = 60; // members of a group that are laid out at once
const SMALL = 3; // a community of fewer nodes than this gains nothing by folding

function groups(nodes) {
  const byNumber = new Map();
  for (const node of nodes) {
    if (state.opened.has(node.community)) continue;
    if (!byNumber.has(node.community)) byNumber.set(node.community, []);
    byNumber.get(node.community).push(node);
  }
  const found = [];
  for (const [number, members] of byNumber) {
    if (members.length < SMALL) continue;
    const lead = members.reduce((a, b) => (a.rank < b.rank ? a : b));
    const mean = (axis) => members.reduce((sum, node) => sum + node[axis], 0) / members.length;
    found.push({ id: "c" + number, number, members, lead, size: size(members.length), x: mean("x"), y: mean("y") });
  }
  return apart(found);
}

// A bigger graph is seen from further away, so its circles are drawn bigger.
const size = (count) => Math.min(12 + 3 * Math.sqrt(count), 70) * Math.max(1, Math.sqrt(allNodes.length) / 45);

/** Circles whose middles are near are pushed from each other until none covers another, or a hundred rounds are over. */
function apart(discs) {
  for (let round = 0, moved = true; moved && round < 100; round += 1) {
    moved = false;
    discs.forEach((a, i) => discs.slice(i + 1).forEach((b) => {
      const [dx, dy] = [b.x - a.x || 1, b.y - a.y || i + 1];
      const gap = Math.hypot(dx, dy);
      const push = (1.15 * (a.size + b.size) - gap) / 2;
      if (push <= 0.5) return;
      moved = true;
      a.x -= (dx / gap) * push;
      a.y -= (dy / gap) * push;
      b.x += (dx / gap) * push;
      b.y += (dy / gap) * push;
    }));
  }
  for (const circle of discs) Object.assign(circle, { x: Math.round(circle.x), y: Math.round(circle.y) });
  return discs;
}

function bundles(edges, home) {
  const found = new Map();
  for (const edge of edges) {
    const from = home.get(edge.source) ?? edge.source.i;
    const to = home.get(edge.target) ?? edge.target.i;
    if (from === to) continue;
    const key = [from, to].sort().join("|");
    const bundle = found.get(key) || { id: "b" + key, from, to, count: 0 };
    bundle.count += 1;
    bundle.width = Math.min(1 + Math.sqrt(bundle.count), 8);
    found.set(key, bundle);
  }
  return [...found.values()];
}

let memory = { canvas: /** @type {any} */ (null), opened: /** @type {any} */ (null), fold: false, drawn: /** @type {any} */ (null) };
/** What the canvas should hold: single nodes and edges, and circles and bundles for what is folded. */
export const drawing = () => {
  const folding = state.fold && !state.focus && !state.path;
  if (memory.canvas !== visible.canvas || memory.opened !== state.opened || memory.fold !== folding)
    memory = { canvas: visible.canvas, opened: state.opened, fold: folding, drawn: drawn(folding) };
  return memory.drawn;
};

/** @returns {{ nodes: Entity[], edges: import("./types.js").Fact[], groups: Circle[], bundles: any[] }} */
function drawn(folding) {
  const { nodes, edges } = visible.canvas;
  circles = new Map();
  if (!folding) return { nodes, edges, groups: [], bundles: [] };
  const folded = groups(nodes);
  const home = new Map();
  for (const circle of folded) for (const node of circle.members) home.set(node, circle.id);
  const inside = (edge) => home.has(edge.source) || home.has(edge.target);
  circles = new Map(folded.map((circle) => [circle.id, circle]));
  return {
    nodes: nodes.filter((node) => !home.has(node)),
    edges: edges.filter((edge) => !inside(edge)),
    groups: folded,
    bundles: bundles(edges.filter(inside), home),
  };
}

/** Look inside a group: its best known members get places of their own. */
export const openCommunity = (id) => {
  const circle = circles.get(id);
  if (!circle) return;
  const members = [...circle.members].sort((a, b) => a.rank - b.rank).slice(0, INSIDE);
  change({ focus: { nodes: members, depth: 0 }, extra: new Set() });
  say(t("now_shown", { n: members.length }));
};

/** What a group is called: its two most central people and bodies. @param {Circle} circle */
export const groupName = (circle) => {
  const known = [...circle.members].sort((a, b) => a.rank - b.rank);
  const lead = known.filter((node) => (node.type === "PER" || node.type === "ORG") && !node.hub);
  return (lead.length ? lead : known).slice(0, 2).map((node) => node.label).join(", ");
};

/** Make sure that no filter keeps a node away. */
export const reveal = (node) => {
  if (state.hidden.has(node)) change({ hidden: toggleIn(state.hidden, node) });
  if (visible.nodeSet.has(node)) return;
  const off = { ...state.off };
  if (off.type.has(node.type)) off.type = toggleIn(off.type, node.type);
  if (off.kind.has(node.kind)) off.kind = toggleIn(off.kind, node.kind);
  change({ off });
  if (!visible.nodeSet.has(node)) change({ pinned: new Set(state.pinned).add(node) });
};

/** The shown node nearest to a point, in a direction (dx, dy) where one is given. */
/** @type {(from: { x: number, y: number }, dx: number, dy: number, except?: Entity | null) => Entity | null} */
export const nearest = (from, dx, dy, except = null) => {
  let best = null;
  let least = Infinity;
  for (const node of drawing().nodes) {
    if (node === except) continue;
    const x = placeOf(node).x - from.x;
    const y = placeOf(node).y - from.y;
    const along = x * dx + y * dy;
    if ((dx || dy) && along <= 0) continue;
    const across = Math.abs(x * dy - y * dx);
    const cost = dx || dy ? along + 2.5 * across : Math.hypot(x, y);
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
};
