// The columns of the page's data become node, edge and quote objects that point at each other.
import { byId, plainText, readJson } from "./dom.js";

const raw = readJson("kg-data");
const words = raw.words;

const articles = raw.articles.map(([id, title, outlet, date, url]) => ({ id, title, outlet: words[outlet], date, url }));
const nowhere = { id: "", title: "", outlet: "", date: "", url: "" };

// The sentences of the plain facts table stand only there: read when the first of them is wanted, as inert text.
let sentences = null;
function sentence(number) {
  if (!sentences) {
    const plain = new DOMParser().parseFromString(byId("plain").textContent, "text/html");
    const cells = plain.querySelectorAll("#plain-facts tbody td:nth-child(6):not(.own)");
    sentences = [...new Set([...cells].map((cell) => cell.textContent)), ...raw.sentences];
  }
  return sentences[number];
}

function statement(number) {
  const [article, said, flat, confidence, modality] = raw.statements[number];
  const marks = [];
  for (let i = 0; i < flat.length; i += 2) marks.push([flat[i], flat[i + 1]]);
  return {
    article: articles[article] || nowhere,
    sentence: sentence(said),
    marks,
    confidence,
    modality: modality === undefined ? "asserted" : words[modality],
  };
}

const n = raw.nodes;
const nodes = n.id.map((id, i) => ({
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
  x: n.x[i],
  y: n.y[i],
  community: n.community[i],
  rank: n.rank[i],
  edges: [],
  quotes: [],
  folded: null,
}));

const e = raw.edges;
const surest = (says) => (says.length ? Math.max(...says.map((number) => raw.statements[number][3])) : 1);
const edges = e.id.map((id, i) => ({
  i,
  id: raw.base + id,
  source: nodes[e.source[i]],
  target: nodes[e.target[i]],
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
for (const edge of edges) {
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
  const [a, b] = [edge.source.i, edge.target.i].sort((p, q) => p - q);
  const key = a * nodes.length + b;
  edge.lane = lanes.get(key) || 0;
  lanes.set(key, edge.lane + 1);
}

const quotes = raw.quotes.map(([speaker, text, form, cue, article, said, confidence]) => ({
  speaker: nodes[speaker],
  text,
  form: words[form],
  cue: words[cue],
  article: articles[article] || nowhere,
  get sentence() {
    return sentence(said);
  },
  confidence,
}));
for (const quote of quotes) quote.speaker.quotes.push(quote);

/** Statements are unpacked when somebody reads them. */
export const statementsOf = (edge) => edge.raw.map(statement);
/** The articles behind an edge, each once. */
export const edgeArticles = (edge) => [...new Set(edge.raw.map((number) => raw.statements[number][0]))].filter((a) => a >= 0).map((a) => articles[a]);
export const postsOf = (node) =>
  (n.posts[node.i] || []).map(([role, status, holder, holderLabel, says]) => ({
    role: words[role],
    status: words[status],
    holder: nodes[holder] || null,
    holderLabel: nodes[holder] ? nodes[holder].label : holderLabel,
    statements: says.map(statement),
  }));
export const otherEnd = (edge, node) => (edge.source === node ? edge.target : edge.source);
export const foldedNames = (node) => node.folded || (node.folded = [node.label, ...node.aliases].map(plainText));

export { nodes as allNodes, edges as allEdges, quotes as allQuotes, articles as allArticles };
export const pageMeta = raw.meta;
export const pageTitle = raw.title;
export const firstChoices = { lang: raw.lang, colour: raw.colour };
export const pageSettings = readJson("kg-settings");
export const byRank = [...nodes].sort((a, b) => a.rank - b.rank);
export const nodeById = new Map(nodes.map((node) => [node.id, node]));
export const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
