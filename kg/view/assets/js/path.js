"use strict";
// How two entities connect: the shortest way through the facts that are shown, hop by hop, with the sentences.
(() => {
  /** {nodes, edges} of a shortest path over the shown edges, whichever way they point; null when there is none. */
  KG.shortestPath = (from, to) => {
    const came = new Map([[from, null]]);
    let front = [from];
    while (front.length && !came.has(to)) {
      const next = [];
      for (const node of front) for (const edge of node.edges) {
        const other = KG.other(edge, node);
        if (came.has(other) || !KG.shown.edgeSet.has(edge)) continue;
        came.set(other, edge);
        next.push(other);
      }
      front = next;
    }
    if (!came.has(to)) return null;
    const path = { nodes: [to], edges: [] };
    for (let node = to; node !== from; ) {
      const edge = came.get(node);
      node = KG.other(edge, node);
      path.nodes.unshift(node);
      path.edges.unshift(edge);
    }
    return path;
  };

  KG.showPath = (from, to) => {
    const path = KG.shortestPath(from, to);
    if (!path) return null;
    if (KG.state.fold) KG.set({ opened: new Set([...KG.state.opened, ...path.nodes.map((node) => node.community)]) });
    KG.set({ path, selection: null });
    KG.frame(path.nodes);
    KG.say(KG.t("path_found", { n: path.edges.length, a: from.label, b: to.label }));
    return path;
  };

  /** Two boxes and a button that find a path. */
  KG.pathBox = (from) => {
    const ends = ["path_from", "path_to"].map((key) => KG.picker({ label: () => KG.t(key), placeholder: () => KG.t(key), chosen: () => note("") }));
    if (from) ends[0].set(from);
    const message = KG.h("p", { class: "soft", role: "status" });
    const note = (words) => (message.textContent = words);
    const find = () => {
      const [a, b] = ends.map((end) => end.value());
      if (!a || !b || a === b) return note(KG.t("path_pick"));
      return KG.showPath(a, b) || note(KG.t("path_none"));
    };
    const box = KG.h("section", { class: "part path-box" }, KG.h("h3", null, KG.t("path")), ends.map((end) => end.element), KG.button(KG.t("path_find"), find, { class: "main-act" }), message);
    box.focusEmpty = () => ends[from ? 1 : 0].input.focus();
    return box;
  };

  KG.startPath = (node) => {
    const box = KG.pathBox(node);
    const old = document.querySelector("#reader .path-box");
    if (old) old.replaceWith(box);
    else KG.$("actions").after(box);
    box.focusEmpty();
  };

  /** The path as an ordered list of hops, each with its first sentences. */
  KG.pathFile = (path) => [
    KG.h("header", { class: "who" }, KG.h("p", { class: "kicker" }, KG.t("path")),
      KG.h("h2", { tabindex: "-1", id: "reading" }, KG.t("path_found", { n: path.edges.length, a: path.nodes[0].label, b: path.nodes[path.nodes.length - 1].label })),
      KG.button(KG.t("path_clear"), () => KG.set({ path: null }), { class: "act" })),
    KG.h("ol", { class: "hops" }, path.edges.map((edge, i) =>
      KG.h("li", null, KG.nodeButton(path.nodes[i]),
        KG.h("p", { class: "relation", lang: KG.edgeLang(edge) }, edge.source === path.nodes[i] ? "" : "← ", KG.edgeWord(edge), " ", KG.doubt(edge.modality)),
        KG.nodeButton(path.nodes[i + 1]), KG.statementCards(KG.statements(edge).slice(0, 2))))),
  ];
})();
