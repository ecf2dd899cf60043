// Names on the canvas, written over what vis-network drew: constant size on screen, never on top of each other, the most
// important first. What is selected, hovered or on a path stands out; the rest is veiled.
import { byRank, otherEnd } from "./data.js";
import { visible } from "./filter.js";
import { circles } from "./folding.js";
import { network, nodeSize, paint, redraw } from "./graph.js";
import { isEdge, state } from "./state.js";
import { edgeWord, modalityWord, numberWord } from "./words.js";

const CELL = 24; // size in pixels of the squares that remember where words already stand
const widths = new Map();
let hovered = null;
let drawnOnce = false;

export const hoverOver = (item) => {
  hovered = item;
  redraw();
};

function lit() {
  const { path, selection } = state;
  if (path) return { nodes: new Set(path.nodes), edges: new Set(path.edges) };
  const item = selection || hovered;
  if (!item) return null;
  if (isEdge(item)) return { nodes: new Set([item.source, item.target]), edges: new Set([item]) };
  const edges = new Set(item.edges.filter((edge) => visible.edgeSet.has(edge)));
  const nodes = new Set([item]);
  for (const edge of edges) nodes.add(otherEnd(edge, item));
  return { nodes, edges };
}

function veil(ctx, size) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = state.path || state.selection ? 0.82 : 0.6;
  ctx.fillStyle = paint.paper;
  ctx.fillRect(0, 0, size.width, size.height);
  ctx.restore();
}

function drawAgain(ctx, light) {
  const body = network.body;
  for (const edge of light.edges) {
    const drawn = body.edges[edge.i];
    if (!drawn || !drawn.connected) continue;
    drawn.draw(ctx);
    drawn.drawArrows(ctx);
  }
  for (const node of light.nodes) if (body.nodes[node.i]) body.nodes[node.i].draw(ctx);
}

/** What stands on the canvas, in squares: drawn nodes, each with its box, and words that were written. */
function ground(place, scale, view, light) {
  const words = new Set();
  const marks = new Map();
  const cells = (box) => {
    const found = [];
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i += 1)
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j += 1) found.push(i * 4096 + j);
    return found;
  };
  const plain = light && (state.selection || state.path) ? light.nodes : visible.nodes; // the veiled may be covered
  const discs = state.fold ? [...circles.values()] : [];
  for (const node of [...plain, ...discs]) {
    if (state.fold && !network.body.nodes[node.members ? node.id : node.i]) continue;
    const at = place(node.x, node.y);
    if (at.x < -40 || at.y < -40 || at.x > view.width + 40 || at.y > view.height + 40) continue;
    const r = (node.members ? node.size : nodeSize(node)) * scale;
    if (r < 2.5) continue; // a speck may be written over
    const box = { node, left: at.x - r, right: at.x + r, top: at.y - r, bottom: at.y + r };
    for (const cell of cells(box)) marks.get(cell)?.push(box) ?? marks.set(cell, [box]);
  }
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    free: (box) => cells(box).every((cell) => !words.has(cell)),
    clear: (box, own) => cells(box).every((cell) => (marks.get(cell) || []).every((mark) => own.includes(mark.node) || !meets(mark, box))),
    take: (box) => cells(box).forEach((cell) => words.add(cell)),
  };
}

// A pen that writes words at the first of several screen points where they cover no other words and no node but their
// own. `rest` says what else will do when there is no such point: "over" nodes, or "any" way; without it nothing is written.
function pen(ctx, view, under) {
  return (words, spots, look, own = [], rest = "") => {
    const high = look.size || 12;
    const font = `${look.italic ? "italic " : ""}${look.weight || 400} ${high}px ${paint.font}`;
    const key = font + words;
    ctx.font = font;
    if (!widths.has(key)) widths.set(key, ctx.measureText(words).width);
    const half = widths.get(key) / 2 + 2;
    const boxes = spots.map(({ x, y, side = 0 }) => {
      // Words over or under their point move sideways, up to half their length, to stay on the canvas.
      const inside = Math.min(Math.max(x, half + 2), view.width - half - 2);
      const middle = side ? x + side * half : Math.abs(inside - x) < half ? inside : x;
      return { x: middle, y, left: middle - half, right: middle + half, top: y - high / 2, bottom: y + high / 2 };
    }).filter((box) => box.left > 0 && box.top > 0 && box.right < view.width && box.bottom < view.height);
    const room = boxes.filter(under.free);
    const box = room.find((each) => under.clear(each, own)) || (rest && room[0]) || (rest === "any" && boxes[0]);
    if (!box) return false;
    under.take(box);
    ctx.strokeStyle = paint.paper;
    ctx.lineWidth = 4;
    ctx.strokeText(words, box.x, box.y);
    ctx.fillStyle = look.colour || paint.ink;
    ctx.fillText(words, box.x, box.y);
    return true;
  };
}

