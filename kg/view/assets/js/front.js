// The front page: what the articles tell, for somebody who has not asked anything yet.
import { allArticles, allEdges, allNodes, byRank, evidenceCount, pageMeta, pageTitle, postsOf, statementsOf, toldOn } from "./data.js";
import { button, h } from "./dom.js";
import { articleLine, doubtOf, markedWords, nodeButton } from "./evidence.js";
import { accusation, section } from "./dossier.js";
import { visible } from "./filter.js";
import { headline, isDisputed, joined, newestDay } from "./names.js";
import { pathBox } from "./path.js";
import { change } from "./state.js";
import { dateWord, kindWord, t } from "./words.js";

const RECENT = 24; // among so many newest events the front page chooses
const shown = (node) => visible.nodeSet.has(node);

function newestEvents(most) {
  const events = allNodes.filter((node) => node.type === "EVT" && shown(node) && node.edges.length > 1 && !node.edges.some(isDisputed)); // those stand below, with their status words
  const today = pageMeta.until || "9999";
  // What is still to come is not news yet: it stands after what has happened.
  /** @returns {[number, string]} */
  const order = (node) => {
    const day = newestDay(node);
    const plain = node.edges.some((edge) => edge.modality === "asserted");
    return [plain && day && day <= today ? 1 : 0, day];
  };
  const dated = events.map((node) => ({ node, order: order(node) })).sort((a, b) => b.order[0] - a.order[0] || (a.order[1] < b.order[1] ? 1 : a.order[1] > b.order[1] ? -1 : a.node.rank - b.node.rank));
  const told = (long) => {
    const used = new Set();
    const found = [];
    for (const { node } of dated) {
      const story = headline(node);
      if (!story || used.has(story.article.id) || story.sentence.length > 420 || story.sentence.length < long) continue; // one event an article, or one story fills the page
      used.add(story.article.id);
      found.push({ node, story, weight: evidenceCount(node) });
      if (found.length === RECENT) break;
    }
    // Of the newest, those that most is told of; in order of time.
    const kept = new Set([...found].sort((a, b) => b.weight - a.weight).slice(0, most));
    return found.filter((each) => kept.has(each));
  };
  const found = told(50);
  return found.length ? found : told(1);
}

function eventCard({ node, story }) {
  const names = [...joined(node, "PER", "ORG").slice(0, 3), ...joined(node, "GPE", "LOC").slice(0, 1)];
  return h("article", { class: "news" },
    h("p", { class: "kicker" }, h("time", null, dateWord(newestDay(node))), " · ", node.kind && kindWord(node.kind), " ", doubtOf(story.modality)),
    h("blockquote", { lang: "id" }, markedWords(story.sentence, [])),
    h("p", { class: "names" }, [node, ...names].map(nodeButton)),
    h("p", { class: "source" }, articleLine(story.article)));
}

/** Accusations and denials, the newest first, each pair of ends once. */
function disputed(most) {
  const seen = new Set();
  return allEdges
    .filter((edge) => visible.edgeSet.has(edge) && isDisputed(edge) && edge.raw.length)
    .map((edge) => ({ edge, day: toldOn(edge) }))
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.edge.confidence - a.edge.confidence))
    .filter(({ edge }) => {
      const key = statementsOf(edge)[0].sentence;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, most)
    .map(({ edge }) => edge);
}

const denials = (most) => allNodes.flatMap((node) => (shown(node) ? node.quotes.filter((quote) => quote.modality === "denied") : []))
  .sort((a, b) => (a.article.date < b.article.date ? 1 : -1)).slice(0, most);

const denial = (quote) => h("li", { class: "accusation" },
  h("p", { class: "facts-line" }, nodeButton(quote.speaker), doubtOf("denied"), h("b", null, t("denies"))),
  h("figure", { class: "said" }, h("blockquote", { lang: "id" }, quote.sentence || quote.text), h("figcaption", null, articleLine(quote.article))));

function personLine(node) {
  const order = ["current", "acting", "elect", "candidate", "", "former"];
  const post = postsOf(node).filter((each) => each.modality === "asserted").sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.statements.length - a.statements.length)[0];
  const words = post && [post.status === "former" && t("status_former") + " ", post.role, post.holderLabel && `, ${post.holderLabel}`];
  return h("li", null, nodeButton(node), h("span", { class: "soft" }, words ? h("span", { lang: "id" }, words) : null, " ", h("span", { class: "count" }, t("n_sentences", { n: evidenceCount(node) }))));
}
const countLine = (node) => h("li", null, nodeButton(node), h("span", { class: "soft count" }, t("n_facts", { n: node.edges.length })));
const best = (types, most, test = (/** @type {any} */ node) => Boolean(node)) => byRank.filter((node) => types.includes(node.type) && shown(node) && node.edges.length && test(node)).slice(0, most);

/** People with a post first, the more sentences speak of them the sooner. */
function people(most) {
  const weight = (node) => evidenceCount(node) * (postsOf(node).some((post) => post.modality === "asserted") ? 2 : 1);
  return best(["PER"], 80).map((node) => ({ node, weight: weight(node) })).sort((a, b) => b.weight - a.weight || a.node.rank - b.node.rank).slice(0, most).map((each) => each.node);
}

/** The title; of a place and a period the period in smaller letters below. */
function parts() {
  const { place } = pageMeta;
  const rest = place && pageTitle.startsWith(`${place}, `) ? pageTitle.slice(place.length + 2) : "";
  return rest ? [place, " ", h("span", { class: "period" }, rest)] : pageTitle;
}

function masthead() {
  const outlets = new Set(allArticles.map((article) => article.outlet).filter(Boolean));
  const total = allNodes.length + pageMeta.omitted_nodes;
  return h("header", { class: "masthead" },
    h("h2", { tabindex: "-1", id: "reading" }, parts()),
    h("p", { class: "soft" }, [t("n_articles", { n: pageMeta.articles || allArticles.length }), outlets.size > 1 ? t("n_outlets", { n: outlets.size }) : [...outlets][0], t("n_entities", { n: total }), t("n_facts", { n: allEdges.length + pageMeta.omitted_edges })].filter(Boolean).join(" · ")),
    h("p", { class: "promise" }, t("promise")));
}

const list = (key, nodes, line) => nodes.length > 0 && section(key, h("ul", { class: "short-list" }, nodes.map(line)));

export function frontPage() {
  const news = newestEvents(5);
  const claims = disputed(5);
  const denied = denials(3);
  const loose = allNodes.filter((node) => node.turn < 0 && shown(node)).length;
  return h("div", { class: "front" },
    masthead(),
    news.length > 0 && section("news", h("div", { class: "news-list" }, news.map(eventCard)), button(t("all_events"), () => change({ view: "timeline" }), { class: "quiet" })),
    claims.length + denied.length > 0 && section("disputed", h("p", { class: "soft note" }, t("accusations_note")), h("ul", { class: "facts" }, denied.map(denial), claims.map((edge) => accusation(edge)))),
    h("div", { class: "columns" }, list("people", people(8), personLine), h("div", null, list("bodies", best(["ORG"], 7, (node) => !node.hub), countLine), list("places", best(["GPE", "LOC"], 7, (node) => !node.hub), countLine))),
    pathBox().box,
    loose > 0 && h("p", { class: "soft loose" }, t("loose", { n: loose }), " ", button(t("loose_show"), () => change({ view: "table" }), { class: "quiet" })));
}
