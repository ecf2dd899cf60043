// What passes the filters (tables, timeline and map show all of it), what of that is on the canvas, and how many would
// pass each choice of each facet. Every test that an item fails sets a bit; an item counts for a facet when that facet's
// own bit is the only one it may have.
import { allEdges, allNodes, edgeArticles, otherEnd, pageSettings } from "./data.js";
import { LIMITS, state } from "./state.js";

/** @typedef {import("./types.js").Entity} Entity */

const TYPE = 1, KIND = 2, WHEN = 4, OUT = 8, RELATION = 16, MODALITY = 32, SURE = 64, OUTLET = 128, PUBLISHED = 256;
const EDGE_TESTS = RELATION | MODALITY | SURE | OUTLET | PUBLISHED;

/** First and last day of an ISO date, month, year or interval, as text that sorts; null when there is none. */
export const dayRange = (iso) => {
  if (!iso || iso === "?") return null;
  const ends = iso.split("/").filter(Boolean);
  if (!ends.length) return null;
  const pad = (text, fill) => (/^\d{4}/.test(text) ? text.slice(0, 10) + fill.slice(Math.min(text.length, 10)) : null);
  const low = pad(ends[0], "0000-01-01");
  const high = pad(ends[ends.length - 1], "0000-12-31");
  return low && high ? [low, high] : null;
};
const within = (iso, range) => {
  const days = dayRange(iso);
  return days !== null && days[1] >= range[0] && days[0] <= range[1];
};

function nodeBits(node) {
  let bits = 0;
  if (state.off.type.has(node.type)) bits |= TYPE;
  if (node.kind && state.off.kind.has(node.kind)) bits |= KIND;
  if (state.eventDates && node.type === "EVT" && !within(node.date, state.eventDates)) bits |= WHEN;
  if (state.hidden.has(node)) bits |= OUT;
  return bits;
}

function edgeBits(edge) {
  let bits = 0;
  if (state.off.relation.has(edge.relation)) bits |= RELATION;
  if (state.off.modality.has(edge.modality)) bits |= MODALITY;
  if (edge.confidence < state.confidence) bits |= SURE;
  if (state.off.outlet.size && !edgeArticles(edge).some((a) => !state.off.outlet.has(a.outlet))) bits |= OUTLET;
  if (state.articleDates && !edgeArticles(edge).some((a) => within(a.date, state.articleDates))) bits |= PUBLISHED;
  return bits;
}

/** The best known neighbours of a node, at most `most`; hubs last. @param {Entity} node */
export const neighboursOf = (node, most = Infinity) => {
  const near = [...new Set(node.edges.filter((edge) => visible.edgeSet.has(edge)).map((edge) => otherEnd(edge, node)))].filter((other) => other !== node);
  return near.sort((a, b) => Number(a.hub) - Number(b.hub) || a.rank - b.rank).slice(0, most);
};

/** The nodes of a look around: within its depth, no more than can be read, plus those brought in by hand. */
export const neighbourhood = (focus, extra) => {
  const seen = new Set(focus.nodes);
  let rim = focus.nodes;
  for (let step = 0; step < focus.depth; step += 1) {
    const room = step ? Math.ceil((LIMITS.neighbours * 2) / Math.max(rim.length, 1)) : LIMITS.neighbours;
    rim = rim.flatMap((node) => (step && node.hub ? [] : neighboursOf(node, room))).filter((node) => !seen.has(node));
    for (const node of rim) seen.add(node);
  }
  for (const node of extra) seen.add(node);
  return seen;
};

const bump = (map, key) => map.set(key, (map.get(key) || 0) + 1);

function countEdge(counts, edge, bits) {
  if (!(bits & ~RELATION)) bump(counts.relation, edge.relation);
  if (!(bits & ~MODALITY)) bump(counts.modality, edge.modality);
  if (!(bits & ~OUTLET)) for (const outlet of new Set(edgeArticles(edge).map((a) => a.outlet))) bump(counts.outlet, outlet);
}

/** What passes now; `compute` renews it. @type {import("./types.js").Visible} */
export let visible = /** @type {any} */ (null);

function onCanvas(nodes, edges) {
  const chosen = state.path ? new Set(state.paths.flatMap((path) => path.nodes)) : state.focus ? neighbourhood(state.focus, state.extra) : null;
  const drawn = (node) => (chosen ? chosen.has(node) : (node.turn >= 0 && (!state.limit || node.turn < state.limit)) || state.extra.has(node));
  const shown = nodes.filter(drawn);
  const set = new Set(shown);
  const ways = state.path ? new Set(state.paths.flatMap((path) => path.edges)) : null; // a path shows nothing beside itself
  const kept = edges.filter((edge) => (ways ? ways.has(edge) : set.has(edge.source) && set.has(edge.target)));
  return { nodes: shown, edges: kept, nodeSet: set, edgeSet: new Set(kept) };
}

/** Renew `visible`: all that passes, the facets' counts, and the part that is on the canvas. */
export const compute = () => {
  const counts = { type: new Map(), kind: new Map(), relation: new Map(), modality: new Map(), outlet: new Map() };
  const own = allNodes.map(nodeBits);
  const touched = new Uint8Array(allNodes.length);
  const edges = [];
  let narrowed = false;
  for (const edge of allEdges) {
    const bits = edgeBits(edge);
    const all = bits | own[edge.source.i] | own[edge.target.i];
    countEdge(counts, edge, all);
    if (bits & EDGE_TESTS) narrowed = true;
    if (all) continue;
    edges.push(edge);
    touched[edge.source.i] = touched[edge.target.i] = 1;
  }
  const nodes = [];
  for (const node of allNodes) {
    const bits = own[node.i];
    if (!(bits & ~TYPE)) bump(counts.type, node.type);
    if (node.kind && !(bits & ~KIND)) bump(counts.kind, node.kind);
    const stranded = narrowed && node.edges.length && !touched[node.i];
    if (!bits && (!stranded || state.pinned.has(node))) nodes.push(node);
  }
  const passes = { nodes, edges, counts, nodeSet: new Set(nodes), edgeSet: new Set(edges) };
  visible = { ...passes, canvas: /** @type {any} */ (passes) };
  visible.canvas = onCanvas(nodes, edges);
  return visible;
};

/** The values of each facet in the whole picture, most frequent first. */
export const facetValues = () => {
  const tally = (items) => {
    const counts = new Map();
    for (const item of items) bump(counts, item);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  };
  const types = Object.keys(pageSettings.styles);
  const present = new Set(allNodes.map((node) => node.type));
  return {
    type: types.filter((type) => present.has(type)),
    relation: tally(allEdges.map((edge) => edge.relation)),
    kind: tally(allNodes.filter((node) => node.kind).map((node) => node.kind)),
    modality: tally(allEdges.map((edge) => edge.modality)),
    outlet: tally(allEdges.flatMap((edge) => edgeArticles(edge).map((a) => a.outlet))),
  };
};
