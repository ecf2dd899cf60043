"use strict";
// The reader's choices in the address, so that a link shows the same view.
(() => {
  const FACETS = ["type", "relation", "kind", "modality", "outlet"];
  const list = (items) => [...items].map(encodeURIComponent).join(",");
  const unlist = (text) => (text ? text.split(",").map(decodeURIComponent) : []);
  const nodesOf = (text) => unlist(text).map((id) => KG.nodeById.get(id)).filter(Boolean);
  const ids = (nodes) => list([...nodes].map((node) => node.id));
  let written = "";

  function write() {
    const s = KG.state;
    const out = new URLSearchParams();
    const put = (key, value) => value && out.set(key, value);
    put("view", s.view === "graph" ? "" : s.view);
    if (s.selection) put(KG.isEdge(s.selection) ? "fact" : "node", s.selection.id);
    if (s.path) put("path", ids([s.path.nodes[0], s.path.nodes[s.path.nodes.length - 1]]));
    for (const facet of FACETS) put("no-" + facet, list(s.off[facet]));
    put("published", s.articleDates && s.articleDates.join(","));
    put("when", s.eventDates && s.eventDates.join(","));
    put("sure", s.confidence ? String(s.confidence) : "");
    put("top", s.limit ? String(s.limit) : "");
    put("hidden", ids(s.hidden));
    put("pinned", ids(s.pinned));
    put("extra", ids(s.extra));
    if (s.focus) put("around", `${s.focus.depth},${ids(s.focus.nodes)}`);
    put("colour", s.colour === KG.first.colour ? "" : s.colour);
    put("fold", s.fold === KG.fresh().fold ? "" : String(s.fold));
    put("opened", [...s.opened].join(","));
    put("lang", s.lang === KG.first.lang ? "" : s.lang);
    written = out.toString();
    history.replaceState(null, "", written ? "#" + written : location.pathname + location.search);
  }

  const dates = (text) => (/^\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d$/.test(text || "") ? text.split(",") : null);
  const within = (text, low, high) => Math.min(Math.max(Number(text) || 0, low), high);

  /** The state that an address speaks of; anything it does not know is ignored. */
  function read(text) {
    const from = new URLSearchParams(text);
    const state = KG.fresh();
    const get = (key) => from.get(key);
    for (const facet of FACETS) state.off[facet] = new Set(unlist(get("no-" + facet)));
    state.articleDates = dates(get("published"));
    state.eventDates = dates(get("when"));
    state.confidence = within(get("sure"), 0, 1);
    state.limit = Math.round(within(get("top"), 0, 1e6));
    for (const key of ["hidden", "pinned", "extra"]) state[key] = new Set(nodesOf(get(key)));
    const around = /^([123]),(.+)$/.exec(get("around") || "");
    const centre = around ? nodesOf(around[2]) : [];
    if (centre.length) state.focus = { depth: Number(around[1]), nodes: centre };
    if (["type", "community"].includes(get("colour"))) state.colour = get("colour");
    if (get("fold")) state.fold = get("fold") === "true";
    state.opened = new Set((get("opened") || "").split(",").filter(Boolean).map(Number));
    state.lang = ["id", "en"].includes(get("lang")) ? get("lang") : KG.first.lang;
    state.view = KG.VIEWS.includes(get("view")) ? get("view") : "graph";
    state.selection = KG.nodeById.get(get("node")) || KG.edgeById.get(get("fact")) || null;
    state.path = null;
    return { state, ends: nodesOf(get("path")) };
  }

  function apply() {
    let found;
    try {
      found = read(location.hash.slice(1));
    } catch {
      return; // a broken escape in the address: keep what is shown
    }
    KG.set(found.state);
    if (found.ends.length === 2) KG.showPath(...found.ends);
  }

  KG.startHash = () => {
    if (location.hash.length > 1) apply();
    KG.on("any", write);
    window.addEventListener("hashchange", () => location.hash.slice(1) !== written && apply());
  };
})();
