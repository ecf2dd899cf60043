// Pictures of what is shown, and the menu that saves everything.
import { pageSettings, pageTitle } from "./data.js";
import { button, byId, h, icon, plainText, put, say } from "./dom.js";
import { visible } from "./filter.js";
import { dashOf, modalityColour, network, nodeColour, nodeSize, paint, placeOf } from "./graph.js";
import { footerLine } from "./main.js";
import { lineWords, mannerOf, mannerWord, nameOf } from "./names.js";
import { listen } from "./state.js";
import { modalityWord, t } from "./words.js";
import { csv, csvEdges, csvNodes, escapeXml, gexf, graphml, pictureJson } from "./xml.js";

/** Hand the text or blob to the reader as a file. */
const download = (name, content, type) => {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const anchor = h("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(t("saved", { name }));
};

const slug = () => plainText(pageTitle).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "graph";

function shapePath(shape, r) {
  const ring = (n, turn, radii) => {
    const points = [...Array(n).keys()].map((i) => {
      const angle = turn + (i * 2 * Math.PI) / n;
      return `${(Math.cos(angle) * radii[i % radii.length]).toFixed(1)} ${(Math.sin(angle) * radii[i % radii.length]).toFixed(1)}`;
    });
    return "M" + points.join("L") + "Z";
  };
  if (shape === "square") return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
  if (shape === "triangle") return ring(3, -Math.PI / 2, [r * 1.15]);
  if (shape === "triangleDown") return ring(3, Math.PI / 2, [r * 1.15]);
  if (shape === "diamond") return ring(4, 0, [r]);
  if (shape === "hexagon") return ring(6, 0, [r]);
  if (shape === "star") return ring(10, -Math.PI / 2, [r * 1.2, r * 0.6]);
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

/** The canvas as a standalone SVG: names, dashes and words on doubtful lines, a legend of the manners, the source line. */
export const svgImage = () => {
  const { nodes, edges } = visible.canvas;
  const x = escapeXml;
  const at = new Map(nodes.map((node) => [node, placeOf(node)]));
  const spread = (axis) => [...at.values()].map((place) => place[axis]);
  const pad = 90;
  const [left, top] = [Math.min(0, ...spread("x")) - pad, Math.min(0, ...spread("y")) - pad];
  const [wide, high] = [Math.max(0, ...spread("x")) + pad - left, Math.max(0, ...spread("y")) + pad - top];
  const manners = [...new Set(edges.map(mannerOf))].filter((manner) => manner !== "asserted");
  const stroke = (manner) => (manner === "asserted" ? "" : ` stroke="${x(modalityColour(manner))}" stroke-dasharray="${dashOf(manner).join(" ")}"`);
  const line = (e) => {
    const [a, b] = [at.get(e.source), at.get(e.target)];
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}"${stroke(mannerOf(e))}><title>${x(`${e.source.label} — ${lineWords(e)} — ${e.target.label}`)}</title></line>`;
  };
  const naming = edges.length < 40;
  const word = (e) => {
    const [a, b] = [at.get(e.source), at.get(e.target)];
    const manner = mannerOf(e);
    if (manner === "asserted" && !naming) return "";
    return `<text x="${(a.x + b.x) / 2}" y="${(a.y + b.y) / 2 + e.lane * 13}" font-size="10"${manner === "asserted" ? "" : ` font-style="italic" fill="${x(modalityColour(manner))}"`}>${x(naming ? lineWords(e) : mannerWord(e))}</text>`;
  };
  const dot = (n) => `<path transform="translate(${at.get(n).x} ${at.get(n).y})" d="${shapePath(pageSettings.styles[n.type][0], nodeSize(n))}" fill="${nodeColour(n)}" stroke="${x(paint.paper)}"><title>${x(n.label)}</title></path>`;
  const name = (n) => `<text x="${at.get(n).x}" y="${(at.get(n).y + nodeSize(n) + 13).toFixed(1)}" font-size="12">${x(nameOf(n))}</text>`;
  const legend = manners.map((manner, i) => `<g transform="translate(${left + 20 + i * 130} ${top + high - 42})"><line x2="34" fill="none"${stroke(manner)} stroke-width="1.6"/><text x="42" y="4" text-anchor="start" font-size="12" fill="${x(paint.ink)}">${x(modalityWord(manner))}</text></g>`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${wide} ${high}" width="${wide}" height="${high}" font-family="sans-serif" text-anchor="middle">`,
    `<title>${x(pageTitle)}</title>`, `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${x(paint.paper)}"/>`,
    `<g class="facts" stroke="${x(paint.edge)}" fill="none">`, ...edges.map(line), "</g>", "<g>", ...nodes.map(dot), "</g>",
    `<g fill="${x(paint.ink)}" paint-order="stroke" stroke="${x(paint.paper)}" stroke-width="3">`, ...nodes.map(name), ...edges.map(word), "</g>", ...legend,
    `<text x="${left + 20}" y="${top + high - 16}" text-anchor="start" font-size="12" fill="${x(paint.soft)}">${x(footerLine())}</text>`, "</svg>", ""].join("\n");
};

/** The canvas as it stands, on paper, with the title above and the source line below. */
export const pngImage = (done) => {
  const shot = byId("canvas").querySelector("canvas");
  const ratio = network.canvas.pixelRatio;
  const [head, foot] = [56 * ratio, 36 * ratio];
  const sheet = h("canvas", { width: shot.width, height: shot.height + head + foot });
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = paint.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(shot, 0, head);
  ctx.fillStyle = paint.ink;
  ctx.font = `600 ${18 * ratio}px ${paint.font}`;
  ctx.fillText(pageTitle, 20 * ratio, 34 * ratio, sheet.width - 40 * ratio);
  ctx.fillStyle = paint.soft;
  ctx.font = `${11 * ratio}px ${paint.font}`;
  ctx.fillText(footerLine(), 20 * ratio, sheet.height - 14 * ratio, sheet.width - 40 * ratio);
  sheet.toBlob(done, "image/png");
};

/** A table as a CSV file. */
export const saveCsv = (name, header, lines) => download(`${slug()}-${name}.csv`, "\ufeff" + csv(header, lines), "text/csv");

const save = {
  png: () => pngImage((blob) => download(slug() + ".png", blob)),
  svg: () => download(slug() + ".svg", svgImage(), "image/svg+xml"),
  "csv-nodes": () => download(slug() + "-entities.csv", "\ufeff" + csvNodes(visible), "text/csv"),
  "csv-edges": () => download(slug() + "-facts.csv", "\ufeff" + csvEdges(visible), "text/csv"),
  graphml: () => download(slug() + ".graphml", graphml(visible), "application/xml"),
  gexf: () => download(slug() + ".gexf", gexf(visible), "application/xml"),
  json: () => download(slug() + ".json", pictureJson(visible), "application/json"),
};

const copy = async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    say(t("copied"));
  } catch {
    prompt(t("copy"), location.href);
  }
};

