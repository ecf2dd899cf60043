// Names and words on the canvas, written over what vis-network drew: of constant size, never on top of each other, the
// most important first. What is selected, hovered or on a path stands out; in a first picture the rest is veiled.
import { byRank, otherEnd } from "./data.js";
import { visible } from "./filter.js";
import { circles, drawing, groupName } from "./folding.js";
import { looking, modalityColour, network, nodeSize, paint, placeOf } from "./graph.js";
import { lineWords, mannerOf, mannerWord, nameOf } from "./names.js";
import { isEdge, isPhone, state } from "./state.js";
import { numberWord } from "./words.js";

const CELL = 24; // size in pixels of the squares that remember where words already stand
const ALL_LINES = 40; // with fewer lines than this every line is named
const widths = new Map();
let hovered = null;
let drawnOnce = false;
/** @type {CanvasRenderingContext2D | null} */
let pencil = null;

export const hoverOver = (item) => {
  hovered = item;
  network.redraw();
};

/** How wide words are on the canvas, in pixels. */
export const wordWidth = (words) => {
  pencil ||= document.createElement("canvas").getContext("2d");
  if (!pencil) return words.length * 7;
  pencil.font = `500 12px ${paint.font}`;
  return pencil.measureText(short(words, 34)).width;
};
const short = (words, limit) => (words.length > limit ? words.slice(0, limit - 1) + "…" : words);

function lit() {
  const { selection } = state;
  const item = hovered || (isEdge(selection) || !looking() ? selection : null);
  if (!item || (!isEdge(item) && !visible.canvas.nodeSet.has(item))) return null;
  if (isEdge(item)) return { nodes: new Set([item.source, item.target]), edges: new Set([item]) };
  const edges = new Set(item.edges.filter((edge) => visible.canvas.edgeSet.has(edge)));
  const nodes = new Set([item]);
  for (const edge of edges) nodes.add(otherEnd(edge, item));
  return { nodes, edges };
}

function veil(ctx, size) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = looking() ? 0.45 : hovered ? 0.6 : 0.8;
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

/** A ring around the one that is read. */
function ring(ctx, place, scale) {
  const item = state.selection;
  if (!item || isEdge(item) || !visible.canvas.nodeSet.has(item)) return;
  const { x, y } = place(placeOf(item));
  ctx.beginPath();
  ctx.arc(x, y, nodeSize(item) * scale + 5, 0, 2 * Math.PI);
  ctx.strokeStyle = paint.accent;
  ctx.lineWidth = 2.5;
  ctx.stroke();
}

/** What stands on the canvas, in squares: drawn marks, each with its box, and words that were written. */
function ground(place, scale, view) {
  const words = new Map();
  const marks = new Map();
  const cells = (box) => {
    const found = [];
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i += 1)
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j += 1) found.push(i * 4096 + j);
    return found;
  };
  const keep = (map, box) => {
    for (const cell of cells(box)) map.get(cell)?.push(box) ?? map.set(cell, [box]);
  };
  const { nodes, groups } = drawing();
  for (const item of [...nodes, ...groups]) {
    const at = place(placeOf(item));
    if (at.x < -40 || at.y < -40 || at.x > view.width + 40 || at.y > view.height + 40) continue;
    const r = ("members" in item ? item.size : nodeSize(item)) * scale;
    if (r >= 2.5) keep(marks, { item, left: at.x - r, right: at.x + r, top: at.y - r, bottom: at.y + r }); // a speck may be written over
  }
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const clearOf = (map, box, own) => cells(box).every((cell) => (map.get(cell) || []).every((other) => own.includes(other.item) || !meets(other, box)));
  return { free: (box) => clearOf(words, box, []), clear: (box, own) => clearOf(marks, box, own), take: (box) => keep(words, box) };
}

// A pen that writes words at the first of several screen points where they cover no other words and no mark but their
// own. `rest` says what else will do when there is no such point: "over" marks, or "any" way; without it nothing is written.
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

