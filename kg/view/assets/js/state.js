"use strict";
// What the reader has chosen. Every change goes through KG.set, which tells those who listen.
(() => {
  const FOLD_LIMIT = Math.min(window.innerWidth, window.innerHeight) < 600 ? 3000 : 10000; // a phone shows no more
  KG.LIMITS = { soft: 2000, hard: 5000, fold: FOLD_LIMIT, keep: 500, physics: 2000 };

  KG.fresh = () => ({
    off: { type: new Set(), relation: new Set(), kind: new Set(), modality: new Set(), outlet: new Set() },
    articleDates: null,
    eventDates: null,
    confidence: 0,
    limit: 0,
    hidden: new Set(),
    pinned: new Set(),
    extra: new Set(),
    focus: null,
    fold: KG.nodes.length > FOLD_LIMIT,
    opened: new Set(),
    colour: KG.first.colour,
    physics: false,
  });
  KG.state = { ...KG.fresh(), lang: KG.first.lang, theme: "", view: "graph", selection: null, path: null, trail: [] };

  const listeners = {};
  KG.on = (what, act) => (listeners[what] ??= []).push(act);
  KG.emit = (what) => (listeners[what] || []).forEach((act) => act());

  // which kind of change each part of the state is
  const KINDS = { selection: "selection", path: "selection", view: "view", lang: "lang", theme: "look", colour: "look", physics: "physics" };

  /** Change parts of the state and tell the listeners of each kind of change once. */
  KG.set = (changes) => {
    Object.assign(KG.state, changes);
    const kinds = new Set(Object.keys(changes).map((key) => KINDS[key] || "filter"));
    for (const kind of ["lang", "filter", "look", "physics", "view", "selection"]) if (kinds.has(kind)) KG.emit(kind);
    KG.emit("any");
  };

  KG.select = (item) => {
    const before = KG.state.selection;
    if (before && item && before !== item) KG.state.trail = [...KG.state.trail.slice(-30), before];
    KG.set({ selection: item });
  };
  KG.isEdge = (item) => Boolean(item && item.source);

  KG.toggleIn = (set, value) => {
    const copy = new Set(set);
    if (!copy.delete(value)) copy.add(value);
    return copy;
  };
})();
