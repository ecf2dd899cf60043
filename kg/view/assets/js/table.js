// Everything that passes the filters as real tables, for readers: the sentence first and wide, columns to choose, a filter
// for each column, sorted by a click on a heading, saved as it stands.
import { allArticles, edgeArticles, statementsOf, toldOn } from "./data.js";
import { button, byId, h, linkTo, plainText, put } from "./dom.js";
import { doubt, nodeButton, open } from "./evidence.js";
import { saveCsv } from "./exports.js";
import { visible } from "./filter.js";
import { mannerOf, mannerWord, nameOf } from "./names.js";
import { dateWord, edgeLang, edgeWord, kindWord, language, numberWord, percent, t, typeWord } from "./words.js";

/** @typedef {{ key: string, value: (item: any) => string | number, show?: (item: any, value: any) => any, lang?: string, off?: boolean }} Column */

const PAGE = 100;
const day = (iso) => iso && dateWord(iso);

/** @type {Record<string, { heading: string, rows: () => any[], columns: Column[] }>} */
const TABLES = {
  facts: {
    heading: "table_facts",
    rows: () => visible.edges,
    columns: [
      { key: "col_sentence", value: (e) => (e.raw.length ? statementsOf(e)[0].sentence : ""), lang: "id" },
      { key: "col_source", value: (e) => e.source.label, show: (e) => nodeButton(e.source) },
      { key: "col_relation", value: (e) => edgeWord(e), show: (e, value) => button(value, () => open(e), { class: "fact-link", lang: edgeLang(e) }) },
      { key: "col_target", value: (e) => e.target.label, show: (e) => nodeButton(e.target) },
      { key: "col_modality", value: (e) => mannerWord(e), show: (e, value) => (mannerOf(e) === "asserted" ? value : doubt(e)) },
      { key: "col_told", value: (e) => toldOn(e), show: (e, value) => day(value) },
      { key: "col_date", value: (e) => e.date, show: (e, value) => day(value), off: true },
      { key: "col_outlet", value: (e) => [...new Set(edgeArticles(e).map((a) => a.outlet))].join(", "), off: true },
      { key: "col_confidence", value: (e) => e.confidence, show: (e, value) => percent(value) + "%", off: true },
    ],
  },
  entities: {
    heading: "table_entities",
    rows: () => visible.nodes,
    columns: [
      { key: "col_name", value: (n) => nameOf(n), show: (n) => nodeButton(n) },
      { key: "col_type", value: (n) => typeWord(n.type) + (n.kind ? ": " + kindWord(n.kind) : "") },
      { key: "col_aliases", value: (n) => n.aliases.join(", "), lang: "id" },
      { key: "col_facts", value: (n) => n.edges.length },
      { key: "col_articles", value: (n) => n.articles },
      { key: "col_date", value: (n) => n.date, show: (n, value) => day(value) },
    ],
  },
  articles: {
    heading: "articles",
    rows: () => allArticles,
    columns: [
      { key: "col_title", value: (a) => a.title || a.id, show: (a, value) => linkTo(a.url, value), lang: "id" },
      { key: "col_outlet", value: (a) => a.outlet },
      { key: "col_date", value: (a) => a.date, show: (a, value) => day(value) },
    ],
  },
};
/** @type {Record<string, { sort: number, up: boolean, at: number, off: Set<string>, wanted: Map<string, string> }>} */
const settings = Object.fromEntries(Object.entries(TABLES).map(([key, table]) => [key, { sort: -1, up: true, at: 0, off: new Set(table.columns.filter((column) => column.off).map((column) => column.key)), wanted: new Map() }]));
let shown = "facts";
let anywhere = "";

const columns = (key) => TABLES[key].columns.filter((column) => !settings[key].off.has(column.key));
const text = (column, item) => plainText(String(column.value(item)) + " " + (column.key.startsWith("col_date") || column.key === "col_told" ? day(column.value(item)) : ""));

export const tableRows = (key) => {
  const { sort, up, wanted } = settings[key];
  const all = TABLES[key].columns;
  const parts = plainText(anywhere.trim()).split(/\s+/).filter(Boolean);
  const tests = [...wanted].filter(([, words]) => words.trim()).map(([name, words]) => ({ column: all.find((column) => column.key === name), words: plainText(words.trim()) }));
  let found = TABLES[key].rows();
  if (tests.length) found = found.filter((item) => tests.every((test) => test.column && text(test.column, item).includes(test.words)));
  if (parts.length) found = found.filter((item) => {
    const line = all.map((column) => text(column, item)).join(" ");
    return parts.every((part) => line.includes(part));
  });
  if (sort < 0) return inOrder(key, found);
  const { value } = all[sort];
  const keyed = found.map((item) => ({ by: value(item), item }));
  const collate = new Intl.Collator(language(), { numeric: true }).compare;
  const order = (a, b) => (typeof a === "number" ? a - b : collate(a, b));
  keyed.sort((a, b) => (a.by === "" || b.by === "" ? Number(a.by === "") - Number(b.by === "") : order(a.by, b.by) * (up ? 1 : -1)));
  return keyed.map((each) => each.item);
};

