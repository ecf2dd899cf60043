"use strict";
// The sentence that says a fact, with its words marked and its article named.
(() => {
  /** The sentence as text and mark elements; offsets count Unicode characters, as the articles' offsets do. */
  KG.marked = (sentence, marks) => {
    const letters = [...sentence];
    const out = [];
    let at = 0;
    for (const [start, end] of marks) {
      if (end <= at) continue;
      const from = Math.max(start, at);
      if (from > at) out.push(letters.slice(at, from).join(""));
      out.push(KG.h("mark", null, letters.slice(from, end).join("")));
      at = end;
    }
    out.push(letters.slice(at).join(""));
    return out;
  };

  const sure = (share) =>
    KG.h("span", { class: "sure" },
      KG.s("svg", { viewBox: "0 0 40 4", width: 40, height: 4, "aria-hidden": "true" }, KG.s("rect", { width: 40, height: 4, rx: 2, class: "rest" }), KG.s("rect", { width: Math.round(share * 40), height: 4, rx: 2, class: "chosen" })),
      KG.t("confidence_short", { n: KG.percent(share) }));
  KG.sure = sure;

  KG.doubt = (modality) => (modality === "asserted" ? null : KG.h("span", { class: "doubt doubt-" + modality.replace(/\W/g, "") }, KG.modalityWord(modality)));

  /** "Title — outlet, date", the title linked when the article has an address. */
  KG.articleLine = (article) =>
    KG.h("span", { class: "article" },
      KG.link(article.url, article.title || article.id || KG.t("no_title"), { lang: "id", class: "article-title" }),
      KG.h("span", { class: "soft" }, [article.outlet, article.date && KG.dateWord(article.date)].filter(Boolean).map((words) => [" · ", KG.h("span", null, words)])));

  /** One statement as a figure: quotation, article, how sure. */
  KG.statementCard = (said) =>
    KG.h("figure", { class: "said" },
      KG.h("blockquote", { lang: "id" }, KG.marked(said.sentence, said.marks || [])),
      KG.h("figcaption", null, KG.articleLine(said.article), KG.h("span", { class: "facts-line" }, KG.doubt(said.modality || "asserted"), sure(said.confidence))));

  KG.statementCards = (statements) =>
    statements.length ? statements.map(KG.statementCard) : KG.h("p", { class: "soft" }, KG.t("no_sentence"));

  /** A button with an entity's glyph and name that opens it. */
  KG.nodeButton = (node) =>
    KG.button([KG.glyph(node), KG.h("span", { class: "name", lang: "id" }, node.label)], () => KG.go(node), { class: "entity" });

  /** Open an entity or fact wherever the reader is, and bring it into view. */
  KG.go = (item) => {
    KG.reveal(KG.isEdge(item) ? item.source : item);
    if (KG.isEdge(item)) KG.reveal(item.target);
    KG.set({ path: null });
    KG.select(item);
    if (KG.isEdge(item)) KG.frame([item.source, item.target]);
    else KG.centreOn(item);
  };
})();
