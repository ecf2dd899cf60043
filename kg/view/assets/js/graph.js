// The canvas: vis-network with fixed positions. It only ever holds what passes the filters.
import { allEdges, allNodes, pageSettings } from "./data.js";
import { byId } from "./dom.js";
import { expand } from "./explore.js";
import { visible } from "./filter.js";
import { drawing, openCommunity } from "./folding.js";
import { hoverOver, paintOver } from "./labels.js";
import { choose, isEdge, listen, state } from "./state.js";

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
// A bigger graph is seen from further away, so its marks are drawn bigger.
const grow = (by) => 1 + Math.sqrt(allNodes.length) / by;
const small = () => (Math.min(window.innerWidth, window.innerHeight) < 600 ? 1.35 : 1);
let sizes = 0;
// A star is mostly air, so it is drawn larger to weigh as much as the other shapes.
const weight = (node) => (pageSettings.styles[node.type][0] === "star" ? 1.35 : 1);
export const nodeSize = (node) => Math.min(8 + 2.8 * Math.sqrt(node.edges.length), 36) * (sizes ||= Math.min(grow(80), 2.4) * small()) * weight(node);

/** Spread the layout along its short side until it has the canvas's proportions, at most by six tenths. */
function spread() {
  const canvas = byId("stage"); // the canvas itself has no size while another view is up
  const range = (axis) => Math.max(...allNodes.map((node) => node[axis])) - Math.min(...allNodes.map((node) => node[axis]));
  const wanted = canvas.clientHeight / canvas.clientWidth / (range("y") / range("x"));
  if (!Number.isFinite(wanted) || wanted <= 0) return;
  const [axis, factor] = wanted > 1 ? ["y", Math.min(wanted, 1.6)] : ["x", Math.min(1 / wanted, 1.6)];
  for (const node of allNodes) node[axis] = Math.round(node[axis] * factor);
}

function readStyle() {
  const css = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "line", "edge", "accent"]) style[name] = css.getPropertyValue("--" + name).trim();
  style.font = css.getPropertyValue("--sans").trim();
  return style;
}
export const paint = style;

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
  return {
    id: node.i,
    x: node.x,
    y: node.y,
    shape: pageSettings.styles[node.type][0],
    size: nodeSize(node),
    color: paintOf(nodeColour(node)),
    borderWidth: pinned ? 3 : Math.min(1.5, nodeSize(node) / 8),
    fixed: pinned,
  };
}

const DASHES = { planned: [10, 5], alleged: [4, 5], denied: [2, 6], cancelled: [12, 4, 2, 4] };
function edgeItem(edge) {
  const item = { id: edge.i, from: edge.source.i, to: edge.target.i };
  if (edge.modality !== "asserted") item.dashes = DASHES[edge.modality] || [4, 4];
  if (edge.lane) {
    const side = edge.lane % 2 === (edge.source.i < edge.target.i ? 1 : 0) ? "curvedCW" : "curvedCCW";
    item.smooth = { enabled: true, type: side, roundness: Math.min(0.12 + 0.08 * Math.ceil(edge.lane / 2), 0.6) };
  }
  return item;
}

function communityItem(group) {
  return {
    id: group.id,
    x: group.x,
    y: group.y,
    shape: "dot",
    size: group.size,
    color: paintOf(communityColour(group.number)),
    borderWidth: 4,
  };
}

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
  const now = [state.colour, document.documentElement.dataset.theme, [...state.pinned].map((n) => n.i)].join();
  const restyle = now !== looks;
  looks = now;
  const wantedNodes = new Map(drawn.nodes.map((node) => [node.i, () => nodeItem(node)]));
  for (const group of drawn.groups) wantedNodes.set(group.id, () => communityItem(group));
  const wantedEdges = new Map(drawn.edges.map((edge) => [edge.i, () => edgeItem(edge)]));
  for (const bundle of drawn.bundles) wantedEdges.set(bundle.id, () => ({ id: bundle.id, from: bundle.from, to: bundle.to, width: bundle.width, arrows: "" }));
  sync(nodes, wantedNodes, restyle);
  sync(edges, wantedEdges, false);
}