function nodeLabels(write, place, scale, light, view) {
  const read = state.selection && !isEdge(state.selection) ? state.selection : null;
  const put = (node, look, rest = "") => {
    const { x, y } = place(placeOf(node));
    const r = nodeSize(node) * scale + (node === read ? 5 : 0);
    const spots = [{ x, y: y + r + 9 }, { x, y: y - r - 9 }, { x: x + r + 5, y, side: 1 }, { x: x - r - 5, y, side: -1 }];
    return write(look.whole ? nameOf(node) : short(nameOf(node), 34), spots, look, [node], rest);
  };
  const first = [hovered, read].filter((item) => item && !isEdge(item) && visible.canvas.nodeSet.has(item));
  for (const node of new Set(first)) put(node, { weight: 650, size: 13, whole: true }, "any");
  if (light) {
    for (const node of [...light.nodes].sort((a, b) => a.rank - b.rank)) if (!first.includes(node)) put(node, { weight: 500 }, light.nodes.size < 40 ? "over" : "");
    if (!looking()) return;
  }
  const done = new Set([...first, ...(light ? light.nodes : [])]);
  if (looking()) {
    for (const node of [...visible.canvas.nodes].sort((a, b) => a.rank - b.rank)) if (!done.has(node)) put(node, { weight: 450 }, visible.canvas.nodes.length < 60 ? "over" : "");
    return;
  }
  let left = Math.round((view.width * view.height) / (isPhone() ? 7000 : 5200));
  for (const node of byRank) {
    if (left <= 0) return;
    if (!visible.canvas.nodeSet.has(node) || (circles.size && !network.body.nodes[node.i])) continue;
    const at = place(placeOf(node));
    if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
    const great = node.rank < 14;
    // A name that finds no room costs half a place, so that small nodes at the rim do not fill up what centres leave.
    left -= put(node, great ? { weight: 600, size: 13 } : { weight: 400, size: 12 }, great ? "over" : "") ? 1 : 0.5;
  }
}

function communityLabels(write, place, scale) {
  const largest = [...circles.values()].sort((a, b) => b.members.length - a.members.length);
  for (const [i, circle] of largest.entries()) {
    if (!network.body.nodes[circle.id]) continue;
    const { x, y } = place(circle);
    const r = circle.size * scale;
    write(`${short(groupName(circle), 40)} · ${numberWord(circle.members.length)}`, [{ x, y: y + r + 10 }, { x, y: y - r - 9 }, { x, y }, { x: x + r + 4, y, side: 1 }, { x: x - r - 4, y, side: -1 }], { weight: 600 }, [circle], i < 8 ? "over" : "");
  }
}

/** Words on lines: of all lines when they are few, else of those that stand out, and how a doubtful fact is said. */
function edgeLabels(write, place, scale, light) {
  const few = visible.canvas.edges.length < ALL_LINES && (looking() || scale > 0.9);
  const named = light && light.edges.size <= 16 ? [...light.edges] : few || looking() ? [...visible.canvas.edges].slice(0, 90) : [];
  const doubtful = light || few ? [] : visible.canvas.edges.filter((edge) => mannerOf(edge) !== "asserted" && !named.includes(edge)).slice(0, 60);
  for (const [list, naming] of /** @type {const} */ ([[named, true], [doubtful, false]])) {
    for (const edge of list) {
      const drawn = network.body.edges[edge.i];
      if (!drawn || !drawn.connected) continue;
      const onLine = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((part) => place(drawn.edgeType.getPoint(part)));
      const manner = mannerOf(edge);
      const words = naming ? short(lineWords(edge), 34) : mannerWord(edge);
      const look = { size: 11, italic: manner !== "asserted", colour: manner === "asserted" ? paint.soft : modalityColour(manner) };
      const must = (naming && (few || named.length < 3)) || manner !== "asserted";
      write(words, onLine, look, [], must ? (naming ? "any" : "over") : "");
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
  const place = ({ x, y }) => ({ x: x * scale + translation.x, y: y * scale + translation.y });
  const write = pen(ctx, view, ground(place, scale, view));
  ring(ctx, place, scale);
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
