"use strict";
// Everything by keyboard, and the help that lists it.
(() => {
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let turn = 0;

  function walk(dx, dy) {
    const item = KG.state.selection;
    const from = item && !KG.isEdge(item) ? item : KG.network.getViewPosition();
    const next = item ? KG.nearest(from, dx, dy) : KG.nearest(from, 0, 0);
    if (!next) return;
    KG.set({ path: null });
    KG.select(next);
    KG.centreOn(next);
  }

  function nextNeighbour(step) {
    const item = KG.state.selection;
    if (!item) return;
    if (KG.isEdge(item)) return KG.go(item.target);
    const from = turn && turn.node === item ? turn : (turn = { node: item, at: -1 });
    const near = [...new Set(item.edges.filter((e) => KG.shown.edgeSet.has(e)).map((e) => KG.other(e, item)))];
    if (!near.length) return;
    from.at = (from.at + step + near.length) % near.length;
    const next = near[from.at];
    KG.say(next.label);
    KG.hover(next);
    from.next = next;
  }

  function onCanvas(event) {
    const item = KG.state.selection;
    if (ARROWS[event.key]) walk(...ARROWS[event.key]);
    else if (event.key === "Enter") {
      if (turn && turn.next && turn.node === item) KG.go(turn.next);
      else if (item) KG.$("reading").focus();
      else walk(0, 0);
    } else if (event.key === "n" || event.key === "N") nextNeighbour(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  function anywhere(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest && event.target.closest("input, select, textarea");
    if (event.key === "Escape") {
      if (KG.$("help").open) return;
      KG.closeReader();
      KG.$("canvas").focus();
    }
    if (typing && typing.type !== "checkbox" && typing.type !== "range") return;
    const item = KG.state.selection;
    const acts = {
      "/": () => document.querySelector("#find input").focus(),
      "?": () => help(),
      "+": () => KG.zoomBy(1.25),
      "=": () => KG.zoomBy(1.25),
      "-": () => KG.zoomBy(0.8),
      0: () => KG.fit(),
      h: () => item && !KG.isEdge(item) && KG.hideNode(item),
      p: () => item && !KG.isEdge(item) && KG.pinNode(item),
    };
    KG.VIEWS.forEach((view, i) => (acts[i + 1] = () => KG.set({ view })));
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  function help() {
    const rows = [["/", "keys_find"], ["← ↑ → ↓", "keys_move"], ["n", "keys_next"], ["Enter", "keys_open"], ["+ − 0", "keys_zoom"], ["1 2 3 4", "keys_views"], ["h p", "keys_hide"], ["Esc", "keys_escape"], ["?", "keys_help"]];
    const dialog = KG.$("help");
    KG.put(dialog, KG.h("div", { class: "panel-head" }, KG.h("h2", { id: "help-title" }, KG.t("help")), KG.button(KG.icon("close"), () => dialog.close(), { class: "round close", "aria-label": KG.t("close") })),
      KG.h("dl", null, rows.map(([keys, words]) => [KG.h("dt", null, keys.split(" ").map((key) => KG.h("kbd", null, key))), KG.h("dd", null, KG.t(words))])));
    dialog.showModal();
  }
  KG.help = help;

  KG.startKeys = () => {
    KG.$("canvas").addEventListener("keydown", onCanvas);
    document.addEventListener("keydown", anywhere);
  };
})();