/** Before anybody sorts: the newest first, entities by importance. */
function inOrder(key, found) {
  if (key === "entities") return [...found].sort((a, b) => a.rank - b.rank);
  const dated = found.map((item) => ({ item, day: key === "facts" ? toldOn(item) : item.date, rank: item.source ? item.source.rank + item.target.rank : 0 }));
  return dated.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.rank - b.rank)).map((each) => each.item);
}

function head(key) {
  const mine = settings[key];
  const heading = (column) => {
    const i = TABLES[key].columns.indexOf(column);
    const sorted = mine.sort === i ? (mine.up ? "ascending" : "descending") : "none";
    const newest = column.key === "col_told" || column.key === "col_date";
    const act = () => {
      Object.assign(mine, { sort: i, up: mine.sort === i ? !mine.up : !newest, at: 0 });
      fill();
      byId("view-table").querySelector(`th[data-column=${column.key}] button`).focus();
    };
    const filter = h("input", { type: "search", class: "narrow", value: mine.wanted.get(column.key) || "", "aria-label": t("column_filter", { name: t(column.key) }), placeholder: "⌕", on: { input: (event) => {
      mine.wanted.set(column.key, event.target.value);
      mine.at = 0;
      fillBody();
    } } });
    return h("th", { scope: "col", "aria-sort": sorted, "data-column": column.key }, button([t(column.key), h("span", { "aria-hidden": "true", class: "arrow" }, sorted === "none" ? "↕" : mine.up ? "↑" : "↓")], act, { title: t("table_sort", { name: t(column.key) }) }), filter);
  };
  return h("thead", null, h("tr", null, columns(key).map(heading)));
}

const cell = (column, item) => {
  const value = column.value(item);
  return h("td", { lang: column.lang, class: column.key, "data-label": t(column.key) }, column.show ? column.show(item, value) : value);
};

let body = /** @type {any} */ (null);
let foot = /** @type {any} */ (null);
let box = /** @type {any} */ (null);
function fillBody() {
  const found = tableRows(shown);
  const mine = settings[shown];
  mine.at = Math.min(mine.at, Math.max(0, Math.floor((found.length - 1) / PAGE) * PAGE));
  const page = found.slice(mine.at, mine.at + PAGE);
  const turn = (key, step, off) => button(t(key), () => {
    mine.at += step;
    fillBody();
    byId("view-table").scrollTop = 0;
  }, { class: "act", disabled: off });
  put(body, page.map((item) => h("tr", null, columns(shown).map((column) => cell(column, item)))));
  put(foot, !found.length && h("p", { class: "soft" }, t("table_none")),
    h("div", { class: "pager" }, h("p", { class: "soft", role: "status" }, t("table_page", { a: found.length ? mine.at + 1 : 0, b: mine.at + page.length, n: found.length })), found.length > PAGE && [turn("table_prev", -PAGE, mine.at === 0), turn("table_next", PAGE, mine.at + PAGE >= found.length)]));
}

function fill() {
  body = h("tbody");
  foot = h("div");
  put(box, h("div", { class: "table-wrap" }, h("table", { class: "grid grid-" + shown }, h("caption", { class: "spoken" }, t(TABLES[shown].heading)), head(shown), body)), foot);
  fillBody();
}

function chooser() {
  const mine = settings[shown];
  const choice = (column) => {
    const check = h("input", { type: "checkbox", checked: !mine.off.has(column.key), on: { change: () => {
      if (check.checked) mine.off.delete(column.key);
      else mine.off.add(column.key);
      fill();
    } } });
    return h("label", { class: "check" }, check, h("span", { class: "word" }, t(column.key)));
  };
  return h("details", { class: "chooser" }, h("summary", { class: "act" }, t("columns")), h("div", { class: "chooser-list" }, TABLES[shown].columns.map(choice)));
}

/** The table as it stands: the rows that pass, in their order, with the columns that are shown. */
function asItStands() {
  const chosen = columns(shown);
  saveCsv(shown, chosen.map((column) => t(column.key)), tableRows(shown).map((item) => chosen.map((column) => column.value(item))));
}

export const drawTable = () => {
  box = h("div");
  const search = h("input", { type: "search", id: "table-search", value: anywhere, placeholder: t("table_search"), "aria-label": t("table_search"), on: { input: () => {
    anywhere = search.value;
    settings[shown].at = 0;
    fillBody();
  } } });
  const tabs = Object.keys(TABLES).map((key) => button(`${t(TABLES[key].heading)} ${numberWord(TABLES[key].rows().length)}`, () => {
    shown = key;
    drawTable();
    byId("view-table").querySelector(`[data-table=${key}]`).focus();
  }, { class: "step", "aria-pressed": String(shown === key), "data-table": key }));
  put(byId("view-table"), h("div", { class: "column-page wide" }, h("h2", { class: "spoken" }, t("view_table")),
    h("div", { class: "table-bar" }, h("div", { class: "depths", role: "group", "aria-label": t("view_table") }, tabs), search, chooser(), button(t("save_table"), asItStands, { class: "act", id: "save-table" })), box));
  fill();
};
