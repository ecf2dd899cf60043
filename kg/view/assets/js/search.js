// A search over everything in the page: entities by every name, posts, events, words said, articles, and the names that
// only the store has.
import { allArticles, allNodes, allQuotes, byRank, foldedNames, others, postsOf } from "./data.js";
import { plainText } from "./dom.js";

/** @typedef {{ kind: "entity" | "post" | "quote" | "article" | "other" | "path", node?: any, to?: any, words: string, more?: string, article?: any, type?: string }} Hit */

/** Entities whose names fit the words, best first: whole name, start of a name, start of a word, anywhere in a name. */
export const searchNodes = (words, limit = 12) => {
  const wanted = plainText(words.trim());
  if (!wanted) return { found: [], total: 0 };
  const parts = wanted.split(/\s+/);
  const hits = [];
  for (const node of byRank) {
    let best = 9;
    for (const name of foldedNames(node)) {
      if (name === wanted) best = Math.min(best, 0);
      else if (name.startsWith(wanted)) best = Math.min(best, 1);
      else if (name.includes(" " + wanted)) best = Math.min(best, 2);
      else if (name.includes(wanted)) best = Math.min(best, 3);
      else if (parts.length > 1 && parts.every((part) => name.includes(part))) best = Math.min(best, 4);
    }
    if (best < 9) hits.push({ best, node });
  }
  hits.sort((a, b) => a.best - b.best || a.node.rank - b.node.rank);
  return { found: hits.slice(0, limit).map((hit) => hit.node), total: hits.length };
};

// The folded texts are made when somebody first searches for them, not when the page opens.
/** @type {{ text: string, hit: Hit }[] | null} */
let posts = null;
/** @type {{ text: string, hit: Hit }[] | null} */
let quotes = null;
/** @type {{ text: string, hit: Hit }[] | null} */
let articles = null;
/** @type {{ text: string, hit: Hit }[] | null} */
let absent = null;
const entry = (text, hit) => ({ text: plainText(text), hit });

/** @returns {{ text: string, hit: Hit }[][]} */
function sources() {
  posts ||= allNodes.flatMap((node) => postsOf(node).map((post) =>
    entry(`${post.role} ${post.holderLabel} ${node.label}`, { kind: "post", node, words: node.label, more: [post.role, post.holderLabel].filter(Boolean).join(", ") })));
  quotes ||= allQuotes.map((quote) => entry(quote.text, { kind: "quote", node: quote.speaker, words: quote.speaker.label, more: quote.text }));
  articles ||= allArticles.map((article) => entry(`${article.title} ${article.outlet}`, { kind: "article", words: article.title || article.id, more: [article.outlet, article.date].filter(Boolean).join(", "), article }));
  absent ||= others.map((other) => entry([other.label, ...other.aliases].join(" | "), { kind: "other", words: other.label, type: other.type }));
  return [posts || [], quotes || [], articles || [], absent || []];
}

/** Everything that fits the words: {hits, total}; entities first, then posts, words said, articles, and what is not here.
 * Two names with `>` between them ask for the path from one to the other. @returns {{ hits: Hit[], total: number }} */
export const searchAll = (words, limit = 14) => {
  const wanted = plainText(words.trim());
  if (!wanted) return { hits: [], total: 0 };
  const ends = words.split(/\s*(?:->|→|>)\s*/).map((end) => searchNodes(end, 1).found[0]);
  if (ends.length === 2 && ends[0] && ends[1] && ends[0] !== ends[1]) return { hits: [{ kind: "path", node: ends[0], to: ends[1], words: `${ends[0].label} → ${ends[1].label}` }], total: 1 };
  const parts = wanted.split(/\s+/);
  const nodes = searchNodes(words, limit);
  /** @type {Hit[]} */
  const hits = nodes.found.map((node) => ({ kind: "entity", node, words: node.label }));
  let total = nodes.total;
  if (wanted.length < 3 && hits.length) return { hits, total };
  const known = new Set(hits.map((hit) => hit.node));
  for (const list of sources()) {
    let room = Math.max(limit - hits.length, 3);
    for (const { text, hit } of list) {
      if (!parts.every((part) => text.includes(part)) || (hit.kind === "post" && known.has(hit.node))) continue;
      total += 1;
      if (hit.kind === "post") known.add(hit.node);
      if (room > 0) hits.push(hit);
      room -= 1;
    }
  }
  return { hits, total };
};
