// What to call things: an event by more than one bare word, a fact by its status, an event by the sentence that tells it.
import { edgeArticles, otherEnd, statementsOf, toldOn } from "./data.js";
import { plainText } from "./dom.js";
import { dateWord, edgeWord, modalityWord, t } from "./words.js";

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */

const TELLING = ["victim", "suspect", "target", "agent", "organizer", "winner", "participant", "topic", "beneficiary", "place"];

// In matters of a court nobody is named beside the event: only the accusations' own section does, with its status word.
const JUDICIAL = new Set(["arrest", "investigation", "trial", "verdict", "crime", "corruption"]);
const mayName = (node, other) => !JUDICIAL.has(node.kind) || other.type !== "PER";

/** An event's name; a bare word ("Pemeriksaan") gets the one it is about beside it. @param {Entity} node */
export const nameOf = (node) => {
  if (node.type !== "EVT" || node.label.trim().includes(" ")) return node.label;
  const about = node.edges
    .filter((edge) => edge.source === node && TELLING.includes(edge.relation) && !isAccusation(edge) && mayName(node, edge.target))
    .sort((a, b) => Number(a.target.hub) - Number(b.target.hub) || TELLING.indexOf(a.relation) - TELLING.indexOf(b.relation) || a.target.rank - b.target.rank)[0];
  return about ? `${node.label} · ${about.target.label}` : node.label;
};

/** Other names that are surely its own: they share a word with it, or are its initials. @param {Entity} node */
export const trustedAliases = (node) => {
  const wordsOf = (name) => plainText(name).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const own = new Set(wordsOf(node.label));
  const initials = node.label.split(/\s+/).map((word) => word[0]).join("").toLowerCase();
  const seen = new Set([plainText(node.label)]);
  return node.aliases.filter((alias) => {
    const plain = plainText(alias);
    const trusted = wordsOf(alias).some((word) => own.has(word)) || initials.includes(plain) || (/^[A-Z]{2,8}$/.test(alias) && node.type !== "PER");
    return trusted && alias.length <= node.label.length * 1.8 && !seen.has(plain) && seen.add(plain);
  });
};

const ACCUSING = new Set(["alleged", "charged", "convicted", "acquitted"]);
// Who investigates, judges, saw or suffered an alleged deed is not accused of it.
const BYSTANDING = new Set(["authority", "witness", "victim", "target", "place", "time", "topic"]);
/** Whether a fact says something about somebody that a court may have to decide. @param {Fact} edge */
export const isAccusation = (edge) => edge.relation === "suspect" || (ACCUSING.has(edge.modality) && !BYSTANDING.has(edge.relation));
/** An accusation or its denial. @param {Fact} edge */
export const isDisputed = (edge) => isAccusation(edge) || edge.modality === "denied";

/** How a fact is said, in a word; a suspect that the text states plainly is still only called one. @param {Fact} edge */
export const mannerWord = (edge) => (edge.relation === "suspect" && edge.modality === "asserted" ? t("called_suspect") : modalityWord(edge.modality));
/** The modality whose dash and colour a fact has. @param {Fact} edge */
export const mannerOf = (edge) => (edge.relation === "suspect" && edge.modality === "asserted" ? "alleged" : edge.modality);
/** A line's words: what it says, and how when not plainly. @param {Fact} edge */
export const lineWords = (edge) => (mannerOf(edge) === "asserted" ? edgeWord(edge) : `${edgeWord(edge)} (${mannerWord(edge)})`);

/** The sentence that tells most of an event's facts, with its article: {sentence, marks, article}; null without any. @param {Entity} node */
export const headline = (node) => {
  const told = new Map();
  for (const edge of node.edges) for (const said of statementsOf(edge)) {
    if (!said.sentence) continue;
    const known = told.get(said.sentence);
    if (known) known.count += 1;
    else told.set(said.sentence, { ...said, count: 1 });
  }
  return [...told.values()].sort((a, b) => b.count - a.count || (a.article.date < b.article.date ? 1 : -1))[0] || null;
};

/** The day by which an event is ordered: its own, else the newest article's that tells it. @param {Entity} node */
export const newestDay = (node) => node.date.split("/")[0] || node.edges.reduce((day, edge) => (toldOn(edge) > day ? toldOn(edge) : day), "");

/** Names of those an event joins, by kind of end. @param {Entity} node */
export const joined = (node, ...types) => {
  const found = new Set();
  for (const edge of node.edges) {
    const other = otherEnd(edge, node);
    if (types.includes(other.type) && !isAccusation(edge) && mayName(node, other)) found.add(other);
  }
  return [...found].sort((a, b) => a.rank - b.rank);
};

/** When a fact is from: its own time, else when an article told it. @param {Fact} edge */
export const whenWord = (edge) => {
  if (edge.date) return dateWord(edge.date);
  const day = edgeArticles(edge).reduce((best, article) => (article.date > best ? article.date : best), "");
  return day ? t("told_on", { date: dateWord(day) }) : "";
};
