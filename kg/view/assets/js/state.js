// What the reader has chosen. Every change goes through `change`, which tells those who listen.
import { allNodes, firstChoices } from "./data.js";

const FOLD_LIMIT = Math.min(window.innerWidth, window.innerHeight) < 600 ? 3000 : 10000; // a phone shows no more
export const LIMITS = { soft: 2000, hard: 5000, fold: FOLD_LIMIT, keep: 500, physics: 2000 };

export const fresh = () => ({
  off: { type: new Set(), relation: new Set(), kind: new Set(), modality: new Set(), outlet: new Set() },
  articleDates: null,
  eventDates: null,
  confidence: 0,
  limit: 0,
  hidden: new Set(),
  pinned: new Set(),
  extra: new Set(),
  focus: null,
  fold: allNodes.length > FOLD_LIMIT,
  opened: new Set(),
  colour: firstChoices.colour,
  physics: false,
});
/** @type {import("./types.js").State} */
export const state = { ...fresh(), lang: firstChoices.lang, theme: "", view: "graph", selection: null, path: null, trail: [] };

const listeners = {};
export const listen = (what, act) => (listeners[what] ??= []).push(act);
export const emit = (what) => (listeners[what] || []).forEach((act) => act());

// which kind of change each part of the state is
const KINDS = { selection: "selection", path: "selection", view: "view", lang: "lang", theme: "look", colour: "look", physics: "physics" };

/** Change parts of the state and tell the listeners of each kind of change once. */
export const change = (changes) => {
  Object.assign(state, changes);
  const kinds = new Set(Object.keys(changes).map((key) => KINDS[key] || "filter"));
  for (const kind of ["lang", "filter", "look", "physics", "view", "selection"]) if (kinds.has(kind)) emit(kind);
  emit("any");
};

export const choose = (item) => {
  const before = state.selection;
  if (before && item && before !== item) state.trail = [...state.trail.slice(-30), before];
  change({ selection: item });
};
/** @type {(item: any) => item is import("./types.js").Fact} */
export const isEdge = (item) => Boolean(item && item.source);

export const toggleIn = (set, value) => {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
};
