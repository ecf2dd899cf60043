// Where marks go when the reader looks at a part of the graph: d3-force, with names as boxes that may not overlap and
// lines long enough for their words. Positions are in screen pixels around (0, 0); the same input gives the same picture.
import { forceLink, forceManyBody, forceRadial, forceSimulation, forceX, forceY } from "d3-force";

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {{ node: Entity, x: number, y: number, vx?: number, vy?: number, fx?: number | null, fy?: number | null, step: number, w: number, up: number, down: number }} Body */

const TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle: points on a spiral that never line up

/** How many steps each node is from the nearest centre. */
function steps(nodes, edges, centres) {
  const beside = new Map(nodes.map((node) => [node, []]));
  for (const edge of edges) {
    beside.get(edge.source)?.push(edge.target);
    beside.get(edge.target)?.push(edge.source);
  }
  const found = new Map(centres.map((node) => [node, 0]));
  let rim = [...centres];
  while (rim.length) {
    const next = [];
    for (const node of rim) for (const other of beside.get(node) || []) if (!found.has(other)) {
      found.set(other, found.get(node) + 1);
      next.push(other);
    }
    rim = next;
  }
  return found;
}

/** A force that pushes boxes (mark with its name) apart along the shorter way out. @param {Body[]} bodies */
function boxesApart(bodies, strength) {
  const order = [...bodies];
  return () => {
    order.sort((a, b) => a.x - b.x || a.node.i - b.node.i);
    const widest = Math.max(...order.map((body) => body.w));
    for (let i = 0; i < order.length; i += 1) {
      const a = order[i];
      for (let j = i + 1; j < order.length && order[j].x - a.x < widest; j += 1) {
        const b = order[j];
        const overX = (a.w + b.w) / 2 - Math.abs(b.x - a.x);
        const overY = b.y >= a.y ? a.y + a.down - (b.y - b.up) : b.y + b.down - (a.y - a.up);
        if (overX <= 0 || overY <= 0) continue;
        if (overY < overX) push(a, b, "y", overY * strength);
        else push(a, b, "x", overX * strength);
      }
    }
  };
}

function push(a, b, axis, by) {
  const sign = b[axis] > a[axis] || (b[axis] === a[axis] && b.node.i > a.node.i) ? 1 : -1;
  const [forA, forB] = a.fx !== undefined && a.fx !== null ? [0, 1] : b.fx !== undefined && b.fx !== null ? [1, 0] : [0.5, 0.5];
  a[axis] -= sign * by * forA;
  b[axis] += sign * by * forB;
}

/**
 * Places for a neighbourhood: the centre in the middle, its neighbours around it, all names legible.
 * @param {{ nodes: Entity[], edges: Fact[], centres: Entity[], measure: (node: Entity) => { w: number, r: number },
 *   wordWidth: (edge: Fact) => number, wide: number, high: number, seeds?: Map<Entity, { x: number, y: number }> }} given
 * @returns {Map<Entity, { x: number, y: number }>}
 */
export function lookLayout({ nodes, edges, centres, measure, wordWidth, wide, high, seeds }) {
  const far = steps(nodes, edges, centres);
  const squeeze = Math.min(Math.max(high / Math.max(wide, 1), 0.45), 2);
  const order = [...nodes].sort((a, b) => (far.get(a) ?? 9) - (far.get(b) ?? 9) || a.type.localeCompare(b.type) || a.rank - b.rank);
  const inner = order.filter((node) => far.get(node) === 1).length;
  // Room: the canvas, or as much more as the names need to stand apart.
  const need = order.reduce((sum, node) => sum + (measure(node).w + 14) * 50, 0) / 0.42;
  const more = Math.max(1, Math.sqrt(need / (wide * high)));
  const half = { x: (wide / 2 - 12) * more, y: (high / 2 - 30) * more };
  const most = Math.min(half.x, half.y) - 30;
  const ring = (step, i) => (step === 1 ? most * (inner > 14 ? [0.95, 0.62][i % 2] : inner > 8 ? 0.85 : 0.72) : most * (0.4 + 0.55 * step));
  /** @type {Body[]} */
  const bodies = order.map((node, i) => {
    const { w, r } = measure(node);
    const step = far.get(node) ?? 2;
    const from = seeds?.get(node);
    const angle = step === 1 ? (2 * Math.PI * i) / Math.max(inner, 1) : TURN * i;
    const radius = ring(step, i);
    const body = { node, step, w: Math.max(w, 2 * r) + 14, up: r + 7, down: r + 24, x: from?.x ?? radius * Math.cos(angle), y: from?.y ?? radius * Math.sin(angle) * squeeze };
    return centres.length === 1 && node === centres[0] && inner >= 5 ? { ...body, x: 0, y: 0, fx: 0, fy: 0 } : body;
  });
  const bodyOf = new Map(bodies.map((body) => [body.node, body]));
  const links = edges.filter((edge) => edge.source !== edge.target).map((edge) => ({ source: bodyOf.get(edge.source), target: bodyOf.get(edge.target), edge }));
  const simulation = forceSimulation(bodies)
    .stop()
    .force("link", forceLink(/** @type {any} */ (links)).distance((link) => Math.max(110, wordWidth(/** @type {any} */ (link).edge) + 60)).strength(0.25))
    .force("charge", forceManyBody().strength(-520).distanceMax(700))
    .force("ring", forceRadial((body) => ring(/** @type {any} */ (body).step, bodies.indexOf(/** @type {any} */ (body))), 0, 0).strength((body) => (/** @type {any} */ (body).step === 1 ? 0.35 : 0.08)))
    .force("x", forceX(0).strength(0.03 * squeeze))
    .force("y", forceY(0).strength(0.03 / squeeze));
  const apart = boxesApart(bodies, 0.7);
  const inside = () => bodies.forEach((body) => {
    body.x = Math.min(Math.max(body.x, body.w / 2 - half.x), half.x - body.w / 2);
    body.y = Math.min(Math.max(body.y, body.up - half.y), half.y - body.down);
  });
  const rounds = bodies.length > 150 ? 120 : 260;
  for (let i = 0; i < rounds; i += 1) {
    simulation.tick();
    if (i > rounds * 0.3) apart();
    inside();
  }
  const last = boxesApart(bodies, 1);
  for (let i = 0; i < 80; i += 1) {
    last();
    if (i < 60) inside();
  }
  // In the middle, and a small neighbourhood takes the room that there is.
  const ends = (axis) => [Math.min(...bodies.map((body) => body[axis])), Math.max(...bodies.map((body) => body[axis]))];
  const room = { x: Math.max(...bodies.map((body) => body.w)) / 2 + 10, y: 44 };
  const [gx, gy] = ["x", "y"].map((axis) => {
    const [low, top] = ends(axis);
    const grow = Math.min(Math.max((2 * (half[axis] - room[axis])) / Math.max(top - low, 1), 1), 1.9);
    return (value) => Math.round((value - (low + top) / 2) * grow);
  });
  return new Map(bodies.map((body) => [body.node, { x: gx(body.x), y: gy(body.y) }]));
}

