// The file on one entity: posts over time first, accusations in a section of their own, then events, relations, words
// said, articles, and last what can be done with it.
import { edgeArticles, otherEnd, postsOf, statementsOf } from "./data.js";
import { h, linkTo, put, safeUrl } from "./dom.js";
import { articleLine, doubt, doubtOf, markedWords, nodeButton, statementCards, sureness } from "./evidence.js";
import { nodeActions } from "./explore.js";
import { glyph } from "./picker.js";
import { headline, isDisputed, nameOf, newestDay, trustedAliases, whenWord } from "./names.js";
import { dateWord, edgeLang, edgeWord, kindWord, statusWord, t, typeWord } from "./words.js";

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */

export const section = (key, ...content) => h("section", { class: "part part-" + key }, h("h3", null, t(key)), ...content);
const isPost = (edge) => edge.relation === "position" || edge.relation === "holds_post_in";
const isPlace = (node) => node.type === "GPE" || node.type === "LOC";

/** What each closed line still has to show. @type {WeakMap<HTMLElement, () => void>} */
const closed = new WeakMap();

/** A line that opens to its sentences. */
function opening(words, count, cards) {
  const body = h("div", { class: "fact-body" });
  const details = h("details", { class: "fact" }, h("summary", null, h("span", { class: "fact-words" }, words), h("span", { class: "soft count" }, t("n_sentences", { n: count }))), body);
  const fill = () => body.firstChild || put(body, cards());
  details.addEventListener("toggle", () => details.open && fill());
  closed.set(details, fill);
  return details;
}

/** On paper nothing can be opened: every line shows its sentences. */
export const openAll = (panel) => panel.querySelectorAll("details.fact").forEach((details) => {
  closed.get(details)?.();
  details.open = true;
});

/** A fact: the other end, the words, how it is said, when; its sentences when opened. */
function factLine(edge, node) {
  const towards = edge.target === node && edge.source.type !== "EVT" && edge.source !== node ? "← " : "";
  const words = [h("span", { class: "relation", lang: edgeLang(edge) }, towards, edgeWord(edge)),
    edge.status && edge.status !== "current" && h("span", { class: "soft" }, statusWord(edge.status)), doubt(edge), edge.date && h("span", { class: "soft" }, dateWord(edge.date))];
  return h("li", null, nodeButton(otherEnd(edge, node)), opening(words, edge.raw.length, () => statementCards(statementsOf(edge))));
}
const factList = (edges, node) => h("ul", { class: "facts" }, edges.map((edge) => factLine(edge, node)));

/** An accusation or denial is never read without its status word, its sentence and its date. @param {Fact} edge */
export function accusation(edge, node = null) {
  const said = statementsOf(edge)[0];
  const ends = node ? [nodeButton(otherEnd(edge, node))] : [nodeButton(edge.source), h("span", { class: "relation", lang: edgeLang(edge) }, edgeWord(edge)), nodeButton(edge.target)];
  return h("li", { class: "accusation" },
    h("p", { class: "facts-line" }, doubt(edge), h("span", { class: "soft" }, whenWord(edge) || t("undated"))),
    h("p", { class: "accused" }, node && h("span", { class: "relation", lang: edgeLang(edge) }, edgeWord(edge), ": "), ends),
    said ? h("figure", { class: "said" }, h("blockquote", { lang: "id" }, markedWords(said.sentence, said.marks)), h("figcaption", null, articleLine(said.article), sureness(said.confidence))) : h("p", { class: "soft" }, t("no_sentence")),
    edge.raw.length > 1 && opening([h("span", { class: "soft" }, t("more_sentences"))], edge.raw.length - 1, () => statementCards(statementsOf(edge).slice(1))));
}

/** Equal posts once: the same title at the same body, however often told. @param {Entity} node */
function joinedPosts(node) {
  const found = new Map();
  for (const post of postsOf(node)) {
    const key = [post.role.toLowerCase(), post.holder ? post.holder.i : post.holderLabel, post.status, post.modality].join("|");
    const known = found.get(key);
    if (known) {
      known.statements.push(...post.statements);
      known.date ||= post.date;
    } else found.set(key, { ...post, statements: [...post.statements] });
  }
  const told = (post) => post.statements.reduce((day, said) => (said.article.date > day ? said.article.date : day), "");
  const order = ["current", "acting", "elect", "candidate", "", "former"];
  return [...found.values()].map((post) => ({ ...post, told: told(post) }))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || ((a.date || a.told) < (b.date || b.told) ? 1 : -1));
}

function postLine(post) {
  const when = post.date ? dateWord(post.date) : post.told && t("told_on", { date: dateWord(post.told) });
  const words = [h("span", { class: "relation strong", lang: "id" }, post.role), post.status && h("span", { class: "soft" }, statusWord(post.status)), doubtOf(post.modality), when && h("span", { class: "soft" }, when)];
  return h("li", null, opening(words, post.statements.length, () => statementCards(post.statements)),
    post.holder ? nodeButton(post.holder) : post.holderLabel && h("span", { class: "soft", lang: "id" }, post.holderLabel));
}

