// The sentence that says a fact, with its words marked and its article named.
import { button, h, linkTo, svg } from "./dom.js";
import { centreOn, frameNodes } from "./camera.js";
import { reveal } from "./folding.js";
import { neighboursOf, visible } from "./filter.js";
import { mannerOf, mannerWord, nameOf } from "./names.js";
import { glyph } from "./picker.js";
import { change, isEdge, isPhone } from "./state.js";
import { dateWord, modalityWord, percent, t } from "./words.js";

/** The sentence as text and mark elements; offsets count Unicode characters, as the articles' offsets do. */
export const markedWords = (sentence, marks) => {
  const letters = [...sentence];
  const out = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) out.push(letters.slice(at, from).join(""));
    out.push(h("mark", null, letters.slice(from, end).join("")));
    at = end;
  }
  out.push(letters.slice(at).join(""));
  return out;
};

export const sureness = (share) =>
  h("span", { class: "sure" },
    svg("svg", { viewBox: "0 0 40 4", width: 40, height: 4, "aria-hidden": "true" }, svg("rect", { width: 40, height: 4, rx: 2, class: "rest" }), svg("rect", { width: Math.round(share * 40), height: 4, rx: 2, class: "chosen" })),
    t("confidence_short", { n: percent(share) }));

/** A word for a manner that is not plain assertion. */
const chip = (manner, words) => (manner === "asserted" ? null : h("span", { class: "doubt doubt-" + manner.replace(/\W/g, "") }, words));
export const doubtOf = (modality) => chip(modality, modalityWord(modality));
export const doubt = (edge) => chip(mannerOf(edge), mannerWord(edge));

/** "Title — outlet, date", the title linked when the article has an address. */
export const articleLine = (article) =>
  h("span", { class: "article" },
    linkTo(article.url, article.title || article.id || t("no_title"), { lang: "id", class: "article-title" }),
    h("span", { class: "soft" }, [article.outlet, article.date && dateWord(article.date)].filter(Boolean).map((words) => [" · ", h("span", null, words)])));

/** One statement as a figure: quotation, article, how sure. */
const statementCard = (said) =>
  h("figure", { class: "said" },
    h("blockquote", { lang: "id" }, markedWords(said.sentence, said.marks || [])),
    h("figcaption", null, articleLine(said.article), h("span", { class: "facts-line" }, doubtOf(said.modality || "asserted"), sureness(said.confidence))));

export const statementCards = (statements) =>
  statements.length ? statements.map(statementCard) : h("p", { class: "soft" }, t("no_sentence"));

/** A button with an entity's glyph and name that opens it. */
export const nodeButton = (node) =>
  button([glyph(node), h("span", { class: "name", lang: "id" }, nameOf(node))], () => open(node), { class: "entity" });

const SPARSE = 6;
/** Who has few neighbours is seen with theirs. */
const firstDepth = (item) => (!isEdge(item) && neighboursOf(item, SPARSE).length < SPARSE && !item.hub ? 2 : 1);

/** Open an entity or fact wherever the reader is, lay its surroundings out anew, and bring it into view. */
export const open = (item) => {
  const ends = isEdge(item) ? [item.source, item.target] : [item];
  ends.forEach(reveal);
  const there = isEdge(item) && visible.canvas.edgeSet.has(item);
  if (there) {
    change({ path: null, paths: [], selection: item });
    return frameNodes(ends);
  }
  change({ path: null, paths: [], selection: item, focus: { nodes: ends, depth: firstDepth(item) }, extra: new Set() });
  return isPhone() ? centreOn(ends[0], false) : undefined; // elsewhere the new places fit the canvas
};
