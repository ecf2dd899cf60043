// Places with coordinates on an outline that is part of the page: no tiles, no requests. One mark a spot, names by
// importance and zoom, moved by wheel, drag, touch and keys; the list below has the marks' numbers.
import { pageSettings } from "./data.js";
import { button, byId, h, put, svg } from "./dom.js";
import { nodeButton, open } from "./evidence.js";
import { visible } from "./filter.js";
import { numberWord, t } from "./words.js";

const GREAT = 12;
const LEAST = 1.2; // degrees across: the nearest zoom
const { water, land, abroad } = pageSettings;
const full = { x: 0, y: 0, w: (water.east - water.west) * water.scale, h: (water.north - water.south) * water.scale };
/** @type {{ x: number, y: number, w: number, h: number } | null} */
let box = null;
let seen = "";

const x = (node) => (node.lon - water.west) * water.scale;
const y = (node) => (water.north - node.lat) * water.scale;
const facts = (node) => node.edges.filter((edge) => visible.edgeSet.has(edge)).length;

/** Places at one spot (`Surabaya` and `Kota Surabaya`) are one mark, under the best known name. */
function spots(inside) {
  const found = new Map();
  for (const node of [...inside].sort((a, b) => a.rank - b.rank)) {
    const key = `${node.lat.toFixed(2)},${node.lon.toFixed(2)}`;
    const spot = found.get(key);
    if (spot) {
      spot.nodes.push(node);
      spot.count += facts(node);
    } else found.set(key, { nodes: [node], lead: node, x: x(node), y: y(node), count: facts(node) });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.lead.rank - b.lead.rank).map((spot, i) => ({ ...spot, number: i + 1 }));
}

/** The part of the map that holds most marks (six in a hundred facts at each rim may lie outside), in the map's own proportions. */
function near(list) {
  if (!list.length) return full;
  const total = list.reduce((sum, spot) => sum + spot.count + 1, 0);
  const middle = (axis) => {
    const order = [...list].sort((a, b) => a[axis] - b[axis]);
    const reach = (share) => {
      let sum = 0;
      return (order.find((spot) => (sum += spot.count + 1) >= total * share) || order[order.length - 1])[axis];
    };
    return [reach(0.06), reach(0.94)];
  };
  const [left, right] = middle("x");
  const [top, bottom] = middle("y");
  const ratio = height() / width();
  const wide = Math.max((right - left) * 1.35, ((bottom - top) * 1.35) / ratio, 4 * water.scale);
  return bounded({ x: (left + right) / 2 - wide / 2, y: (top + bottom) / 2 - (wide * ratio) / 2, w: wide, h: wide * ratio });
}
const width = () => Math.min(byId("view-map").clientWidth || 900, 1180) - 40;
const height = () => Math.min(Math.max(width() * 0.5, 260), 560);

function bounded(want) {
  const ratio = height() / width();
  const w = Math.min(Math.max(want.w, LEAST * water.scale), full.w);
  const hi = w * ratio;
  const within = (low, size, limit) => Math.min(Math.max(low, Math.min(0, limit - size)), Math.max(limit - size, 0));
  return { x: within(want.x + (want.w - w) / 2, w, full.w), y: within(want.y + (want.h - hi) / 2, hi, full.h), w, h: hi };
}

/** A name beside its mark, right or left, where it covers no other mark and no other name; nothing without room. */
function names(list, unit, area) {
  const taken = list.map((spot) => ({ spot, name: false, x: spot.x - size(spot) * unit, y: spot.y - size(spot) * unit, w: 2 * size(spot) * unit, h: 2 * size(spot) * unit }));
  const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return list.map((spot) => {
    const wide = (4 + spot.lead.label.length * 6.6) * unit;
    const gap = (size(spot) + 4) * unit;
    for (const side of [1, -1]) {
      const room = { spot, name: true, x: side > 0 ? spot.x + gap : spot.x - gap - wide, y: spot.y - 7 * unit, w: wide, h: 14 * unit };
      const great = spot.number <= GREAT; // a great name may cover lesser marks
      if (room.x < area.x || room.x + room.w > area.x + area.w || taken.some((other) => other.spot !== spot && (!great || other.name || other.spot.number <= GREAT) && meets(room, other))) continue;
      taken.push(room);
      return svg("text", { x: (spot.x + side * gap).toFixed(1), y: (spot.y + 4.2 * unit).toFixed(1), "text-anchor": side > 0 ? "start" : "end", "font-size": (12 * unit).toFixed(2), "stroke-width": (3 * unit).toFixed(2) }, spot.lead.label);
    }
    return null;
  });
}
const size = (spot) => 4 + Math.min(Math.sqrt(spot.count) * 1.1, 9);

let dragged = false; // a drag that ends on a mark does not open it
/** @type {any} */
let frame = null;
function redraw(list) {
  const area = box || full;
  const unit = area.w / width();
  const inside = list.filter((spot) => spot.x >= area.x && spot.x <= area.x + area.w && spot.y >= area.y && spot.y <= area.y + area.h);
  frame.setAttribute("viewBox", [area.x, area.y, area.w, area.h].map((n) => n.toFixed(1)).join(" "));
  const marks = inside.map((spot) => {
    const show = () => dragged || open(spot.lead);
    return svg("g", { class: "place", tabindex: 0, role: "button", "aria-label": `${spot.number}. ${spot.lead.label}, ${t("n_facts", { n: spot.count })}`, "data-place": spot.lead.label, on: { click: show, keydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), show()) } },
      svg("circle", { class: "reach", cx: spot.x.toFixed(1), cy: spot.y.toFixed(1), r: (Math.max(size(spot), 12) * unit).toFixed(2) }),
      svg("circle", { cx: spot.x.toFixed(1), cy: spot.y.toFixed(1), r: (size(spot) * unit).toFixed(2), "stroke-width": (1.2 * unit).toFixed(2) }),
      svg("title", null, spot.nodes.map((node) => node.label).join(", ")));
  });
  put(frame.querySelector(".marks"), marks.reverse(), svg("g", { class: "place-names", "aria-hidden": "true", lang: "id" }, names(inside, unit, area)));
}

