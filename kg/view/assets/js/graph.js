// The canvas: vis-network with places of our own. It only ever holds what is to be drawn. The first picture keeps its
// places; a look at one entity or a path gets new ones in screen pixels, so that marks and names keep their size.
import { allEdges, allNodes, pageSettings } from "./data.js";
import { byId } from "./dom.js";
import { open } from "./evidence.js";
import { lookAround } from "./explore.js";
import { visible } from "./filter.js";
import { drawing, openCommunity } from "./folding.js";
import { hoverOver, paintOver, wordWidth } from "./labels.js";
import { fit, graphSeen } from "./camera.js";
import { mannerOf, nameOf } from "./names.js";
import { lookLayout, pathLayout, widerLayout } from "./place.js";
import { choose, isEdge, isPhone, listen, state } from "./state.js";

/** @typedef {import("./types.js").Entity} Entity */

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const style = {};
/** @type {any} vis-network has no types of its own here */
export let network = null;
let looks = "";

const dark = () => document.documentElement.dataset.theme === "dark";
const tint = (pair) => pair[dark() ? 1 : 0];
export const typeColour = (type) => tint(pageSettings.styles[type].slice(1));
export const communityColour = (number) => tint(pageSettings.communities[number % pageSettings.communities.length]);
export const nodeColour = (node) => (state.colour === "community" ? communityColour(node.community) : typeColour(node.type));
// A manner that the page does not know is drawn like an allegation, never like a plain fact.
const mannerStyle = (modality) => pageSettings.modalities[Object.hasOwn(pageSettings.modalities, modality) ? modality : "alleged"];
export const modalityColour = (modality) => tint(mannerStyle(modality).slice(1));
export const dashOf = (modality) => mannerStyle(modality)[0];

/** Whether the canvas shows a look at a part, in screen pixels. */
export const looking = () => spots !== null;
/** @type {Map<Entity, { x: number, y: number }> | null} */
let spots = null;
/** Where a mark is. @param {any} node */
export const placeOf = (node) => (spots && spots.get(node)) || node;

// In the first picture a bigger graph is seen from further away, so its marks are drawn bigger.
let sizes = 1;
// A star is mostly air, so it is drawn larger to weigh as much as the other shapes.
const weight = (node) => (pageSettings.styles[node.type][0] === "star" ? 1.35 : 1);
export const nodeSize = (node) => (spots ? Math.min(8 + Math.sqrt(node.edges.length), 13) : Math.min(4.5 + 1.05 * Math.sqrt(node.edges.length), 10.5) * sizes) * weight(node);

/** Spread the layout along its short side until it has the canvas's proportions, at most by eight tenths. */
function spread() {
  const canvas = byId("stage"); // the canvas itself has no size while another view is up
  const drawn = visible.canvas.nodes;
  const range = (axis) => Math.max(...drawn.map((node) => node[axis])) - Math.min(...drawn.map((node) => node[axis]));
  const wanted = canvas.clientHeight / canvas.clientWidth / (range("y") / range("x"));
  if (!Number.isFinite(wanted) || wanted <= 0) return;
  const [axis, factor] = wanted > 1 ? ["y", Math.min(wanted, 1.8)] : ["x", Math.min(1 / wanted, 1.8)];
  for (const node of allNodes) node[axis] = Math.round(node[axis] * factor);
}

function readStyle() {
  const css = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "line", "edge", "accent"]) style[name] = css.getPropertyValue("--" + name).trim();
  style.font = css.getPropertyValue("--sans").trim();
}
export const paint = /** @type {Record<string, string>} */ (style);

const paints = new Map();
function paintOf(background) {
  if (!paints.has(background)) {
    const chosen = { background, border: style.ink };
    paints.set(background, { background, border: style.paper, highlight: chosen, hover: chosen });
  }
  return paints.get(background);
}

function nodeItem(node) {
  const pinned = state.pinned.has(node);
  const { x, y } = placeOf(node);
  const size = nodeSize(node);
  return { id: node.i, x, y, shape: pageSettings.styles[node.type][0], size, color: paintOf(nodeColour(node)), borderWidth: pinned ? 3 : Math.min(1.5, size / 8), fixed: pinned };
}

