"use strict";
// What can be done with one entity: look around it, hide it, pin it, add its neighbours, start a path from it.
(() => {
  /** Show the neighbours that a filter by number, focus or folding keeps away. */
  KG.expand = (node) => {
    const near = node.edges.map((edge) => KG.other(edge, node));
    const fresh = [...new Set(near)].filter((other) => !KG.shown.nodeSet.has(other));
    const extra = new Set([...KG.state.extra, ...near, node]);
    const hidden = new Set([...KG.state.hidden].filter((other) => !near.includes(other)));
    const opened = new Set([...KG.state.opened, node.community]);
    KG.set({ extra, hidden, opened });
    KG.say(KG.t("expanded", { n: fresh.length }));
  };

  KG.hideNode = (node) => {
    KG.set({ hidden: new Set(KG.state.hidden).add(node), selection: null });
    KG.say(KG.t("hidden", { n: KG.state.hidden.size }));
  };

  KG.pinNode = (node) => KG.set({ pinned: KG.toggleIn(KG.state.pinned, node) });

  /** Only the node and what is within `depth` steps; the same depth again shows everything. */
  KG.lookAround = (node, depth) => {
    const now = KG.state.focus;
    const same = now && now.depth === depth && now.nodes.includes(node);
    KG.set({ focus: same ? null : { nodes: [node], depth }, extra: new Set() });
    KG.say(KG.t("now_shown", { n: KG.shown.nodes.length }));
    KG.fit();
  };

  let current = null;
  function content(node) {
    const focus = KG.state.focus;
    const pinned = KG.state.pinned.has(node);
    const depths = [1, 2, 3].map((depth) => {
      const on = Boolean(focus && focus.depth === depth && focus.nodes.includes(node));
      return KG.button(String(depth), () => KG.lookAround(node, depth), { class: "step", "aria-pressed": String(on), "aria-label": KG.t("depth", { n: depth }) });
    });
    return [
      KG.h("div", { class: "depths", role: "group", "aria-label": KG.t("depth_label") }, KG.h("span", { class: "soft" }, KG.t("neighbours")), depths),
      KG.button(KG.t("expand"), () => KG.expand(node), { class: "act" }),
      KG.button(KG.t(pinned ? "unpin" : "pin"), () => KG.pinNode(node), { class: "act", "aria-pressed": String(pinned) }),
      KG.button(KG.t("hide"), () => KG.hideNode(node), { class: "act" }),
      KG.button(KG.t("centre"), () => KG.centreOn(node), { class: "act" }),
      KG.button(KG.t("path_here"), () => KG.startPath(node), { class: "act" }),
    ];
  }

  KG.actions = (node) => {
    current = node;
    return KG.h("div", { class: "actions", id: "actions" }, content(node));
  };

  /** Bring the pressed states of the buttons up to date, keeping the keyboard where it is. */
  KG.refreshActions = () => {
    const box = KG.$("actions");
    if (!box || !current) return;
    const at = [...box.querySelectorAll("button")].indexOf(document.activeElement);
    KG.put(box, content(current));
    if (at >= 0) box.querySelectorAll("button")[at].focus();
  };
})();
