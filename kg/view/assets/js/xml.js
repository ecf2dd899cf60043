// What is shown as text in the formats that other programs read.
import { allArticles, allEdges, allNodes, allQuotes, edgeArticles, pageMeta, pageTitle, postsOf, statementsOf } from "./data.js";
import { safeUrl } from "./dom.js";
import { nodeColour, nodeSize } from "./graph.js";
import { mannerWord } from "./names.js";
import { edgeWord } from "./words.js";

// characters that XML 1.0 cannot hold, not even escaped
// eslint-disable-next-line no-control-regex
const BAD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };
const x = (value) => String(value).replace(BAD, "\ufffd").replace(/[&<>"\n\r\t]/g, (c) => ESCAPES[c]);
export const escapeXml = x;

/** @type {[string, string, (n: any) => any][]} */
const NODE_FIELDS = [
  ["label", "string", (n) => n.label],
  ["type", "string", (n) => n.type],
  ["kind", "string", (n) => n.kind],
  ["aliases", "string", (n) => n.aliases.join(" | ")],
  ["date", "string", (n) => n.date],
  ["articles", "int", (n) => n.articles],
  ["community", "int", (n) => n.community],
];
/** @type {[string, string, (e: any) => any][]} */
const EDGE_FIELDS = [
  ["relation", "string", (e) => e.relation],
  ["label", "string", (e) => edgeWord(e)],
  ["modality", "string", (e) => e.modality],
  ["said_as", "string", (e) => mannerWord(e)],
  ["status", "string", (e) => e.status],
  ["confidence", "double", (e) => e.confidence],
  ["date", "string", (e) => e.date],
  ["articles", "int", (e) => edgeArticles(e).length],
  ["sentence", "string", (e) => (e.raw.length ? statementsOf(e)[0].sentence : "")],
];

export const graphml = ({ nodes, edges }) => {
  const keys = (fields, what) => fields.map(([name, type]) => `<key id="${what[0]}_${name}" for="${what}" attr.name="${name}" attr.type="${type}"/>`);
  const data = (fields, what, item) => fields.map(([name, , get]) => `<data key="${what[0]}_${name}">${x(get(item))}</data>`).join("");
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys(NODE_FIELDS, "node"), ...keys(EDGE_FIELDS, "edge"), '<graph edgedefault="directed">',
    ...nodes.map((n) => `<node id="${x(n.id)}">${data(NODE_FIELDS, "node", n)}</node>`),
    ...edges.map((e) => `<edge id="${x(e.id)}" source="${x(e.source.id)}" target="${x(e.target.id)}">${data(EDGE_FIELDS, "edge", e)}</edge>`),
    "</graph>", "</graphml>", ""].join("\n");
};

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
export const gexf = ({ nodes, edges }) => {
  const kinds = (fields, what) => `<attributes class="${what}">${fields.map(([name, type], i) => `<attribute id="${i}" title="${name}" type="${type === "int" ? "integer" : type}"/>`).join("")}</attributes>`;
  const values = (fields, item) => `<attvalues>${fields.map(([, , get], i) => `<attvalue for="${i}" value="${x(get(item))}"/>`).join("")}</attvalues>`;
  const looks = (n) => {
    const [r, g, b] = rgb(nodeColour(n));
    return `<viz:color r="${r}" g="${g}" b="${b}"/><viz:position x="${n.x}" y="${-n.y}" z="0"/><viz:size value="${nodeSize(n).toFixed(1)}"/>`;
  };
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">',
    '<graph defaultedgetype="directed" mode="static">', kinds(NODE_FIELDS, "node"), kinds(EDGE_FIELDS, "edge"), "<nodes>",
    ...nodes.map((n) => `<node id="${x(n.id)}" label="${x(n.label)}">${values(NODE_FIELDS, n)}${looks(n)}</node>`), "</nodes>", "<edges>",
    ...edges.map((e) => `<edge id="${x(e.id)}" source="${x(e.source.id)}" target="${x(e.target.id)}" label="${x(edgeWord(e))}">${values(EDGE_FIELDS, e)}</edge>`),
    "</edges>", "</graph>", "</gexf>", ""].join("\n");
};

// A cell that a spreadsheet would run as a formula gets an apostrophe in front.
const cell = (value) => {
  const text = typeof value === "number" ? String(value) : String(value).replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csv = (header, lines) => [header, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
export const csvNodes = ({ nodes }) => csv(["id", ...NODE_FIELDS.map((f) => f[0])], nodes.map((n) => [n.id, ...NODE_FIELDS.map((f) => f[2](n))]));
export const csvEdges = ({ edges }) =>
  csv(["id", "source", "target", "source_label", "target_label", ...EDGE_FIELDS.map((f) => f[0]), "outlet", "url"],
    edges.map((e) => {
      const article = edgeArticles(e)[0] || { outlet: "", url: "" };
      return [e.id, e.source.id, e.target.id, e.source.label, e.target.label, ...EDGE_FIELDS.map((f) => f[2](e)), article.outlet, safeUrl(article.url)];
    }));

const said = (s) => ({ article: s.article.id, sentence: s.sentence, marks: s.marks, confidence: s.confidence, modality: s.modality });
/** The page data of what is shown, in the form that the page itself is made from. */
export const pictureJson = ({ nodes, edges, nodeSet }) => JSON.stringify({
  meta: { ...pageMeta, title: pageTitle, omitted_nodes: pageMeta.omitted_nodes + allNodes.length - nodes.length, omitted_edges: pageMeta.omitted_edges + allEdges.length - edges.length },
  nodes: nodes.map((n) => ({
    id: n.id, label: n.label, type: n.type, kind: n.kind, aliases: n.aliases, links: n.links, articles: n.articles, date: n.date, hub: n.hub,
    ...(n.lat === null ? {} : { lat: n.lat, lon: n.lon }),
    posts: postsOf(n).map((p) => ({ role: p.role, status: p.status, modality: p.modality, date: p.date, holder: p.holder && nodeSet.has(p.holder) ? p.holder.id : "", holder_label: p.holderLabel, statements: p.statements.map(said) })),
  })),
  edges: edges.map((e) => ({ id: e.id, source: e.source.id, target: e.target.id, relation: e.relation, label: e.label, modality: e.modality, status: e.status, confidence: e.confidence, date: e.date, statements: statementsOf(e).map(said) })),
  quotes: allQuotes.filter((q) => nodeSet.has(q.speaker)).map((q) => ({ speaker: q.speaker.id, text: q.text, form: q.form, cue: q.cue, modality: q.modality, article: q.article.id, sentence: q.sentence, confidence: q.confidence })),
  articles: Object.fromEntries(allArticles.map((a) => [a.id, { title: a.title, outlet: a.outlet, date: a.date, url: a.url }])),
}, null, 1) + "\n";