function quoteCard(quote) {
  const text = quote.text.replace(/^["“”]+|["“”]+$/g, "");
  const at = quote.sentence.indexOf(quote.text);
  const before = [...quote.sentence.slice(0, Math.max(at, 0))].length;
  const whole = at >= 0 ? markedWords(quote.sentence, [[before, before + [...quote.text].length]]) : quote.form === "direct" ? `“${text}”` : text;
  const verb = quote.modality === "denied" ? t("denies") : quote.cue || t("says");
  return h("figure", { class: "said spoken-words" },
    h("figcaption", null, h("span", { class: "facts-line" }, h("b", { lang: quote.modality === "denied" ? null : "id" }, verb), quote.modality !== "asserted" && doubtOf(quote.modality), quote.cue && quote.modality === "denied" && h("i", { class: "soft", lang: "id" }, quote.cue))),
    h("blockquote", { lang: "id" }, whole),
    h("figcaption", null, articleLine(quote.article), h("span", { class: "facts-line" }, h("span", { class: "soft" }, t(quote.form === "direct" ? "form_direct" : "form_indirect")), sureness(quote.confidence))));
}

const quotes = (node) => {
  const list = [...node.quotes].sort((a, b) => (a.article.date < b.article.date ? 1 : -1));
  return list.length > 0 && section("quotes", list.slice(0, 8).map(quoteCard), list.length > 8 && opening([h("span", null, t("more", { n: list.length - 8 }))], list.length - 8, () => list.slice(8).map(quoteCard)));
};

function articlesOf(node) {
  const found = new Set(node.edges.flatMap(edgeArticles));
  node.quotes.forEach((quote) => quote.article.id && found.add(quote.article));
  postsOf(node).forEach((post) => post.statements.forEach((said) => said.article.id && found.add(said.article)));
  const list = [...found].sort((a, b) => (a.date < b.date ? 1 : -1));
  return list.length > 0 && section("articles", h("ul", { class: "plain-list" }, list.slice(0, 40).map((article) => h("li", null, articleLine(article)))));
}

function grouped(node) {
  /** @type {Record<string, Fact[]>} */
  const groups = { accusations: [], events: [], places: [], members: [], related: [] };
  for (const edge of node.edges) {
    const other = otherEnd(edge, node);
    if (isDisputed(edge)) groups.accusations.push(edge);
    else if (isPost(edge)) {
      if (node.type !== "PER") groups.members.push(edge);
    } else if (node.type === "EVT") groups[isPlace(other) ? "places" : other.type === "PER" ? "members" : "related"].push(edge);
    else if (other.type === "EVT") groups.events.push(edge);
    else groups[isPlace(other) ? "places" : "related"].push(edge);
  }
  const day = (edge) => newestDay(otherEnd(edge, node)) || "0";
  groups.events.sort((a, b) => (day(a) < day(b) ? 1 : -1));
  groups.accusations.sort((a, b) => (whenWord(a) < whenWord(b) ? 1 : -1));
  return groups;
}

const host = (url) => new URL(url).hostname.replace(/^www\./, "");
const MANY = 25;
const listed = (key, edges, node) => edges.length > 0 && section(key, factList(edges.slice(0, MANY), node),
  edges.length > MANY && opening([h("span", null, t("more", { n: edges.length - MANY }))], edges.slice(MANY).reduce((sum, edge) => sum + edge.raw.length, 0), () => factList(edges.slice(MANY), node)));

export function dossier(node) {
  const groups = grouped(node);
  const links = node.links.map(safeUrl).filter(Boolean).map((url) => linkTo(url, host(url)));
  const posts = joinedPosts(node);
  const aliases = trustedAliases(node);
  const held = node.type === "PER" && !posts.length ? node.edges.filter((edge) => isPost(edge) && !isDisputed(edge)) : [];
  const story = node.type === "EVT" ? headline(node) : null;
  return [
    h("header", { class: "who" },
      h("p", { class: "kicker" }, glyph(node, 14), typeWord(node.type), node.kind && [" · ", kindWord(node.kind)], node.date && [" · ", dateWord(node.date)]),
      h("h2", { lang: "id", tabindex: "-1", id: "reading" }, nameOf(node)),
      aliases.length > 0 && h("p", { class: "soft" }, t("aliases"), " ", h("span", { lang: "id" }, aliases.slice(0, 6).join(", "))),
      h("p", { class: "soft tally" }, t("n_facts", { n: node.edges.length }), " · ", t("n_articles", { n: node.articles }), links.map((link) => [" · ", link]))),
    story && h("figure", { class: "said lead" }, h("blockquote", { lang: "id" }, markedWords(story.sentence, story.marks)), h("figcaption", null, articleLine(story.article), doubtOf(story.modality))),
    posts.length > 0 && section("posts", h("ul", { class: "facts" }, posts.map(postLine))),
    held.length > 0 && section("posts", factList(held, node)),
    groups.accusations.length > 0 && section("accusations", h("p", { class: "soft note" }, t("accusations_note")), h("ul", { class: "facts" }, groups.accusations.map((edge) => accusation(edge, node)))),
    ["events", "members", "related", "places"].map((key) => listed(key, groups[key], node)),
    quotes(node),
    articlesOf(node),
    nodeActions(node),
  ];
}
