// The right panel: the file on one entity, or the sentences behind one fact.
import { byRank, edgeArticles, otherEnd, postsOf, statementsOf } from "./data.js";
import { button, byId, h, icon, linkTo, put, safeUrl, say } from "./dom.js";
import { articleLine, doubt, nodeButton, statementCards, sureness } from "./evidence.js";
import { nodeActions, refreshActions } from "./explore.js";
import { openSheet } from "./main.js";
import { pathBox, pathFile } from "./path.js";
import { glyph } from "./picker.js";
import { change, isEdge, listen, state } from "./state.js";
import { dateWord, edgeLang, edgeWord, kindWord, statusWord, t, typeWord } from "./words.js";

const section = (key, ...content) => h("section", { class: "part" }, h("h3", null, t(key)), ...content);
const byDate = (a, b) => (a.date || "9") < (b.date || "9") ? -1 : 1;

/** A fact as a line that opens to its sentences. */
function factLine(edge, node) {
  const other = otherEnd(edge, node);
  const words = h("span", { class: "fact-words" },
    h("span", { class: "relation", lang: edgeLang(edge) }, edge.target === node && edge.source.type !== "EVT" && edge.source !== node ? "← " : "", edgeWord(edge)),
    edge.status && edge.status !== "current" && h("span", { class: "soft" }, statusWord(edge.status)),
    doubt(edge.modality), edge.date && h("span", { class: "soft" }, dateWord(edge.date)));
  const body = h("div", { class: "fact-body" });
  const details = h("details", { class: "fact" }, h("summary", null, words, h("span", { class: "soft count" }, t("n_sentences", { n: edge.raw.length }))), body);
  details.addEventListener("toggle", () => details.open && !body.firstChild && put(body, statementCards(statementsOf(edge))));
  return h("li", null, nodeButton(other), details);
}

const factList = (edges, node) => h("ul", { class: "facts" }, edges.map((edge) => factLine(edge, node)));

const isPost = (edge) => edge.relation === "position" || edge.relation === "holds_post_in";

function grouped(node) {
  const groups = { events: [], places: [], members: [], related: [] };
  for (const edge of node.edges) {
    const other = otherEnd(edge, node);
    const place = other.type === "GPE" || other.type === "LOC";
    if (isPost(edge)) {
      if (node.type !== "PER") groups.members.push(edge);
    } else if (node.type === "EVT") groups[place ? "places" : other.type === "PER" ? "members" : "related"].push(edge);
    else if (other.type === "EVT") groups.events.push(edge);
    else groups[place ? "places" : "related"].push(edge);
  }
  groups.events.sort((a, b) => byDate(otherEnd(a, node), otherEnd(b, node)));
  return groups;
}

function postLine(post) {
  const body = h("div", { class: "fact-body" }, statementCards(post.statements));
  return h("li", null,
    h("details", { class: "fact" },
      h("summary", null, h("span", { class: "fact-words" }, h("span", { class: "relation strong", lang: "id" }, post.role), post.status && h("span", { class: "soft" }, statusWord(post.status))),
        h("span", { class: "soft count" }, t("n_sentences", { n: post.statements.length }))), body),
    post.holder ? nodeButton(post.holder) : post.holderLabel && h("span", { class: "soft", lang: "id" }, post.holderLabel));
}

function posts(node) {
  const order = ["current", "acting", "elect", "candidate", "former"];
  const found = postsOf(node).sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return found.length > 0 && section("posts", h("ul", { class: "facts" }, found.map(postLine)));
}

const quotes = (node) => node.quotes.length > 0 && section("quotes", node.quotes.map((quote) =>
  h("figure", { class: "said spoken-words" },
    h("blockquote", { lang: "id" }, quote.form === "direct" ? `“${quote.text.replace(/^["“]|["”]$/g, "")}”` : quote.text),
    h("figcaption", null, articleLine(quote.article),
      h("span", { class: "facts-line" }, h("span", { class: "soft" }, t("form_" + (quote.form === "direct" ? "direct" : "indirect"))), quote.cue && h("i", { class: "soft", lang: "id" }, quote.cue), sureness(quote.confidence))))));

