// What the reader has chosen. Every change goes through `change`, which tells those who listen.
import { allNodes, firstChoices } from "./data.js";

/** @typedef {import("./types.js").State} State */

export const isPhone = () => Math.min(window.innerWidth, window.innerHeight) < 600;
const PHONE_DRAWN = 50;
const FOLD_LIMIT = isPhone() ? 3000 : 10000; // a phone shows no more
export const LIMITS = { soft: 2000, hard: 5000, fold: FOLD_LIMIT, keep: 500, physics: 2000, neighbours: 36 };

/** How many marks the first picture has; 0 is all. */
export const firstLimit = () => {
  const wanted = firstChoices.drawn && isPhone() ? Math.min(firstChoices.drawn, PHONE_DRAWN) : firstChoices.drawn;
  return wanted >= allNodes.length ? 0 : wanted;
};

/** @returns {any} */
export const fresh = () => ({
  off: { type: new Set(), relation: new Set(), kind: new Set(), modality: new Set(), outlet: new Set() },
  articleDates: null,
  eventDates: null,
  confidence: 0,
  limit: firstLimit(),
  hidden: new Set(),
  pinned: new Set(),
  extra: new Set(),
  focus: null,
  fold: !firstLimit() && allNodes.length > FOLD_LIMIT,
  opened: new Set(),
  colour: firstChoices.colour,
  physics: false,
});
/** @type {State} */
export const state = { ...fresh(), lang: firstChoices.lang, theme: firstChoices.theme === "auto" ? "" : firstChoices.theme, view: "graph", selection: null, path: null, paths: [] };

/** @type {Record<string, (() => void)[]>} */
const listeners = {};
export const listen = (what, act) => (listeners[what] ??= []).push(act);
const emit = (what) => (listeners[what] || []).forEach((act) => act());

// which kind of change each part of the state is
const KINDS = { selection: "selection", path: "selection", paths: "selection", view: "view", lang: "lang", theme: "look", colour: "look", physics: "physics" };

/** Change parts of the state and tell the listeners of each kind of change once. @param {Partial<State>} changes */
export const change = (changes) => {
  Object.assign(state, changes);
  const kinds = new Set(Object.keys(changes).map((key) => KINDS[key] || "filter"));
  for (const kind of ["lang", "filter", "look", "physics", "view", "selection"]) if (kinds.has(kind)) emit(kind);
  emit("any");
};

export const choose = (item) => change({ selection: item, path: null, paths: [] });
/** @type {(item: any) => item is import("./types.js").Fact} */
export const isEdge = (item) => Boolean(item && item.source);

export const toggleIn = (set, value) => {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
};