/** @param {any[]} list @param {number} factor @param {number[] | null} at */
function zoomTo(list, factor, at = null) {
  const area = box || full;
  const [mx, my] = at || [area.x + area.w / 2, area.y + area.h / 2];
  box = bounded({ x: mx - (mx - area.x) * factor, y: my - (my - area.y) * factor, w: area.w * factor, h: area.h * factor });
  redraw(list);
}
function pan(list, dx, dy) {
  const area = box || full;
  box = bounded({ ...area, x: area.x + dx * area.w, y: area.y + dy * area.h });
  redraw(list);
}

function moves(list) {
  const spot = (event) => {
    const place = frame.getBoundingClientRect();
    const area = box || full;
    return [area.x + ((event.clientX - place.left) / place.width) * area.w, area.y + ((event.clientY - place.top) / place.height) * area.h];
  };
  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomTo(list, event.deltaY > 0 ? 1.2 : 1 / 1.2, spot(event));
  }, { passive: false });
  const fingers = new Map();
  let way = 0;
  let apart = 0;
  frame.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    [way, dragged] = [0, false];
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) frame.addEventListener(name, (event) => {
    fingers.delete(event.pointerId);
    apart = 0;
  });
  frame.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const place = frame.getBoundingClientRect();
    way += Math.hypot(before.clientX - event.clientX, before.clientY - event.clientY);
    if (way < 5) return;
    dragged = true;
    if (fingers.size === 1) pan(list, (before.clientX - event.clientX) / place.width, (before.clientY - event.clientY) / place.height);
    fingers.set(event.pointerId, event);
    if (fingers.size !== 2) return;
    const [a, b] = [...fingers.values()];
    const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (apart) zoomTo(list, apart / now, spot({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }));
    apart = now;
  });
  frame.addEventListener("keydown", (event) => {
    const acts = { ArrowLeft: () => pan(list, -0.15, 0), ArrowRight: () => pan(list, 0.15, 0), ArrowUp: () => pan(list, 0, -0.15), ArrowDown: () => pan(list, 0, 0.15), "+": () => zoomTo(list, 0.8), "-": () => zoomTo(list, 1.25) };
    if (!acts[event.key] || event.target !== frame) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  });
}

const listed = (key, nodes) => nodes.length > 0 && h("details", { class: "rest" }, h("summary", null, t(key, { n: nodes.length })), h("ul", { class: "plain-list" }, nodes.slice(0, 300).map((node) => h("li", null, nodeButton(node)))));
const counted = (spot) => h("li", null, h("span", { class: "soft number" }, numberWord(spot.number)), h("span", { class: "those" }, spot.nodes.map(nodeButton)), h("span", { class: "soft" }, t("n_facts", { n: spot.count })));

export const drawMap = () => {
  const places = visible.nodes.filter((node) => node.type === "GPE" || node.type === "LOC" || node.lat !== null);
  const known = places.filter((node) => node.lat !== null && node.lon !== null);
  const inside = known.filter(({ lat, lon }) => lon !== null && lat !== null && lon >= water.west && lon <= water.east && lat <= water.north && lat >= water.south);
  const list = spots(inside);
  const now = [width(), list.map((spot) => spot.lead.i)].join();
  if (now !== seen || !box) box = near(list);
  seen = now;
  frame = svg("svg", { class: "map", role: "group", tabindex: 0, "aria-label": t("map_alt", { n: list.length }), width: width(), height: height() },
    svg("path", { class: "abroad", d: abroad }), svg("g", { class: "land" }, land.map(([name, path]) => svg("path", { d: path, "data-island": name || null }))), svg("g", { class: "marks" }));
  const tool = (words, act, id) => button(words, act, { class: "act", id });
  put(byId("view-map"), h("div", { class: "column-page wide" },
    h("div", { class: "map-head" }, h("h2", null, t("map_title")), h("div", { class: "actions" },
      tool("+", () => zoomTo(list, 0.7), "map-plus"), tool("−", () => zoomTo(list, 1.4), "map-minus"),
      tool(t("map_near"), () => ((box = near(list)), redraw(list)), "map-near"), tool(t("map_whole"), () => ((box = bounded(full)), redraw(list)), "map-whole"))),
    h("p", { class: "soft" }, list.length ? t("map_text") : t("map_none")), frame,
    list.length > 0 && h("ol", { class: "places" }, list.slice(0, 90).map(counted)),
    listed("map_outside", known.filter((node) => !inside.includes(node))), listed("map_missing", places.filter((node) => node.lat === null))));
  byId("map-plus").setAttribute("aria-label", t("zoom_in"));
  byId("map-minus").setAttribute("aria-label", t("zoom_out"));
  redraw(list);
  moves(list);
};
