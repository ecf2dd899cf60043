// The same entities and facts as real tables: sorted by a click on a heading, searched, a page at a time.
import { statementsOf } from "./data.js";
import { button, byId, h, plainText, put } from "./dom.js";
import { nodeButton, open } from "./evidence.js";
import { visible } from "./filter.js";
import { dateWord, edgeLang, edgeWord, kindWord, language, modalityWord, numberWord, percent, t, typeWord } from "./words.js";

const PAGE = 100;
const text = (value) => value;
const name = (node) => nodeButton(node);

const TABLES = {
  entities: {
    heading: "table_entities",
    rows: () => visible.nodes,
    open: (node) => node,
    columns: [
      ["col_name", (n) => n.label, (n) => name(n)],
      ["col_type", (n) => typeWord(n.type) + (n.kind ? ": " + kindWord(n.kind) : ""), text],
      ["col_aliases", (n) => n.aliases.join(", "), text, "id"],
      ["col_facts", (n) => n.edges.length, text],
      ["col_articles", (n) => n.articles, text],
      ["col_date", (n) => n.date, (n, value) => value && dateWord(value)],
    ],
  },
  facts: {
    heading: "table_facts",
    rows: () => visible.edges,
    columns: [
      ["col_source", (e) => e.source.label, (e) => name(e.source)],
      ["col_relation", (e) => edgeWord(e), (e, value) => button(value, () => open(e), { class: "fact-link", lang: edgeLang(e) })],
      ["col_target", (e) => e.target.label, (e) => name(e.target)],
      ["col_modality", (e) => modalityWord(e.modality), text],
      ["col_date", (e) => e.date, (e, value) => value && dateWord(value)],
      ["col_confidence", (e) => e.confidence, (e, value) => percent(value) + "%"],
      ["col_sentence", (e) => (e.raw.length ? statementsOf(e)[0].sentence : ""), text, "id"],
    ],
  },
};
const settings = { entities: { sort: -1, up: true, at: 0 }, facts: { sort: -1, up: true, at: 0 } };
let shown = "entities";
let wanted = "";

function rows(key) {
  const table = TABLES[key];
  const { sort, up } = settings[key];
  const parts = plainText(wanted.trim()).split(/\s+/).filter(Boolean);
  let found = table.rows();
  if (parts.length) found = found.filter((item) => {
    const line = plainText(table.columns.map(([, value]) => value(item)).join(" "));
    return parts.every((part) => line.includes(part));
  });
  if (sort < 0) return [...found].sort((a, b) => (a.rank ?? a.source.rank + a.target.rank) - (b.rank ?? b.source.rank + b.target.rank));
  const value = table.columns[sort][1];
  const keyed = found.map((item) => [value(item), item]);
  const collate = new Intl.Collator(language(), { numeric: true }).compare;
  keyed.sort(([a], [b]) => (typeof a === "number" ? a - b : a === "" || b === "" ? (a === "") - (b === "") : collate(a, b)) * (up ? 1 : -1));
  return keyed.map(([, item]) => item);
}

function head(key) {
  return h("thead", null, h("tr", null, TABLES[key].columns.map(([label], i) => {
    const { sort, up } = settings[key];
    const sorted = sort === i ? (up ? "ascending" : "descending") : "none";
    const act = () => {
      settings[key] = { sort: i, up: sort === i ? !up : true, at: 0 };
      fill();
      byId("view-table").querySelectorAll("th button")[i].focus();
    };
    return h("th", { scope: "col", "aria-sort": sorted }, button([t(label), h("span", { "aria-hidden": "true", class: "arrow" }, sort !== i ? "↕" : up ? "↑" : "↓")], act, { title: t("table_sort", { name: t(label) }) }));
  })));
}

const body = (key, items) => h("tbody", null, items.map((item) =>
  h("tr", null, TABLES[key].columns.map(([label, value, show, lang]) => h("td", { lang, class: label }, show === text ? value(item) : show(item, value(item)))))));

let box = null;
function fill() {
  const found = rows(shown);
  const mine = settings[shown];
  mine.at = Math.min(mine.at, Math.max(0, Math.floor((found.length - 1) / PAGE) * PAGE));
  const page = found.slice(mine.at, mine.at + PAGE);
  const turn = (key, step, off) => button(t(key), () => {
    mine.at += step;
    fill();
    byId("view-table").scrollTop = 0;
  }, { class: "act", disabled: off });
  const where = t("table_page", { a: found.length ? mine.at + 1 : 0, b: mine.at + page.length, n: found.length });
  put(box,
    h("div", { class: "table-wrap" }, h("table", { class: "grid" }, h("caption", { class: "spoken" }, t(TABLES[shown].heading)), head(shown), body(shown, page))),
    !found.length && h("p", { class: "soft" }, t("table_none")),
    h("div", { class: "pager" }, h("p", { class: "soft", role: "status" }, where), found.length > PAGE && [turn("table_prev", -PAGE, mine.at === 0), turn("table_next", PAGE, mine.at + PAGE >= found.length)]));
}

export const drawTable = () => {
  box = h("div");
  const search = h("input", { type: "search", id: "table-search", value: wanted, placeholder: t("table_search"), "aria-label": t("table_search"), on: { input: () => {
    wanted = search.value;
    settings[shown].at = 0;
    fill();
  } } });
  const tabs = Object.keys(TABLES).map((key) => button(`${t(TABLES[key].heading)} ${numberWord(TABLES[key].rows().length)}`, () => {
    shown = key;
    drawTable();
    byId("view-table").querySelector(`[data-table=${key}]`).focus();
  }, { class: "step", "aria-pressed": String(shown === key), "data-table": key }));
  put(byId("view-table"), h("div", { class: "column-page wide" }, h("h2", { class: "spoken" }, t("view_table")), h("div", { class: "table-bar" }, h("div", { class: "depths", role: "group", "aria-label": t("view_table") }, tabs), search), box));
  fill();
};
export const tableRows = (key) => rows(key);