function edgeItem(edge) {
  const manner = mannerOf(edge);
  const item = /** @type {any} */ ({ id: edge.i, from: edge.source.i, to: edge.target.i, dashes: false, width: edgeWidth() });
  if (manner !== "asserted") {
    item.dashes = [...dashOf(manner)];
    item.color = { color: modalityColour(manner), highlight: modalityColour(manner), hover: modalityColour(manner), opacity: 1 };
  }
  if (edge.lane) {
    const side = edge.lane % 2 === (edge.source.i < edge.target.i ? 1 : 0) ? "curvedCW" : "curvedCCW";
    item.smooth = { enabled: true, type: side, roundness: Math.min(0.14 + 0.1 * Math.ceil(edge.lane / 2), 0.7) };
  }
  return item;
}
const edgeWidth = () => (spots ? 1.4 : Math.min(1.1 * sizes, 3));

const communityItem = (group) => ({ id: group.id, x: group.x, y: group.y, shape: "dot", size: group.size, color: paintOf(communityColour(group.number)), borderWidth: 4 });

function sync(data, wanted, restyle) {
  const gone = data.getIds().filter((id) => !wanted.has(id));
  if (gone.length) data.remove(gone);
  const fresh = [];
  const known = [];
  for (const [id, make] of wanted) {
    if (data.get(id) === null) fresh.push(make());
    else if (restyle) known.push(make());
  }
  if (fresh.length) data.add(fresh);
  if (known.length) data.update(known);
}

function draw() {
  const drawn = drawing();
  const now = [state.colour, document.documentElement.dataset.theme, Boolean(spots), placed, sizes, [...state.pinned].map((n) => n.i)].join();
  const restyle = now !== looks;
  looks = now;
  const wantedNodes = new Map(drawn.nodes.map((node) => [node.i, () => nodeItem(node)]));
  for (const group of drawn.groups) wantedNodes.set(group.id, () => communityItem(group));
  const wantedEdges = new Map(drawn.edges.map((edge) => [edge.i, () => edgeItem(edge)]));
  for (const bundle of drawn.bundles) wantedEdges.set(bundle.id, () => /** @type {any} */ ({ id: bundle.id, from: bundle.from, to: bundle.to, width: bundle.width, arrows: "" }));
  sync(nodes, wantedNodes, restyle);
  sync(edges, wantedEdges, restyle);
}

function options() {
  const busy = visible.canvas.edges.length > 3000;
  return {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: !busy, hideEdgesOnDrag: busy, hideEdgesOnZoom: busy, keyboard: false, selectConnectedEdges: false, selectable: false, tooltipDelay: 1e6, zoomSpeed: 0.7 },
    nodes: { font: { size: 0 }, labelHighlightBold: false, chosen: { node: (values) => (values.borderWidth = 3) }, shadow: false },
    edges: {
      color: { color: style.edge, opacity: visible.canvas.edges.length > 10000 ? 0.16 : busy ? 0.5 : 1, highlight: style.accent, hover: style.accent, inherit: false },
      selectionWidth: 1.5,
      hoverWidth: 0.5,
      smooth: false,
      arrows: { to: { enabled: true, scaleFactor: 0.4 } },
      arrowStrikethrough: false,
      chosen: { label: false },
    },
  };
}

const itemOf = (id) => (typeof id === "number" ? allNodes[id] : null);
const TOUCH = { mouse: [10, 8], touch: [24, 16] }; // how near, in pixels, a mark and a line are hit: lines are 16 or 32 wide

