"use strict";
// The same entities and facts as real tables: sorted by a click on a heading, searched, a page at a time.
(() => {
  const PAGE = 100;
  const text = (value) => value;
  const name = (node) => KG.nodeButton(node);

  const TABLES = {
    entities: {
      heading: "table_entities",
      rows: () => KG.shown.nodes,
      open: (node) => node,
      columns: [
        ["col_name", (n) => n.label, (n) => name(n)],
        ["col_type", (n) => KG.typeWord(n.type) + (n.kind ? ": " + KG.kindWord(n.kind) : ""), text],
        ["col_aliases", (n) => n.aliases.join(", "), text, "id"],
        ["col_facts", (n) => n.edges.length, text],
        ["col_articles", (n) => n.articles, text],
        ["col_date", (n) => n.date, (n, value) => value && KG.dateWord(value)],
      ],
    },
    facts: {
      heading: "table_facts",
      rows: () => KG.shown.edges,
      columns: [
        ["col_source", (e) => e.source.label, (e) => name(e.source)],
        ["col_relation", (e) => KG.edgeWord(e), (e, value) => KG.button(value, () => KG.go(e), { class: "fact-link", lang: KG.edgeLang(e) })],
        ["col_target", (e) => e.target.label, (e) => name(e.target)],
        ["col_modality", (e) => KG.modalityWord(e.modality), text],
        ["col_date", (e) => e.date, (e, value) => value && KG.dateWord(value)],
        ["col_confidence", (e) => e.confidence, (e, value) => KG.percent(value) + "%"],
        ["col_sentence", (e) => (e.raw.length ? KG.statements(e)[0].sentence : ""), text, "id"],
      ],
    },
  };
  const settings = { entities: { sort: -1, up: true, at: 0 }, facts: { sort: -1, up: true, at: 0 } };
  let shown = "entities";
  let wanted = "";

  function rows(key) {
    const table = TABLES[key];
    const { sort, up } = settings[key];
    const parts = KG.fold(wanted.trim()).split(/\s+/).filter(Boolean);
    let found = table.rows();
    if (parts.length) found = found.filter((item) => {
      const line = KG.fold(table.columns.map(([, value]) => value(item)).join(" "));
      return parts.every((part) => line.includes(part));
    });
    if (sort < 0) return [...found].sort((a, b) => (a.rank ?? a.source.rank + a.target.rank) - (b.rank ?? b.source.rank + b.target.rank));
    const value = table.columns[sort][1];
    const keyed = found.map((item) => [value(item), item]);
    const collate = new Intl.Collator(KG.lang(), { numeric: true }).compare;
    keyed.sort(([a], [b]) => (typeof a === "number" ? a - b : a === "" || b === "" ? (a === "") - (b === "") : collate(a, b)) * (up ? 1 : -1));
    return keyed.map(([, item]) => item);
  }

  function head(key) {
    return KG.h("thead", null, KG.h("tr", null, TABLES[key].columns.map(([label], i) => {
      const { sort, up } = settings[key];
      const sorted = sort === i ? (up ? "ascending" : "descending") : "none";
      const act = () => {
        settings[key] = { sort: i, up: sort === i ? !up : true, at: 0 };
        fill();
        KG.$("view-table").querySelectorAll("th button")[i].focus();
      };
      return KG.h("th", { scope: "col", "aria-sort": sorted }, KG.button([KG.t(label), KG.h("span", { "aria-hidden": "true", class: "arrow" }, sort !== i ? "↕" : up ? "↑" : "↓")], act, { title: KG.t("table_sort", { name: KG.t(label) }) }));
    })));
  }

  const body = (key, items) => KG.h("tbody", null, items.map((item) =>
    KG.h("tr", null, TABLES[key].columns.map(([label, value, show, lang]) => KG.h("td", { lang, class: label }, show === text ? value(item) : show(item, value(item)))))));

  let box = null;
  function fill() {
    const found = rows(shown);
    const mine = settings[shown];
    mine.at = Math.min(mine.at, Math.max(0, Math.floor((found.length - 1) / PAGE) * PAGE));
    const page = found.slice(mine.at, mine.at + PAGE);
    const turn = (key, step, off) => KG.button(KG.t(key), () => {
      mine.at += step;
      fill();
      KG.$("view-table").scrollTop = 0;
    }, { class: "act", disabled: off });
    const where = KG.t("table_page", { a: found.length ? mine.at + 1 : 0, b: mine.at + page.length, n: found.length });
    KG.put(box,
      KG.h("div", { class: "table-wrap" }, KG.h("table", { class: "grid" }, KG.h("caption", { class: "spoken" }, KG.t(TABLES[shown].heading)), head(shown), body(shown, page))),
      !found.length && KG.h("p", { class: "soft" }, KG.t("table_none")),
      KG.h("div", { class: "pager" }, KG.h("p", { class: "soft", role: "status" }, where), found.length > PAGE && [turn("table_prev", -PAGE, mine.at === 0), turn("table_next", PAGE, mine.at + PAGE >= found.length)]));
  }

  KG.drawTable = () => {
    box = KG.h("div");
    const search = KG.h("input", { type: "search", id: "table-search", value: wanted, placeholder: KG.t("table_search"), "aria-label": KG.t("table_search"), on: { input: () => {
      wanted = search.value;
      settings[shown].at = 0;
      fill();
    } } });
    const tabs = Object.keys(TABLES).map((key) => KG.button(`${KG.t(TABLES[key].heading)} ${KG.number(TABLES[key].rows().length)}`, () => {
      shown = key;
      KG.drawTable();
      KG.$("view-table").querySelector(`[data-table=${key}]`).focus();
    }, { class: "step", "aria-pressed": String(shown === key), "data-table": key }));
    KG.put(KG.$("view-table"), KG.h("div", { class: "column-page wide" }, KG.h("h2", { class: "spoken" }, KG.t("view_table")), KG.h("div", { class: "table-bar" }, KG.h("div", { class: "depths", role: "group", "aria-label": KG.t("view_table") }, tabs), search), box));
    fill();
  };
  KG.tableRows = (key) => rows(key);
})();
