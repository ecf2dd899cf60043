"use strict";
// Names on the canvas, written over what vis-network drew: constant size on screen, never on top of each other, the most
// important first. What is selected, hovered or on a path stands out; the rest is veiled.
(() => {
  const CELL = 24; // size in pixels of the squares that remember where words already stand
  const widths = new Map();
  let hovered = null;
  let drawnOnce = false;

  KG.hover = (item) => {
    hovered = item;
    KG.redraw();
  };

  function lit() {
    const { path, selection } = KG.state;
    if (path) return { nodes: new Set(path.nodes), edges: new Set(path.edges) };
    const item = selection || hovered;
    if (!item) return null;
    if (KG.isEdge(item)) return { nodes: new Set([item.source, item.target]), edges: new Set([item]) };
    const edges = new Set(item.edges.filter((edge) => KG.shown.edgeSet.has(edge)));
    const nodes = new Set([item]);
    for (const edge of edges) nodes.add(KG.other(edge, item));
    return { nodes, edges };
  }

  function veil(ctx, size) {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = KG.state.path || KG.state.selection ? 0.82 : 0.6;
    ctx.fillStyle = KG.paint.paper;
    ctx.fillRect(0, 0, size.width, size.height);
    ctx.restore();
  }

  function drawAgain(ctx, light) {
    const body = KG.network.body;
    for (const edge of light.edges) {
      const drawn = body.edges[edge.i];
      if (!drawn || !drawn.connected) continue;
      drawn.draw(ctx);
      drawn.drawArrows(ctx);
    }
    for (const node of light.nodes) if (body.nodes[node.i]) body.nodes[node.i].draw(ctx);
  }

  /** A pen that writes words at screen points and refuses to write over words already there. */
  function pen(ctx, view) {
    const taken = new Set();
    function free(x, y, wide, high) {
      const cells = [];
      for (let i = Math.floor((x - wide / 2) / CELL); i <= Math.floor((x + wide / 2) / CELL); i += 1)
        for (let j = Math.floor((y - high / 2) / CELL); j <= Math.floor((y + high / 2) / CELL); j += 1) cells.push(i * 4096 + j);
      if (cells.some((cell) => taken.has(cell))) return false;
      cells.forEach((cell) => taken.add(cell));
      return true;
    }
    return (words, x, y, look, force) => {
      if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) return false;
      const font = `${look.italic ? "italic " : ""}${look.weight || 400} ${look.size || 12}px ${KG.paint.font}`;
      const key = font + words;
      ctx.font = font;
      if (!widths.has(key)) widths.set(key, ctx.measureText(words).width);
      if (!free(x, y, widths.get(key) + 4, look.size || 12) && !force) return false;
      ctx.strokeStyle = KG.paint.paper;
      ctx.lineWidth = 4;
      ctx.strokeText(words, x, y);
      ctx.fillStyle = look.colour || KG.paint.ink;
      ctx.fillText(words, x, y);
      return true;
    };
  }

  const short = (words, limit) => (words.length > limit ? words.slice(0, limit - 1) + "…" : words);

  function nodeLabels(write, place, scale, light, view) {
    const item = KG.state.selection || hovered;
    const below = (node) => KG.nodeSize(node) * scale + 10;
    const put = (node, look, force) => {
      const at = place(node.x, node.y);
      return write(look.whole ? node.label : short(node.label, 30), at.x, at.y + below(node), look, force);
    };
    if (item && !KG.isEdge(item)) put(item, { weight: 650, size: 13, whole: true }, true);
    if (light) {
      const few = light.nodes.size <= 40;
      for (const node of [...light.nodes].sort((a, b) => a.rank - b.rank)) if (node !== item) put(node, { weight: 500, whole: few }, KG.state.path !== null);
      if (KG.state.path || KG.state.selection) return;
    }
    let left = Math.round((view.width * view.height) / 9000);
    for (const node of KG.byRank) {
      if (left <= 0) return;
      if (!KG.shown.nodeSet.has(node) || (KG.state.fold && !KG.network.body.nodes[node.i])) continue;
      const at = place(node.x, node.y);
      if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
      // A name that finds no room costs half a place, so that small nodes at the rim do not fill up what hubs leave.
      left -= put(node, node.rank < 12 ? { weight: 600, size: 13 } : { weight: 400, size: 12 }) ? 1 : 0.5;
    }
  }

  function communityLabels(write, place, scale) {
    if (!KG.state.fold || !KG.circles) return;
    for (const circle of KG.circles.values()) {
      const drawn = KG.network.body.nodes[circle.id];
      if (!drawn) continue;
      const at = place(drawn.x, drawn.y);
      write(`${short(circle.lead.label, 24)} +${KG.number(circle.members.length - 1)}`, at.x, at.y + drawn.options.size * scale + 12, { weight: 600 });
    }
  }

  function edgeLabels(write, place, scale, light) {
    const named = light && light.edges.size <= 16 ? [...light.edges] : [];
    const doubtful = [];
    if (scale > 0.5 && !(light && (KG.state.selection || KG.state.path))) {
      for (const edge of KG.shown.edges) {
        if (edge.modality !== "asserted" && !named.includes(edge)) doubtful.push(edge);
        if (doubtful.length >= 60) break;
      }
    }
    for (const [list, naming] of [[named, true], [doubtful, false]]) {
      for (const edge of list) {
        const drawn = KG.network.body.edges[edge.i];
        if (!drawn || !drawn.connected) continue;
        const middle = drawn.edgeType.getPoint(0.5);
        const at = place(middle.x, middle.y);
        const doubt = edge.modality === "asserted" ? "" : KG.modalityWord(edge.modality);
        const words = naming ? [short(KG.edgeWord(edge), 28), doubt].filter(Boolean).join(", ") : doubt;
        write(words, at.x, at.y, { size: 11, italic: Boolean(doubt), colour: KG.paint.soft }, naming && named.length <= 2);
      }
    }
  }

  /** Called by vis-network after each drawing of the canvas. */
  KG.paintOver = (ctx) => {
    const canvas = ctx.canvas;
    const ratio = KG.network.canvas.pixelRatio;
    const { scale, translation } = KG.network.body.view;
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
    const write = pen(ctx, view);
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
})();