/** Places for a path: from left to right (or from top to bottom on a narrow canvas), alternatives side by side. */
export function pathLayout(paths, { wide, high }) {
  const upright = wide < 600;
  const found = new Map();
  const [first, last] = [paths[0].nodes[0], paths[0].nodes[paths[0].nodes.length - 1]];
  const longest = Math.max(...paths.map((path) => path.nodes.length));
  const along = Math.max(upright ? 96 : 190, ((upright ? high * 0.55 : wide) - 200) / Math.max(longest - 1, 1));
  const length = along * (longest - 1);
  const lanes = paths.map((path) => path.nodes.slice(1, -1).filter((node) => !found.has(node) && found.set(node, null)));
  const used = lanes.filter((lane) => lane.length).length;
  const apart = upright ? Math.min(170, (wide - 120) / Math.max(used, 1)) : 150;
  let lane = 0;
  paths.forEach((path, i) => {
    if (!lanes[i].length) return;
    const off = (lane - (used - 1) / 2) * apart;
    lane += 1;
    path.nodes.forEach((node, j) => {
      if (!lanes[i].includes(node)) return;
      const at = (j / (path.nodes.length - 1) - 0.5) * length;
      found.set(node, upright ? { x: off, y: at } : { x: at, y: off });
    });
  });
  found.set(first, upright ? { x: 0, y: -length / 2 } : { x: -length / 2, y: 0 });
  found.set(last, upright ? { x: 0, y: length / 2 } : { x: length / 2, y: 0 });
  return found;
}

/** New places for a first picture of another size, from where its marks are: fewer rounds the more there are. */
export function widerLayout(nodes, edges, wide, high) {
  const gap = nodes.length > 400 ? 60 : 84;
  const bodies = nodes.map((node, i) => {
    const known = node.x || node.y;
    const radius = gap * 0.6 * Math.sqrt(i + 1);
    return { node, x: known ? node.x : radius * Math.cos(TURN * i), y: known ? node.y : radius * Math.sin(TURN * i), step: 0, w: gap, up: gap / 2, down: gap / 2 };
  });
  const bodyOf = new Map(bodies.map((body) => [body.node, body]));
  const links = edges.map((edge) => ({ source: bodyOf.get(edge.source), target: bodyOf.get(edge.target) }));
  const squeeze = Math.min(Math.max(high / Math.max(wide, 1), 0.5), 2);
  const simulation = forceSimulation(bodies)
    .stop()
    .force("link", forceLink(/** @type {any} */ (links)).distance(gap * 1.3))
    .force("charge", forceManyBody().strength(-gap * 5).distanceMax(gap * 12))
    .force("x", forceX(0).strength(0.05 * squeeze))
    .force("y", forceY(0).strength(0.05 / squeeze));
  const rounds = Math.round(Math.min(300, 240000 / Math.max(nodes.length, 1)));
  for (let i = 0; i < rounds; i += 1) simulation.tick();
  if (nodes.length < 1500) for (let i = 0, apart = boxesApart(bodies, 0.8); i < 20; i += 1) apart();
  return new Map(bodies.map((body) => [body.node, { x: Math.round(body.x), y: Math.round(body.y) }]));
}
