// The reader's choices in the address, so that a link shows the same view; every thing opened is a step back and forth.
import { edgeById, firstChoices, nodeById } from "./data.js";
import { visible } from "./filter.js";
import { reveal } from "./folding.js";
import { VIEWS } from "./main.js";
import { showPath } from "./path.js";
import { change, fresh, isEdge, listen, state } from "./state.js";

const FACETS = ["type", "relation", "kind", "modality", "outlet"];
const list = (items) => [...items].map(encodeURIComponent).join(",");
const unlist = (text) => (text ? text.split(",").map(decodeURIComponent) : []);
const nodesOf = (text) => unlist(text).map((id) => nodeById.get(id)).filter(Boolean);
const ids = (nodes) => list([...nodes].map((node) => node.id));
let written = "";
let stood = "";
let moving = false; // while an address is applied the reader moves in the history, not forward
let depth = 0; // how many steps this page's own history holds

export const canGoBack = () => depth > 0;
export const goBack = () => history.back();

/** Where the reader is: what makes a step in the history. Filters only change how that place looks. */
function placeIn(out) {
  const s = state;
  const put = (key, value) => value && out.set(key, value);
  put("view", s.view === "graph" ? "" : s.view);
  if (s.selection) put(isEdge(s.selection) ? "fact" : "node", s.selection.id);
  if (s.path) put("path", ids([s.path.nodes[0], s.path.nodes[s.path.nodes.length - 1]]) + (s.path.nodes.slice(1, -1).some((node) => node.hub) ? ",over" : ""));
  if (s.focus) put("around", `${s.focus.depth},${ids(s.focus.nodes)}`);
  return out.toString();
}

function write() {
  const s = state;
  const plain = fresh();
  const out = new URLSearchParams();
  const place = placeIn(out);
  const put = (key, value) => value && out.set(key, value);
  for (const facet of FACETS) put("no-" + facet, list(s.off[facet]));
  put("published", s.articleDates && s.articleDates.join(","));
  put("when", s.eventDates && s.eventDates.join(","));
  put("sure", s.confidence ? String(s.confidence) : "");
  put("top", s.limit === plain.limit ? "" : String(s.limit || "all"));
  put("hidden", ids(s.hidden));
  put("pinned", ids(s.pinned));
  put("extra", ids(s.extra));
  put("colour", s.colour === firstChoices.colour ? "" : s.colour);
  put("fold", s.fold === plain.fold ? "" : String(s.fold));
  put("opened", [...s.opened].join(","));
  put("lang", s.lang === firstChoices.lang ? "" : s.lang);
  const now = out.toString();
  if (now === written) return;
  const step = place !== stood && !moving;
  [written, stood] = [now, place];
  if (step) depth += 1;
  const address = now ? "#" + now : location.pathname + location.search;
  try {
    history[step ? "pushState" : "replaceState"]({ depth }, "", address);
  } catch {
    // a frame without an address of its own (a notebook's): nothing to remember
  }
}

const dates = (text) => (/^\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d$/.test(text || "") ? text.split(",") : null);
const within = (text, low, high) => Math.min(Math.max(Number(text) || 0, low), high);

/** The state that an address speaks of; anything it does not know is ignored. */
function read(text) {
  const from = new URLSearchParams(text);
  const found = fresh();
  const get = (key) => from.get(key) || "";
  for (const facet of FACETS) found.off[facet] = new Set(unlist(get("no-" + facet)));
  found.articleDates = dates(get("published"));
  found.eventDates = dates(get("when"));
  found.confidence = within(get("sure"), 0, 1);
  if (get("top")) found.limit = get("top") === "all" ? 0 : Math.round(within(get("top"), 0, 1e6)) || found.limit;
  for (const key of ["hidden", "pinned", "extra"]) found[key] = new Set(nodesOf(get(key)));
  const around = /^([0123]),(.+)$/.exec(get("around"));
  const centre = around ? nodesOf(around[2]) : [];
  if (around && centre.length) found.focus = { depth: Number(around[1]), nodes: centre };
  if (["type", "community"].includes(get("colour"))) found.colour = get("colour");
  if (get("fold")) found.fold = get("fold") === "true";
  found.opened = new Set(get("opened").split(",").filter(Boolean).map(Number));
  found.lang = ["id", "en"].includes(get("lang")) ? get("lang") : firstChoices.lang;
  found.view = VIEWS.includes(get("view")) ? get("view") : "graph";
  found.selection = nodeById.get(get("node")) || edgeById.get(get("fact")) || null;
  if (found.selection && !found.focus) found.focus = { depth: 1, nodes: isEdge(found.selection) ? [found.selection.source, found.selection.target] : [found.selection] };
  found.path = null;
  found.paths = [];
  return { state: found, ends: nodesOf(get("path")), over: get("path").endsWith(",over") };
}

function apply() {
  let found;
  try {
    found = read(location.hash.slice(1));
  } catch {
    return; // a broken escape in the address: keep what is shown
  }
  change(found.state);
  const item = state.selection;
  if (item) for (const node of isEdge(item) ? [item.source, item.target] : [item]) if (!visible.nodeSet.has(node)) reveal(node);
  if (found.ends.length === 2) showPath(found.ends[0], found.ends[1], found.over);
}

export const startHash = () => {
  if (location.hash.length > 1) apply();
  moving = true;
  write();
  moving = false;
  listen("any", write);
  const moved = (event) => {
    if (location.hash.slice(1) === written) return;
    depth = (event.state && event.state.depth) || 0;
    moving = true;
    apply();
    moving = false;
  };
  window.addEventListener("popstate", moved);
  window.addEventListener("hashchange", moved);
};
