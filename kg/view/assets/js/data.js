// The columns of the page's data become entity, fact and quote objects that point at each other.
import { byId, plainText, readJson } from "./dom.js";

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */

const raw = readJson("kg-data");
const words = raw.words;

/** @type {import("./types.js").Article[]} */
export const allArticles = raw.articles.map(([id, title, outlet, date, url]) => ({ id, title, outlet: words[outlet], date, url }));
const nowhere = { id: "", title: "", outlet: "", date: "", url: "" };

// The sentences of the plain facts table stand only there: read when the first of them is wanted, as inert text.
/** @type {string[] | null} */
let sentences = null;
function sentence(number) {
  if (!sentences) {
    const plain = new DOMParser().parseFromString(byId("plain").textContent, "text/html");
    const cells = plain.querySelectorAll("#plain-facts tbody td:nth-child(6):not(.own)");
    sentences = [...new Set([...cells].map((cell) => cell.textContent || "")), ...raw.sentences];
  }
  return sentences[number];
}

/** @returns {import("./types.js").Statement} */
function statement(number) {
  const [article, said, flat, confidence, modality] = raw.statements[number];
  /** @type {[number, number][]} */
  const marks = [];
  for (let i = 0; i < flat.length; i += 2) marks.push([flat[i], flat[i + 1]]);
  return {
    article: allArticles[article] || nowhere,
    sentence: sentence(said),
    marks,
    confidence,
    modality: modality === undefined ? "asserted" : words[modality],
  };
}

const n = raw.nodes;
const hubs = new Set(n.hubs);
/** @type {Entity[]} */
export const allNodes = n.id.map((id, i) => ({
  i,
  id: raw.base + id,
  label: n.label[i],
  type: words[n.type[i]],
  kind: words[n.kind[i] || 0],
  aliases: n.alias[i] || [],
  links: n.links[i] || [],
  date: n.date[i] || "",
  lat: n.geo[i] ? n.geo[i][0] : null,
  lon: n.geo[i] ? n.geo[i][1] : null,
  articles: n.articles[i],
  hub: hubs.has(i),
  x: n.x[i],
  y: n.y[i],
  community: n.community[i],
  rank: n.rank[i],
  turn: n.turn[i],
  edges: [],
  quotes: [],
  folded: null,
}));

const e = raw.edges;
const surest = (says) => (says.length ? Math.max(...says.map((number) => raw.statements[number][3])) : 1);
/** @type {Fact[]} */
export const allEdges = e.id.map((id, i) => ({
  i,
  id: raw.base + id,
  source: allNodes[e.source[i]],
  target: allNodes[e.target[i]],
  relation: words[e.relation[i]],
  label: words[e.label[i]],
  modality: e.modality[i] === undefined ? "asserted" : words[e.modality[i]],
  status: words[e.status[i] || 0],
  confidence: e.confidence[i] ?? surest(e.says[i]),
  date: e.date[i] || "",
  raw: e.says[i],
  lane: 0,
}));

// Several facts about one pair run side by side: lane 0 is straight, the others bend to alternating sides.
const lanes = new Map();
for (const edge of allEdges) {
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
  const [a, b] = [edge.source.i, edge.target.i].sort((p, q) => p - q);
  const key = a * allNodes.length + b;
  edge.lane = lanes.get(key) || 0;
  lanes.set(key, edge.lane + 1);
}

/** @type {import("./types.js").Quote[]} */
export const allQuotes = raw.quotes.map(([speaker, text, form, cue, article, said, confidence, modality]) => ({
  speaker: allNodes[speaker],
  text,
  form: words[form],
  cue: words[cue],
  article: allArticles[article] || nowhere,
  get sentence() {
    return sentence(said);
  },
  confidence,
  modality: words[modality],
}));
for (const quote of allQuotes) quote.speaker.quotes.push(quote);

/** Names that the store has and this page has not: {label, type, aliases}. */
export const others = raw.others.map(([type, label, aliases]) => ({ type: words[type], label, aliases: aliases ? aliases.split("\n") : [] }));

/** Statements are unpacked when somebody reads them. @param {Fact} edge */
export const statementsOf = (edge) => edge.raw.map(statement);
/** The articles behind a fact, each once. @param {Fact} edge */
export const edgeArticles = (edge) => [...new Set(edge.raw.map((number) => raw.statements[number][0]))].filter((a) => a >= 0).map((a) => allArticles[a]);
/** The day of the newest article that says a fact. @param {Fact} edge */
export const toldOn = (edge) => edgeArticles(edge).reduce((day, article) => (article.date > day ? article.date : day), "");
/** @param {Entity} node @returns {import("./types.js").Post[]} */
export const postsOf = (node) =>
  (n.posts[node.i] || []).map(([role, status, holder, holderLabel, modality, date, says]) => ({
    role: words[role],
    status: words[status],
    modality: words[modality],
    date,
    holder: allNodes[holder] || null,
    holderLabel: allNodes[holder] ? allNodes[holder].label : holderLabel,
    statements: says.map(statement),
  }));
/** @param {Fact} edge @param {Entity} node */
export const otherEnd = (edge, node) => (edge.source === node ? edge.target : edge.source);
/** @param {Entity} node */
export const foldedNames = (node) => node.folded || (node.folded = [node.label, ...node.aliases].map(plainText));
/** How many sentences speak of an entity: its facts' and its own words. @param {Entity} node */
export const evidenceCount = (node) => node.edges.reduce((sum, edge) => sum + edge.raw.length, 0) + node.quotes.length;

export const pageMeta = raw.meta;
export const pageTitle = raw.title;
export const firstChoices = { lang: raw.lang, colour: raw.colour, drawn: raw.drawn, theme: raw.theme, about: raw.about };
export const pageSettings = readJson("kg-settings");
export const byRank = [...allNodes].sort((a, b) => a.rank - b.rank);
export const nodeById = new Map(allNodes.map((node) => [node.id, node]));
export const edgeById = new Map(allEdges.map((edge) => [edge.id, edge]));