function options() {
  const busy = allEdges.length > 3000;
  return {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: !busy, hideEdgesOnDrag: busy, hideEdgesOnZoom: busy, keyboard: false, selectConnectedEdges: false, tooltipDelay: 1e6, zoomSpeed: 0.7 },
    nodes: { font: { size: 0 }, labelHighlightBold: false, chosen: { node: (values) => (values.borderWidth = 3) }, shadow: false },
    edges: {
      color: { color: style.edge, opacity: allEdges.length > 10000 ? 0.16 : busy ? 0.5 : 0.9, highlight: style.accent, hover: style.accent, inherit: false },
      width: Math.min(grow(28), 3),
      selectionWidth: 1.5,
      hoverWidth: 0.5,
      smooth: false,
      arrows: { to: { enabled: true, scaleFactor: 0.35 } },
      arrowStrikethrough: false,
      chosen: { label: false },
    },
  };
}

const itemOf = (id) => (typeof id === "number" ? allNodes[id] : null);
function click(event) {
  const id = event.nodes[0];
  if (typeof id === "string") return openCommunity(id);
  if (id !== undefined) return choose(itemOf(id));
  const edge = allEdges[event.edges[0]];
  return choose(edge || null);
}

function moved(event) {
  const places = network.getPositions(event.nodes);
  for (const id of event.nodes) if (itemOf(id)) Object.assign(itemOf(id), { x: Math.round(places[id].x), y: Math.round(places[id].y) });
}

function physics() {
  const on = state.physics;
  network.setOptions({
    physics: on && { enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.4 } },
  });
  if (on) return;
  const places = network.getPositions();
  for (const node of visible.nodes) if (places[node.i]) Object.assign(node, places[node.i]);
}

function showSelection() {
  const item = state.selection;
  const edge = isEdge(item);
  const there = item && (edge ? edges : nodes).get(item.i) !== null;
  network.setSelection({ nodes: there && !edge ? [item.i] : [], edges: there && edge ? [item.i] : [] }, { highlightEdges: false });
  network.redraw();
}

// While another view is up the canvas has no size: the move waits until the graph is seen again.
let waiting = null;
const whenSeen = (move) => {
  waiting = byId("canvas").clientHeight ? null : move;
  if (!waiting) move();
};
export const graphSeen = () => {
  network.redraw();
  if (waiting) whenSeen(waiting);
};

/** Bring a node to the middle, near enough to read what is around it. */
export const centreOn = (node) => whenSeen(() => {
  const scale = Math.max(network.getScale(), 0.85);
  network.moveTo({ position: { x: node.x, y: node.y }, offset: { x: 0, y: lift() }, scale, animation: lessMotion() ? false : { duration: 350 } });
});
// A sheet over the lower part of a small screen moves the middle up.
const lift = () => (matchMedia("(max-width: 900px)").matches && document.documentElement.dataset.sheet ? -byId("canvas").clientHeight * 0.32 : 0);

/** Bring several nodes into view together. */
export const frameNodes = (list, share = 0.6, most = 1.2, glide = true) => whenSeen(() => {
  const range = (axis) => [Math.min(...list.map((node) => node[axis])), Math.max(...list.map((node) => node[axis]))];
  const [x, y] = [range("x"), range("y")];
  const canvas = byId("canvas");
  const room = (size, gap) => (size * share) / Math.max(gap, 1);
  const scale = Math.min(most, room(canvas.clientWidth, x[1] - x[0]), room(canvas.clientHeight * (lift() ? 0.36 : 1), y[1] - y[0]));
  network.moveTo({ position: { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }, offset: { x: 0, y: lift() }, scale, animation: glide && !lessMotion() ? { duration: 350 } : false });
});
export const lessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const fit = (glide = true) => {
  const drawn = drawing();
  const list = [...drawn.nodes, ...drawn.groups];
  if (list.length) frameNodes(list, 0.88, 1.4, glide);
};
export const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor });
export const redraw = () => network && network.redraw();

export const startGraph = () => {
  readStyle();
  network = new vis.Network(byId("canvas"), { nodes, edges }, options());
  byId("canvas").firstElementChild.tabIndex = -1; // the container takes the keyboard, not the frame inside it
  network.on("click", click);
  network.on("doubleClick", (event) => itemOf(event.nodes[0]) && expand(itemOf(event.nodes[0])));
  network.on("dragEnd", moved);
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, (event) => hoverOver(name === "hoverNode" ? itemOf(event.node) : allEdges[event.edge]));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => hoverOver(null));
  network.on("afterDrawing", paintOver);
  listen("filter", draw);
  listen("filter", () => network.redraw());
  listen("selection", showSelection);
  listen("physics", physics);
  listen("look", () => {
    readStyle();
    paints.clear();
    network.setOptions({ edges: options().edges });
    draw();
    network.redraw();
  });
  spread();
  draw();
  fit(false);
};