function articlesOf(node) {
  const found = new Set(node.edges.flatMap(edgeArticles));
  node.quotes.forEach((quote) => quote.article.id && found.add(quote.article));
  postsOf(node).forEach((post) => post.statements.forEach((said) => said.article.id && found.add(said.article)));
  const list = [...found].sort((a, b) => (a.date < b.date ? 1 : -1));
  return list.length > 0 && section("articles", h("ul", { class: "plain-list" }, list.map((article) => h("li", null, articleLine(article)))));
}

const host = (url) => new URL(url).hostname.replace(/^www\./, "");
const linksOf = (node) => node.links.map(safeUrl).filter(Boolean).map((url) => linkTo(url, host(url)));

function dossier(node) {
  const groups = grouped(node);
  const links = linksOf(node);
  const known = postsOf(node).length > 0;
  const held = node.type === "PER" ? node.edges.filter(isPost) : [];
  return [
    h("header", { class: "who" },
      h("p", { class: "kicker" }, glyph(node, 14), typeWord(node.type), node.kind && [" · ", kindWord(node.kind)], node.date && [" · ", dateWord(node.date)]),
      h("h2", { lang: "id", tabindex: "-1", id: "reading" }, node.label),
      node.aliases.length > 0 && h("p", { class: "soft" }, t("aliases"), " ", h("span", { lang: "id" }, node.aliases.join(", "))),
      h("p", { class: "soft tally" }, t("n_facts", { n: node.edges.length }), " · ", t("n_articles", { n: node.articles }), links.map((link) => [" · ", link]))),
    nodeActions(node),
    posts(node),
    !known && held.length > 0 && section("posts", factList(held, node)),
    ...["events", "members", "related", "places"].map((key) => groups[key].length > 0 && section(key, factList(groups[key], node))),
    quotes(node),
    articlesOf(node),
  ];
}

function factFile(edge) {
  const statements = statementsOf(edge);
  return [
    h("header", { class: "who" },
      h("p", { class: "kicker" }, t("facts"), edge.date && [" · ", dateWord(edge.date)]),
      h("h2", { class: "sentence", tabindex: "-1", id: "reading" },
        nodeButton(edge.source), h("span", { class: "relation", lang: edgeLang(edge) }, edgeWord(edge)), nodeButton(edge.target)),
      h("p", { class: "facts-line" }, doubt(edge.modality), edge.status && h("span", { class: "soft" }, statusWord(edge.status)), sureness(edge.confidence)),
      h("p", { class: "soft tally" }, t("n_sentences", { n: statements.length }), " · ", t("n_articles", { n: edgeArticles(edge).length }))),
    h("section", { class: "part" }, statementCards(statements)),
  ];
}

const welcome = () => [
  h("div", { class: "welcome" }, h("h2", { tabindex: "-1", id: "reading" }, t("empty_title")), h("p", null, t("empty_text"))),
  section("empty_top", h("ul", { class: "plain-list" }, byRank.slice(0, 8).map((node) => h("li", null, nodeButton(node))))),
  pathBox(null),
];

function head() {
  const back = button("← " + t("back"), () => {
    const trail = [...state.trail];
    const item = trail.pop();
    change({ trail, selection: item, path: null });
  }, { class: "quiet", hidden: !state.trail.length });
  const close = button(icon("close"), closeReader, { class: "round close", "aria-label": t("close"), hidden: !state.selection && !state.path && !matchMedia("(max-width: 900px)").matches });
  return h("div", { class: "panel-head", hidden: back.hidden && close.hidden }, back, h("span", { class: "gap" }), close);
}

export const closeReader = () => {
  change({ selection: null, path: null });
  openSheet("");
};

function read() {
  const { selection, path } = state;
  const panel = byId("reader");
  const content = path ? pathFile(path) : !selection ? welcome() : isEdge(selection) ? factFile(selection) : dossier(selection);
  put(panel, head(), content);
  panel.scrollTop = 0;
}

function announce() {
  const item = state.selection;
  if (!item || state.path) return;
  if (isEdge(item)) say(t("selected_edge", { a: item.source.label, relation: edgeWord(item), b: item.target.label, n: item.raw.length }));
  else say(t("selected", { label: item.label, type: typeWord(item.type), n: item.edges.length }));
}

export const startReader = () => {
  listen("selection", () => {
    read();
    announce();
    if (state.selection || state.path) openSheet("reader");
  });
  listen("lang", read);
  listen("filter", () => state.selection && !state.path && refreshActions());
  read();
};