/** The mark or line under a point of the canvas, in pixels; null when there is none near enough. */
export function hit(point, touch = false) {
  const [forMark, forLine] = touch ? TOUCH.touch : TOUCH.mouse;
  const drawn = drawing();
  const scale = network.getScale();
  let best = /** @type {any} */ (null);
  let least = Infinity;
  const nearer = (item, far, limit) => far < least && far <= limit && ([best, least] = [item, far]);
  for (const item of [...drawn.nodes, ...drawn.groups]) {
    const at = network.canvasToDOM(placeOf(item));
    const size = ("members" in item ? item.size : nodeSize(item)) * scale;
    nearer(item, Math.hypot(at.x - point.x, at.y - point.y) - size, forMark - Math.min(size, forMark - 2));
  }
  if (best) return best;
  for (const edge of drawn.edges) {
    const line = network.body.edges[edge.i];
    if (!line || !line.connected) continue;
    const pieces = edge.lane ? 16 : 1;
    for (let i = 0, from = network.canvasToDOM(line.edgeType.getPoint(0)); i < pieces; i += 1) {
      const to = network.canvasToDOM(line.edgeType.getPoint((i + 1) / pieces));
      nearer(edge, toSegment(point, from, to), forLine);
      from = to;
    }
  }
  return best;
}

function toSegment(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.min(Math.max(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

function click(event) {
  const item = hit(event.pointer.DOM, event.event.pointerType === "touch");
  if (!item) return state.selection && isEdge(state.selection) ? choose(null) : undefined;
  if ("members" in item) return openCommunity(item.id);
  return isEdge(item) ? choose(item) : open(item);
}

function moved(event) {
  const places = network.getPositions(event.nodes);
  for (const id of event.nodes) if (itemOf(id)) Object.assign(placeOf(itemOf(id)), { x: Math.round(places[id].x), y: Math.round(places[id].y) });
}

function physics() {
  const on = state.physics;
  network.setOptions({ physics: on && { enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.4 } } });
  if (on) return;
  const places = network.getPositions();
  for (const node of visible.canvas.nodes) if (places[node.i]) Object.assign(placeOf(node), places[node.i]);
}

// What the present places are for: they are made anew only when this changes.
let placed = "";
function arrange() {
  const { nodes: list, edges: lines } = visible.canvas;
  const stage = byId("stage");
  const size = { wide: stage.clientWidth || 800, high: (stage.clientHeight || 600) - 40 };
  const part = state.path || state.focus;
  const wanted = part ? list.map((node) => node.i).join() : `first ${state.limit}`;
  if (wanted === placed) return false;
  const before = placed;
  placed = wanted;
  if (state.path) spots = pathLayout(state.paths, size);
  else if (state.focus) {
    const seeds = spots && state.extra.size ? spots : undefined;
    spots = lookLayout({ nodes: list, edges: lines, centres: state.focus.nodes, measure: (node) => ({ w: wordWidth(nameOf(node)), r: 12 }), wordWidth: (edge) => wordWidth(edge.label || edge.relation), ...size, seeds });
  } else {
    spots = null;
    if (before && list.some((node) => !node.x && !node.y)) for (const [node, place] of widerLayout(list, lines, size.wide, size.high)) Object.assign(node, place);
  }
  return true;
}

/** Bring the canvas up to date: places first, then marks, then the view when the places are new. */
function renew() {
  const anew = arrange();
  if (!network) return draw();
  draw();
  if (anew) fit(false);
  network.redraw();
}

export const startGraph = () => {
  readStyle();
  placed = `first ${state.limit}`;
  network = new vis.Network(byId("canvas"), { nodes, edges }, options());
  byId("canvas").firstElementChild.tabIndex = -1; // the container takes the keyboard, not the frame inside it
  network.on("click", click);
  network.on("doubleClick", (event) => {
    const item = hit(event.pointer.DOM);
    if (item && !isEdge(item) && !("members" in item)) lookAround(item, 1);
  });
  network.on("dragEnd", moved);
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, (event) => hoverOver(name === "hoverNode" ? itemOf(event.node) : allEdges[event.edge]));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => hoverOver(null));
  network.on("afterDrawing", paintOver);
  listen("filter", renew);
  listen("selection", () => network.redraw());
  listen("physics", physics);
  listen("view", graphSeen);
  listen("look", () => {
    readStyle();
    paints.clear();
    looks = "";
    network.setOptions({ edges: options().edges });
    draw();
    network.redraw();
  });
  spread();
  const all = visible.canvas.nodes;
  draw();
  if (all.length) fit(false);
  sizes = Math.min(Math.max(1 / network.getScale(), 1), all.length > 1000 ? 2.4 : 6) * (isPhone() ? 0.85 : 1);
  looks = "";
  draw();
  fit(false);
};
