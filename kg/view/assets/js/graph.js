"use strict";
// The canvas: vis-network with fixed positions. It only ever holds what passes the filters.
(() => {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const style = {};
  let network = null;
  let looks = "";

  const dark = () => document.documentElement.dataset.theme === "dark";
  const tint = (pair) => pair[dark() ? 1 : 0];
  KG.typeColour = (type) => tint(KG.settings.styles[type].slice(1));
  KG.communityColour = (number) => tint(KG.settings.communities[number % KG.settings.communities.length]);
  KG.nodeColour = (node) => (KG.state.colour === "community" ? KG.communityColour(node.community) : KG.typeColour(node.type));
  // A bigger graph is seen from further away, so its marks are drawn bigger.
  const grow = (by) => 1 + Math.sqrt(KG.nodes.length) / by;
  const small = () => (Math.min(window.innerWidth, window.innerHeight) < 600 ? 1.35 : 1);
  let sizes = 0;
  // A star is mostly air, so it is drawn larger to weigh as much as the other shapes.
  const weight = (node) => (KG.settings.styles[node.type][0] === "star" ? 1.35 : 1);
  KG.nodeSize = (node) => Math.min(8 + 2.8 * Math.sqrt(node.edges.length), 36) * (sizes ||= Math.min(grow(80), 2.4) * small()) * weight(node);

  /** Spread the layout along its short side until it has the canvas's proportions, at most by six tenths. */
  function spread() {
    const canvas = KG.$("stage"); // the canvas itself has no size while another view is up
    const range = (axis) => Math.max(...KG.nodes.map((node) => node[axis])) - Math.min(...KG.nodes.map((node) => node[axis]));
    const wanted = canvas.clientHeight / canvas.clientWidth / (range("y") / range("x"));
    if (!Number.isFinite(wanted) || wanted <= 0) return;
    const [axis, factor] = wanted > 1 ? ["y", Math.min(wanted, 1.6)] : ["x", Math.min(1 / wanted, 1.6)];
    for (const node of KG.nodes) node[axis] = Math.round(node[axis] * factor);
  }

  function readStyle() {
    const css = getComputedStyle(document.documentElement);
    for (const name of ["paper", "ink", "soft", "line", "edge", "accent"]) style[name] = css.getPropertyValue("--" + name).trim();
    style.font = css.getPropertyValue("--sans").trim();
    return style;
  }
  KG.paint = style;

  const paints = new Map();
  function paintOf(background) {
    if (!paints.has(background)) {
      const chosen = { background, border: style.ink };
      paints.set(background, { background, border: style.paper, highlight: chosen, hover: chosen });
    }
    return paints.get(background);
  }

  function nodeItem(node) {
    const pinned = KG.state.pinned.has(node);
    return {
      id: node.i,
      x: node.x,
      y: node.y,
      shape: KG.settings.styles[node.type][0],
      size: KG.nodeSize(node),
      color: paintOf(KG.nodeColour(node)),
      borderWidth: pinned ? 3 : Math.min(1.5, KG.nodeSize(node) / 8),
      fixed: pinned,
    };
  }

  const DASHES = { planned: [10, 5], alleged: [4, 5], denied: [2, 6], cancelled: [12, 4, 2, 4] };
  function edgeItem(edge) {
    const item = { id: edge.i, from: edge.source.i, to: edge.target.i };
    if (edge.modality !== "asserted") item.dashes = DASHES[edge.modality] || [4, 4];
    if (edge.lane) {
      const side = edge.lane % 2 === (edge.source.i < edge.target.i ? 1 : 0) ? "curvedCW" : "curvedCCW";
      item.smooth = { enabled: true, type: side, roundness: Math.min(0.12 + 0.08 * Math.ceil(edge.lane / 2), 0.6) };
    }
    return item;
  }

  function communityItem(group) {
    return {
      id: group.id,
      x: group.x,
      y: group.y,
      shape: "dot",
      size: group.size,
      color: paintOf(KG.communityColour(group.number)),
      borderWidth: 4,
    };
  }

  function sync(data, wanted, restyle) {
    const gone = data.getIds().filter((id) => !wanted.has(id));
    if (gone.length) data.remove(gone);
    const fresh = [];
    const known = [];
    for (const [id, make] of wanted) {
      if (data.get(id) === null) fresh.push(make());
      else if (restyle) known.push(make());
    }
    if (fresh.length) data.add(fresh);
    if (known.length) data.update(known);
  }

  function draw() {
    const drawn = KG.drawn();
    const now = [KG.state.colour, document.documentElement.dataset.theme, [...KG.state.pinned].map((n) => n.i)].join();
    const restyle = now !== looks;
    looks = now;
    const wantedNodes = new Map(drawn.nodes.map((node) => [node.i, () => nodeItem(node)]));
    for (const group of drawn.groups) wantedNodes.set(group.id, () => communityItem(group));
    const wantedEdges = new Map(drawn.edges.map((edge) => [edge.i, () => edgeItem(edge)]));
    for (const bundle of drawn.bundles) wantedEdges.set(bundle.id, () => ({ id: bundle.id, from: bundle.from, to: bundle.to, width: bundle.width, arrows: "" }));
    sync(nodes, wantedNodes, restyle);
    sync(edges, wantedEdges, false);
  }

  function options() {
    const busy = KG.edges.length > 3000;
    return {
      autoResize: true,
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: !busy, hideEdgesOnDrag: busy, hideEdgesOnZoom: busy, keyboard: false, selectConnectedEdges: false, tooltipDelay: 1e6, zoomSpeed: 0.7 },
      nodes: { font: { size: 0 }, labelHighlightBold: false, chosen: { node: (values) => (values.borderWidth = 3) }, shadow: false },
      edges: {
        color: { color: style.edge, opacity: KG.edges.length > 10000 ? 0.16 : busy ? 0.5 : 0.9, highlight: style.accent, hover: style.accent, inherit: false },
        width: Math.min(grow(28), 3),
        selectionWidth: 1.5,
        hoverWidth: 0.5,
        smooth: false,
        arrows: { to: { enabled: true, scaleFactor: 0.35 } },
        arrowStrikethrough: false,
        chosen: { label: false },
      },
    };
  }

  const itemOf = (id) => (typeof id === "number" ? KG.nodes[id] : null);
  function click(event) {
    const id = event.nodes[0];
    if (typeof id === "string") return KG.openCommunity(id);
    if (id !== undefined) return KG.select(itemOf(id));
    const edge = KG.edges[event.edges[0]];
    return KG.select(edge || null);
  }

  function moved(event) {
    const places = network.getPositions(event.nodes);
    for (const id of event.nodes) if (itemOf(id)) Object.assign(itemOf(id), { x: Math.round(places[id].x), y: Math.round(places[id].y) });
  }

  function physics() {
    const on = KG.state.physics;
    network.setOptions({
      physics: on && { enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.4 } },
    });
    if (on) return;
    const places = network.getPositions();
    for (const node of KG.shown.nodes) if (places[node.i]) Object.assign(node, places[node.i]);
  }

  function showSelection() {
    const item = KG.state.selection;
    const edge = KG.isEdge(item);
    const there = item && (edge ? edges : nodes).get(item.i) !== null;
    network.setSelection({ nodes: there && !edge ? [item.i] : [], edges: there && edge ? [item.i] : [] }, { highlightEdges: false });
    network.redraw();
  }

  // While another view is up the canvas has no size: the move waits until the graph is seen again.
  let waiting = null;
  const whenSeen = (move) => {
    waiting = KG.$("canvas").clientHeight ? null : move;
    if (!waiting) move();
  };
  KG.graphSeen = () => {
    network.redraw();
    if (waiting) whenSeen(waiting);
  };

  /** Bring a node to the middle, near enough to read what is around it. */
  KG.centreOn = (node) => whenSeen(() => {
    const scale = Math.max(network.getScale(), 0.85);
    network.moveTo({ position: { x: node.x, y: node.y }, offset: { x: 0, y: lift() }, scale, animation: KG.still() ? false : { duration: 350 } });
  });
  // A sheet over the lower part of a small screen moves the middle up.
  const lift = () => (matchMedia("(max-width: 900px)").matches && document.documentElement.dataset.sheet ? -KG.$("canvas").clientHeight * 0.32 : 0);

  /** Bring several nodes into view together. */
  KG.frame = (list, share = 0.6, most = 1.2, glide = true) => whenSeen(() => {
    const range = (axis) => [Math.min(...list.map((node) => node[axis])), Math.max(...list.map((node) => node[axis]))];
    const [x, y] = [range("x"), range("y")];
    const canvas = KG.$("canvas");
    const room = (size, gap) => (size * share) / Math.max(gap, 1);
    const scale = Math.min(most, room(canvas.clientWidth, x[1] - x[0]), room(canvas.clientHeight * (lift() ? 0.36 : 1), y[1] - y[0]));
    network.moveTo({ position: { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }, offset: { x: 0, y: lift() }, scale, animation: glide && !KG.still() ? { duration: 350 } : false });
  });
  KG.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  KG.fit = (glide = true) => {
    const drawn = KG.drawn();
    const list = [...drawn.nodes, ...drawn.groups];
    if (list.length) KG.frame(list, 0.88, 1.4, glide);
  };
  KG.zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor });
  KG.redraw = () => network && network.redraw();

  KG.startGraph = () => {
    readStyle();
    network = new vis.Network(KG.$("canvas"), { nodes, edges }, options());
    KG.network = network;
    KG.$("canvas").firstElementChild.tabIndex = -1; // the container takes the keyboard, not the frame inside it
    network.on("click", click);
    network.on("doubleClick", (event) => itemOf(event.nodes[0]) && KG.expand(itemOf(event.nodes[0])));
    network.on("dragEnd", moved);
    for (const name of ["hoverNode", "hoverEdge"]) network.on(name, (event) => KG.hover(name === "hoverNode" ? itemOf(event.node) : KG.edges[event.edge]));
    for (const name of ["blurNode", "blurEdge"]) network.on(name, () => KG.hover(null));
    network.on("afterDrawing", KG.paintOver);
    KG.on("filter", draw);
    KG.on("filter", () => network.redraw());
    KG.on("selection", showSelection);
    KG.on("physics", physics);
    KG.on("look", () => {
      readStyle();
      paints.clear();
      network.setOptions({ edges: options().edges });
      draw();
      network.redraw();
    });
    spread();
    draw();
    KG.fit(false);
  };
})();