const short = (words, limit) => (words.length > limit ? words.slice(0, limit - 1) + "…" : words);

function nodeLabels(write, place, scale, light, view) {
  const item = state.selection || hovered;
  const put = (node, look, rest) => {
    const { x, y } = place(node.x, node.y);
    const r = nodeSize(node) * scale;
    const spots = [{ x, y: y + r + 10 }, { x, y: y - r - 9 }, { x: x + r + 4, y, side: 1 }, { x: x - r - 4, y, side: -1 }];
    return write(look.whole ? node.label : short(node.label, 30), spots, look, [node], rest);
  };
  if (item && !isEdge(item)) put(item, { weight: 650, size: 13, whole: true }, "any");
  if (light) {
    const few = light.nodes.size <= 40;
    const rest = state.path || isEdge(item) ? "any" : "";
    for (const node of [...light.nodes].sort((a, b) => a.rank - b.rank)) if (node !== item) put(node, { weight: 500, whole: few }, rest);
    if (state.path || state.selection) return;
  }
  let left = Math.round((view.width * view.height) / 9000);
  for (const node of byRank) {
    if (left <= 0) return;
    if (!visible.nodeSet.has(node) || (state.fold && !network.body.nodes[node.i])) continue;
    const at = place(node.x, node.y);
    if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
    // A name that finds no room costs half a place, so that small nodes at the rim do not fill up what hubs leave.
    left -= put(node, node.rank < 12 ? { weight: 600, size: 13 } : { weight: 400, size: 12 }, node.rank < 12 ? "over" : "") ? 1 : 0.5;
  }
}

function communityLabels(write, place, scale) {
  if (!state.fold) return;
  const largest = [...circles.values()].sort((a, b) => b.members.length - a.members.length);
  for (const [i, circle] of largest.entries()) {
    if (!network.body.nodes[circle.id]) continue;
    const { x, y } = place(circle.x, circle.y);
    const r = circle.size * scale;
    write(`${short(circle.lead.label, 24)} +${numberWord(circle.members.length - 1)}`, [{ x, y: y + r + 10 }, { x, y: y - r - 9 }, { x: x + r + 4, y, side: 1 }, { x: x - r - 4, y, side: -1 }], { weight: 600 }, [circle], i < 4 && "over");
  }
}

function edgeLabels(write, place, scale, light) {
  const named = light && light.edges.size <= 16 ? [...light.edges] : [];
  const doubtful = [];
  if (scale > 0.5 && !(light && (state.selection || state.path))) {
    for (const edge of visible.edges) {
      if (edge.modality !== "asserted" && !named.includes(edge)) doubtful.push(edge);
      if (doubtful.length >= 60) break;
    }
  }
  for (const [list, naming] of [[named, true], [doubtful, false]]) {
    for (const edge of list) {
      const drawn = network.body.edges[edge.i];
      if (!drawn || !drawn.connected) continue;
      const spots = [0.5, 0.38, 0.62].flatMap((part) => {
        const point = drawn.edgeType.getPoint(part);
        const { x, y } = place(point.x, point.y);
        return [{ x, y }, { x, y: y + 14 }, { x, y: y - 14 }, { x: x + 8, y: y - 12, side: 1 }, { x: x - 8, y: y + 12, side: -1 }];
      });
      // A short line under two names has room for its word beside them.
      const middle = spots[0];
      if (naming) spots.push(...[1, -1].map((side) => ({ x: middle.x + 76 * side, y: middle.y, side })));
      const doubt = edge.modality === "asserted" ? "" : modalityWord(edge.modality);
      const words = naming ? [short(edgeWord(edge), 28), doubt].filter(Boolean).join(", ") : doubt;
      write(words, spots, { size: 11, italic: Boolean(doubt), colour: paint.soft }, [], naming && named.length <= 2 ? "any" : doubt && "over");
    }
  }
}

/** Called by vis-network after each drawing of the canvas. */
export const paintOver = (ctx) => {
  const canvas = ctx.canvas;
  const ratio = network.canvas.pixelRatio;
  const { scale, translation } = network.body.view;
  const view = { width: canvas.width / ratio, height: canvas.height / ratio };
  const light = lit();
  if (light) {
    veil(ctx, canvas);
    drawAgain(ctx, light);
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const place = (x, y) => ({ x: x * scale + translation.x, y: y * scale + translation.y });
  const write = pen(ctx, view, ground(place, scale, view, light));
  communityLabels(write, place, scale);
  nodeLabels(write, place, scale, light, view);
  edgeLabels(write, place, scale, light);
  ctx.restore();
  if (!drawnOnce) {
    drawnOnce = true;
    performance.mark("kg-first-draw");
    document.documentElement.dataset.drawn = "true";
  }
};
