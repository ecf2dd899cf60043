// Places with coordinates on an outline that is part of the page: no tiles, no requests.
import { pageSettings } from "./data.js";
import { button, byId, h, put, svg } from "./dom.js";
import { nodeButton, open } from "./evidence.js";
import { visible } from "./filter.js";
import { t } from "./words.js";

const LEAST = 11; // degrees across: nearer than this the outline is too coarse to say anything
let whole = false;

const narrow = () => byId("view-map").clientWidth < 700;
const x = (node) => (node.lon - pageSettings.water.west) * pageSettings.water.scale;
const y = (node) => (pageSettings.water.north - node.lat) * pageSettings.water.scale;

/** The part of the map that holds the points, in the map's own proportions; or all of it. */
function frame(inside) {
  const { water } = pageSettings;
  const full = { x: 0, y: 0, w: (water.east - water.west) * water.scale, h: (water.north - water.south) * water.scale };
  if (whole || !inside.length) return full;
  const [left, right] = [Math.min(...inside.map(x)), Math.max(...inside.map(x))];
  const [top, bottom] = [Math.min(...inside.map(y)), Math.max(...inside.map(y))];
  const wide = Math.max((right - left) * 1.5, ((bottom - top) * 1.6 * full.w) / full.h, LEAST * water.scale);
  if (wide > full.w * 0.72) return full;
  const high = Math.min(wide * (narrow() ? 0.66 : full.h / full.w), full.h);
  const within = (middle, size, limit) => Math.min(Math.max(middle - size / 2, 0), limit - size);
  return { x: within((left + right) / 2, wide, full.w), y: within((top + bottom) / 2, high, full.h), w: wide, h: high, near: true };
}

/** A name beside its point, right or left, where it covers no other point and no other name; nothing without room. */
function names(ordered, size, box, unit) {
  const taken = ordered.map((node) => ({ node, x: x(node) - size(node), y: y(node) - size(node), w: 2 * size(node), h: 2 * size(node) }));
  const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return ordered.map((node) => {
    const wide = (2 + node.label.length * 4) * unit;
    const gap = size(node) + 2.5 * unit;
    for (const side of [1, -1]) {
      const room = { node, x: side > 0 ? x(node) + gap : x(node) - gap - wide, y: y(node) - 4 * unit, w: wide, h: 8 * unit };
      if (room.x < box.x || room.x + room.w > box.x + box.w || taken.some((other) => other.node !== node && meets(room, other))) continue;
      taken.push(room);
      return svg("text", { x: (x(node) + side * gap).toFixed(1), y: (y(node) + 2.5 * unit).toFixed(1), "text-anchor": side > 0 ? "start" : "end", "font-size": (7 * unit).toFixed(2), "stroke-width": (2 * unit).toFixed(2) }, node.label);
    }
    return null;
  });
}

function drawn(inside) {
  const { land, abroad } = pageSettings;
  const box = frame(inside);
  const unit = box.w / (narrow() ? 250 : 480);
  const size = (node) => (2.2 + Math.min(Math.sqrt(node.edges.length) * 0.7, 6)) * unit;
  const ordered = [...inside].sort((a, b) => a.rank - b.rank);
  const points = ordered.map((node) => {
    const show = () => open(node);
    return svg("g", { class: "place", tabindex: 0, role: "button", "aria-label": node.label, on: { click: show, keydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), show()) } },
      svg("circle", { cx: x(node).toFixed(1), cy: y(node).toFixed(1), r: size(node).toFixed(1), "stroke-width": unit.toFixed(2) }), svg("title", null, node.label));
  });
  return [box, svg("svg", { class: "map", viewBox: [box.x, box.y, box.w, box.h].map((n) => n.toFixed(1)).join(" "), role: "group", "aria-label": t("map_alt", { n: inside.length }) },
    svg("path", { class: "abroad", d: abroad }),
    svg("g", { class: "land" }, land.map(([name, path]) => svg("path", { d: path, "data-island": name || null }))),
    points.reverse(), svg("g", { class: "place-names", "aria-hidden": "true", lang: "id" }, names(ordered, size, box, unit)))];
}

const listed = (key, nodes) => nodes.length > 0 && h("details", { class: "rest" }, h("summary", null, t(key, { n: nodes.length })), h("ul", { class: "plain-list" }, nodes.slice(0, 300).map((node) => h("li", null, nodeButton(node)))));
const counted = (node) => h("li", null, nodeButton(node), h("span", { class: "soft" }, t("n_facts", { n: node.edges.filter((edge) => visible.edgeSet.has(edge)).length })));

function draw() {
  const { water } = pageSettings;
  const places = visible.nodes.filter((node) => node.type === "GPE" || node.type === "LOC" || node.lat !== null);
  const known = places.filter((node) => node.lat !== null);
  const inside = known.filter((node) => node.lon >= water.west && node.lon <= water.east && node.lat <= water.north && node.lat >= water.south);
  const [box, map] = drawn(inside);
  const turn = (box.near || whole) && button(t(whole ? "map_near" : "map_whole"), () => {
    whole = !whole;
    draw();
    byId("map-turn")?.focus();
  }, { class: "act", id: "map-turn" });
  const top = [...inside].sort((a, b) => a.rank - b.rank).slice(0, 60);
  put(byId("view-map"), h("div", { class: "column-page wide" },
    h("div", { class: "map-head" }, h("h2", null, t("map_title")), turn), h("p", { class: "soft" }, inside.length ? t("map_text") : t("map_none")), map,
    top.length > 0 && h("ul", { class: "places" }, top.map(counted)),
    listed("map_outside", known.filter((node) => !inside.includes(node))), listed("map_missing", places.filter((node) => node.lat === null))));
}
export const drawMap = draw;