/** The save button and its menu. */
export const saveMenu = () => {
  const names = { png: "PNG", svg: "SVG", "csv-nodes": "saved_csv_nodes", "csv-edges": "saved_csv_edges", graphml: "GraphML", gexf: "GEXF (Gephi)", json: "JSON" };
  const list = h("ul", { class: "menu", id: "save-menu", hidden: true });
  const opener = button("", () => toggle(list.hidden), { class: "tool", "aria-expanded": "false", "aria-controls": "save-menu", id: "save" });
  const toggle = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) list.querySelector("button").focus();
  };
  const entry = (words, act, key) => h("li", null, button(words, () => {
    toggle(false);
    opener.focus();
    act();
  }, { "data-save": key }));
  const box = h("div", { class: "menu-box" }, opener, list);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      toggle(false);
      opener.focus();
    }
  });
  box.addEventListener("focusout", (event) => event.relatedTarget && !box.contains(event.relatedTarget) && toggle(false));
  document.addEventListener("click", (event) => !box.contains(event.target) && !list.hidden && toggle(false));
  const sync = () => {
    opener.setAttribute("aria-label", t("save"));
    put(opener, icon("save"), h("span", null, t("save")));
    put(list, h("li", { class: "soft" }, t("save_what")), Object.keys(save).map((key) => entry(names[key].startsWith("saved_") ? t(names[key]) : names[key], save[key], key)),
      entry(t("copy"), copy, "link"), entry(t("print"), () => window.print(), "print"));
  };
  listen("lang", sync);
  sync();
  return box;
};
