// Which nodes and edges pass, and how many would pass each choice of each facet.
// Every test that an item fails sets a bit; an item counts for a facet when that facet's own bit is the only one it may have.
import { allEdges, allNodes, edgeArticles, otherEnd, pageSettings } from "./data.js";
import { state } from "./state.js";

const TYPE = 1, KIND = 2, WHEN = 4, OUT = 8, RELATION = 16, MODALITY = 32, SURE = 64, OUTLET = 128, PUBLISHED = 256;
const EDGE_TESTS = RELATION | MODALITY | SURE | OUTLET | PUBLISHED;

/** First and last day of an ISO date, month, year or interval, as text that sorts; null when there is none. */
export const dayRange = (iso) => {
  if (!iso || iso === "?") return null;
  const ends = iso.split("/");
  const pad = (text, fill) => (/^\d{4}/.test(text) ? text.slice(0, 10) + fill.slice(Math.min(text.length, 10)) : null);
  const low = pad(ends[0], "0000-01-01");
  const high = pad(ends[ends.length - 1], "0000-12-31");
  return low && high ? [low, high] : null;
};
const within = (iso, range) => {
  const days = dayRange(iso);
  return Boolean(days) && days[1] >= range[0] && days[0] <= range[1];
};

function nodeBits(node, around) {
  let bits = 0;
  if (state.off.type.has(node.type)) bits |= TYPE;
  if (node.kind && state.off.kind.has(node.kind)) bits |= KIND;
  if (state.eventDates && node.type === "EVT" && !within(node.date, state.eventDates)) bits |= WHEN;
  const beyond = state.limit && node.rank >= state.limit && !state.extra.has(node);
  if (state.hidden.has(node) || beyond || (around && !around.has(node))) bits |= OUT;
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

/** Nodes within `depth` steps of the focus nodes, plus those brought in by hand. */
export const neighbourhood = (focus, extra) => {
  const seen = new Set(focus.nodes);
  let edge = [...seen];
  for (let step = 0; step < focus.depth; step += 1) {
    const next = [];
    for (const node of edge) for (const fact of node.edges) {
      const other = otherEnd(fact, node);
      if (!seen.has(other)) {
        seen.add(other);
        next.push(other);
      }
    }
    edge = next;
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

/** {nodes, edges, counts}: what passes, and the facet counts. */
export const compute = () => {
  const around = state.focus ? neighbourhood(state.focus, state.extra) : null;
  const counts = { type: new Map(), kind: new Map(), relation: new Map(), modality: new Map(), outlet: new Map() };
  const own = allNodes.map((node) => nodeBits(node, around));
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
  visible = { nodes, edges, counts, nodeSet: new Set(nodes), edgeSet: new Set(edges) };
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
