"use strict";
// Places with coordinates on an outline that is part of the page: no tiles, no requests.
(() => {
  function draw() {
    const { land, water } = KG.settings;
    const places = KG.shown.nodes.filter((node) => node.type === "GPE" || node.type === "LOC" || node.lat !== null);
    const known = places.filter((node) => node.lat !== null);
    const inside = known.filter((node) => node.lon >= water.west && node.lon <= water.east && node.lat <= water.north && node.lat >= water.south);
    const wide = (water.east - water.west) * water.scale;
    const high = (water.north - water.south) * water.scale;
    const x = (node) => (node.lon - water.west) * water.scale;
    const y = (node) => (water.north - node.lat) * water.scale;
    const size = (node) => 2 + Math.min(Math.sqrt(node.edges.length) * 0.8, 7);
    const boxes = [];
    const free = (box) => {
      const hit = boxes.some((b) => box.x < b.x + b.w && b.x < box.x + box.w && box.y < b.y + b.h && b.y < box.y + box.h);
      if (!hit) boxes.push(box);
      return !hit;
    };
    const ordered = [...inside].sort((a, b) => a.rank - b.rank);
    const points = ordered.map((node) => {
      const name = free({ x: x(node), y: y(node) - 4, w: 10 + node.label.length * 4.1, h: 8 });
      const open = () => KG.go(node);
      const point = KG.s("g", { class: "place", tabindex: 0, role: "button", "aria-label": node.label, transform: `translate(${x(node).toFixed(1)} ${y(node).toFixed(1)})`, on: { click: open, keydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), open()) } },
        KG.s("circle", { r: size(node).toFixed(1) }), name && KG.s("text", { x: size(node) + 2.5, y: 2.6 }, node.label));
      point.append(KG.s("title", null, node.label));
      return point;
    });
    const map = KG.s("svg", { class: "map", viewBox: `0 0 ${wide} ${high}`, role: "group", "aria-label": KG.t("map_alt", { n: inside.length }) },
      KG.s("g", { class: "land" }, land.map(([name, path]) => KG.s("path", { d: path, "data-island": name }))), points.reverse());
    const rest = places.filter((node) => node.lat === null);
    const outside = known.filter((node) => !inside.includes(node));
    const listed = (key, nodes) => nodes.length > 0 && KG.h("details", { class: "rest" }, KG.h("summary", null, KG.t(key, { n: nodes.length })), KG.h("ul", { class: "plain-list" }, nodes.slice(0, 300).map((node) => KG.h("li", null, KG.nodeButton(node)))));
    KG.put(KG.$("view-map"), KG.h("div", { class: "column-page wide" },
      KG.h("h2", null, KG.t("map_title")), KG.h("p", { class: "soft" }, inside.length ? KG.t("map_text") : KG.t("map_none")), map, listed("map_outside", outside), listed("map_missing", rest)));
  }
  KG.drawMap = draw;
})();
