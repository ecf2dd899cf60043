// The reader's choices in the address, so that a link shows the same view.
import { edgeById, firstChoices, nodeById } from "./data.js";
import { VIEWS } from "./main.js";
import { showPath } from "./path.js";
import { change, fresh, isEdge, listen, state } from "./state.js";

const FACETS = ["type", "relation", "kind", "modality", "outlet"];
const list = (items) => [...items].map(encodeURIComponent).join(",");
const unlist = (text) => (text ? text.split(",").map(decodeURIComponent) : []);
const nodesOf = (text) => unlist(text).map((id) => nodeById.get(id)).filter(Boolean);
const ids = (nodes) => list([...nodes].map((node) => node.id));
let written = "";

function write() {
  const s = state;
  const out = new URLSearchParams();
  const put = (key, value) => value && out.set(key, value);
  put("view", s.view === "graph" ? "" : s.view);
  if (s.selection) put(isEdge(s.selection) ? "fact" : "node", s.selection.id);
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
  put("colour", s.colour === firstChoices.colour ? "" : s.colour);
  put("fold", s.fold === fresh().fold ? "" : String(s.fold));
  put("opened", [...s.opened].join(","));
  put("lang", s.lang === firstChoices.lang ? "" : s.lang);
  written = out.toString();
  history.replaceState(null, "", written ? "#" + written : location.pathname + location.search);
}

const dates = (text) => (/^\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d$/.test(text || "") ? text.split(",") : null);
const within = (text, low, high) => Math.min(Math.max(Number(text) || 0, low), high);

/** The state that an address speaks of; anything it does not know is ignored. */
function read(text) {
  const from = new URLSearchParams(text);
  const found = fresh();
  const get = (key) => from.get(key);
  for (const facet of FACETS) found.off[facet] = new Set(unlist(get("no-" + facet)));
  found.articleDates = dates(get("published"));
  found.eventDates = dates(get("when"));
  found.confidence = within(get("sure"), 0, 1);
  found.limit = Math.round(within(get("top"), 0, 1e6));
  for (const key of ["hidden", "pinned", "extra"]) found[key] = new Set(nodesOf(get(key)));
  const around = /^([123]),(.+)$/.exec(get("around") || "");
  const centre = around ? nodesOf(around[2]) : [];
  if (centre.length) found.focus = { depth: Number(around[1]), nodes: centre };
  if (["type", "community"].includes(get("colour"))) found.colour = get("colour");
  if (get("fold")) found.fold = get("fold") === "true";
  found.opened = new Set((get("opened") || "").split(",").filter(Boolean).map(Number));
  found.lang = ["id", "en"].includes(get("lang")) ? get("lang") : firstChoices.lang;
  found.view = VIEWS.includes(get("view")) ? get("view") : "graph";
  found.selection = nodeById.get(get("node")) || edgeById.get(get("fact")) || null;
  found.path = null;
  return { state: found, ends: nodesOf(get("path")) };
}

function apply() {
  let found;
  try {
    found = read(location.hash.slice(1));
  } catch {
    return; // a broken escape in the address: keep what is shown
  }
  change(found.state);
  if (found.ends.length === 2) showPath(...found.ends);
}

export const startHash = () => {
  if (location.hash.length > 1) apply();
  listen("any", write);
  window.addEventListener("hashchange", () => location.hash.slice(1) !== written && apply());
};
