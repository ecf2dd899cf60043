"use strict";
// Pictures of what is shown, and the menu that saves everything.
(() => {
  const slug = () => KG.fold(KG.title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "graph";

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

  /** The shown graph as a standalone SVG with names, words on doubtful lines, and the source line. */
  KG.svgImage = () => {
    const { nodes, edges } = KG.shown;
    const x = KG.escapeXml;
    const pad = 80;
    const left = Math.min(0, ...nodes.map((n) => n.x)) - pad;
    const top = Math.min(0, ...nodes.map((n) => n.y)) - pad;
    const wide = Math.max(0, ...nodes.map((n) => n.x)) + pad - left;
    const high = Math.max(0, ...nodes.map((n) => n.y)) + pad - top;
    const line = (e) => {
      const dash = e.modality === "asserted" ? "" : ' stroke-dasharray="6 4"';
      const title = `${e.source.label} — ${KG.edgeWord(e)} — ${e.target.label}`;
      return `<line x1="${e.source.x}" y1="${e.source.y}" x2="${e.target.x}" y2="${e.target.y}"${dash}><title>${x(title)}</title></line>`;
    };
    const doubt = (e) => e.modality === "asserted" ? "" : `<text x="${(e.source.x + e.target.x) / 2}" y="${(e.source.y + e.target.y) / 2}" font-style="italic" font-size="10">${x(KG.modalityWord(e.modality))}</text>`;
    const dot = (n) => `<path transform="translate(${n.x} ${n.y})" d="${shapePath(KG.settings.styles[n.type][0], KG.nodeSize(n))}" fill="${KG.nodeColour(n)}" stroke="${x(KG.paint.paper)}"><title>${x(n.label)}</title></path>`;
    const name = (n) => `<text x="${n.x}" y="${(n.y + KG.nodeSize(n) + 13).toFixed(1)}" font-size="12">${x(n.label)}</text>`;
    return ['<?xml version="1.0" encoding="UTF-8"?>', `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${wide} ${high}" width="${wide}" height="${high}" font-family="sans-serif" text-anchor="middle">`,
      `<title>${x(KG.title)}</title>`, `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${x(KG.paint.paper)}"/>`,
      `<g stroke="${x(KG.paint.edge)}" fill="none">`, ...edges.map(line), "</g>", "<g>", ...nodes.map(dot), "</g>",
      `<g fill="${x(KG.paint.ink)}" paint-order="stroke" stroke="${x(KG.paint.paper)}" stroke-width="3">`, ...nodes.map(name), ...edges.map(doubt), "</g>",
      `<text x="${left + 20}" y="${top + high - 20}" text-anchor="start" font-size="12" fill="${x(KG.paint.soft)}">${x(KG.footerLine())}</text>`, "</svg>", ""].join("\n");
  };

  /** The canvas as it stands, on paper, with the title above and the source line below. */
  KG.pngImage = (done) => {
    const shot = KG.$("canvas").querySelector("canvas");
    const ratio = KG.network.canvas.pixelRatio;
    const [head, foot] = [56 * ratio, 36 * ratio];
    const sheet = KG.h("canvas", { width: shot.width, height: shot.height + head + foot });
    const ctx = sheet.getContext("2d");
    ctx.fillStyle = KG.paint.paper;
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.drawImage(shot, 0, head);
    ctx.fillStyle = KG.paint.ink;
    ctx.font = `600 ${18 * ratio}px ${KG.paint.font}`;
    ctx.fillText(KG.title, 20 * ratio, 34 * ratio, sheet.width - 40 * ratio);
    ctx.fillStyle = KG.paint.soft;
    ctx.font = `${11 * ratio}px ${KG.paint.font}`;
    ctx.fillText(KG.footerLine(), 20 * ratio, sheet.height - 14 * ratio, sheet.width - 40 * ratio);
    sheet.toBlob(done, "image/png");
  };

  const save = {
    png: () => KG.pngImage((blob) => KG.download(slug() + ".png", blob)),
    svg: () => KG.download(slug() + ".svg", KG.svgImage(), "image/svg+xml"),
    "csv-nodes": () => KG.download(slug() + "-entities.csv", "\ufeff" + KG.csvNodes(KG.shown), "text/csv"),
    "csv-edges": () => KG.download(slug() + "-facts.csv", "\ufeff" + KG.csvEdges(KG.shown), "text/csv"),
    graphml: () => KG.download(slug() + ".graphml", KG.graphml(KG.shown), "application/xml"),
    gexf: () => KG.download(slug() + ".gexf", KG.gexf(KG.shown), "application/xml"),
    json: () => KG.download(slug() + ".json", KG.pictureJson(KG.shown), "application/json"),
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      KG.say(KG.t("copied"));
    } catch {
      prompt(KG.t("copy"), location.href);
    }
  };

  /** The save button and its menu. */
  KG.saveMenu = () => {
    const names = { png: "PNG", svg: "SVG", "csv-nodes": "saved_csv_nodes", "csv-edges": "saved_csv_edges", graphml: "GraphML", gexf: "GEXF (Gephi)", json: "JSON" };
    const list = KG.h("ul", { class: "menu", id: "save-menu", hidden: true });
    const opener = KG.button("", () => toggle(list.hidden), { class: "tool", "aria-expanded": "false", "aria-controls": "save-menu", id: "save" });
    const toggle = (open) => {
      list.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
      if (open) list.querySelector("button").focus();
    };
    const entry = (words, act, key) => KG.h("li", null, KG.button(words, () => {
      toggle(false);
      opener.focus();
      act();
    }, { "data-save": key }));
    const box = KG.h("div", { class: "menu-box" }, opener, list);
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
      opener.setAttribute("aria-label", KG.t("save"));
      KG.put(opener, KG.icon("save"), KG.h("span", null, KG.t("save")));
      KG.put(list, KG.h("li", { class: "soft" }, KG.t("save_what")), Object.keys(save).map((key) => entry(names[key].startsWith("saved_") ? KG.t(names[key]) : names[key], save[key], key)),
        entry(KG.t("copy"), copy, "link"), entry(KG.t("print"), () => window.print(), "print"));
    };
    KG.on("lang", sync);
    sync();
    return box;
  };
})();
