"use strict";
// The right panel: the file on one entity, or the sentences behind one fact.
(() => {
  const section = (key, ...content) => KG.h("section", { class: "part" }, KG.h("h3", null, KG.t(key)), ...content);
  const byDate = (a, b) => (a.date || "9") < (b.date || "9") ? -1 : 1;

  /** A fact as a line that opens to its sentences. */
  function factLine(edge, node) {
    const other = KG.other(edge, node);
    const words = KG.h("span", { class: "fact-words" },
      KG.h("span", { class: "relation", lang: KG.edgeLang(edge) }, edge.target === node && edge.source.type !== "EVT" && edge.source !== node ? "← " : "", KG.edgeWord(edge)),
      edge.status && edge.status !== "current" && KG.h("span", { class: "soft" }, KG.statusWord(edge.status)),
      KG.doubt(edge.modality), edge.date && KG.h("span", { class: "soft" }, KG.dateWord(edge.date)));
    const body = KG.h("div", { class: "fact-body" });
    const details = KG.h("details", { class: "fact" }, KG.h("summary", null, words, KG.h("span", { class: "soft count" }, KG.t("n_sentences", { n: edge.raw.length }))), body);
    details.addEventListener("toggle", () => details.open && !body.firstChild && KG.put(body, KG.statementCards(KG.statements(edge))));
    return KG.h("li", null, KG.nodeButton(other), details);
  }

  const factList = (edges, node) => KG.h("ul", { class: "facts" }, edges.map((edge) => factLine(edge, node)));

  const isPost = (edge) => edge.relation === "position" || edge.relation === "holds_post_in";

  function grouped(node) {
    const groups = { events: [], places: [], members: [], related: [] };
    for (const edge of node.edges) {
      const other = KG.other(edge, node);
      const place = other.type === "GPE" || other.type === "LOC";
      if (isPost(edge)) {
        if (node.type !== "PER") groups.members.push(edge);
      } else if (node.type === "EVT") groups[place ? "places" : other.type === "PER" ? "members" : "related"].push(edge);
      else if (other.type === "EVT") groups.events.push(edge);
      else groups[place ? "places" : "related"].push(edge);
    }
    groups.events.sort((a, b) => byDate(KG.other(a, node), KG.other(b, node)));
    return groups;
  }

  function postLine(post) {
    const body = KG.h("div", { class: "fact-body" }, KG.statementCards(post.statements));
    return KG.h("li", null,
      KG.h("details", { class: "fact" },
        KG.h("summary", null, KG.h("span", { class: "fact-words" }, KG.h("span", { class: "relation strong", lang: "id" }, post.role), post.status && KG.h("span", { class: "soft" }, KG.statusWord(post.status))),
          KG.h("span", { class: "soft count" }, KG.t("n_sentences", { n: post.statements.length }))), body),
      post.holder ? KG.nodeButton(post.holder) : post.holderLabel && KG.h("span", { class: "soft", lang: "id" }, post.holderLabel));
  }

  function posts(node) {
    const order = ["current", "acting", "elect", "candidate", "former"];
    const found = KG.posts(node).sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
    return found.length > 0 && section("posts", KG.h("ul", { class: "facts" }, found.map(postLine)));
  }

  const quotes = (node) => node.quotes.length > 0 && section("quotes", node.quotes.map((quote) =>
    KG.h("figure", { class: "said spoken-words" },
      KG.h("blockquote", { lang: "id" }, quote.form === "direct" ? `“${quote.text.replace(/^["“]|["”]$/g, "")}”` : quote.text),
      KG.h("figcaption", null, KG.articleLine(quote.article),
        KG.h("span", { class: "facts-line" }, KG.h("span", { class: "soft" }, KG.t("form_" + (quote.form === "direct" ? "direct" : "indirect"))), quote.cue && KG.h("i", { class: "soft", lang: "id" }, quote.cue), KG.sure(quote.confidence))))));

  function articlesOf(node) {
    const found = new Set(node.edges.flatMap(KG.edgeArticles));
    node.quotes.forEach((quote) => quote.article.id && found.add(quote.article));
    KG.posts(node).forEach((post) => post.statements.forEach((said) => said.article.id && found.add(said.article)));
    const list = [...found].sort((a, b) => (a.date < b.date ? 1 : -1));
    return list.length > 0 && section("articles", KG.h("ul", { class: "plain-list" }, list.map((article) => KG.h("li", null, KG.articleLine(article)))));
  }

  const host = (url) => new URL(url).hostname.replace(/^www\./, "");
  const linksOf = (node) => node.links.map(KG.safeUrl).filter(Boolean).map((url) => KG.link(url, host(url)));

  function dossier(node) {
    const groups = grouped(node);
    const links = linksOf(node);
    const known = KG.posts(node).length > 0;
    const held = node.type === "PER" ? node.edges.filter(isPost) : [];
    return [
      KG.h("header", { class: "who" },
        KG.h("p", { class: "kicker" }, KG.glyph(node, 14), KG.typeWord(node.type), node.kind && [" · ", KG.kindWord(node.kind)], node.date && [" · ", KG.dateWord(node.date)]),
        KG.h("h2", { lang: "id", tabindex: "-1", id: "reading" }, node.label),
        node.aliases.length > 0 && KG.h("p", { class: "soft" }, KG.t("aliases"), " ", KG.h("span", { lang: "id" }, node.aliases.join(", "))),
        KG.h("p", { class: "soft tally" }, KG.t("n_facts", { n: node.edges.length }), " · ", KG.t("n_articles", { n: node.articles }), links.map((link) => [" · ", link]))),
      KG.actions(node),
      posts(node),
      !known && held.length > 0 && section("posts", factList(held, node)),
      ...["events", "members", "related", "places"].map((key) => groups[key].length > 0 && section(key, factList(groups[key], node))),
      quotes(node),
      articlesOf(node),
    ];
  }

  function factFile(edge) {
    const statements = KG.statements(edge);
    return [
      KG.h("header", { class: "who" },
        KG.h("p", { class: "kicker" }, KG.t("facts"), edge.date && [" · ", KG.dateWord(edge.date)]),
        KG.h("h2", { class: "sentence", tabindex: "-1", id: "reading" },
          KG.nodeButton(edge.source), KG.h("span", { class: "relation", lang: KG.edgeLang(edge) }, KG.edgeWord(edge)), KG.nodeButton(edge.target)),
        KG.h("p", { class: "facts-line" }, KG.doubt(edge.modality), edge.status && KG.h("span", { class: "soft" }, KG.statusWord(edge.status)), KG.sure(edge.confidence)),
        KG.h("p", { class: "soft tally" }, KG.t("n_sentences", { n: statements.length }), " · ", KG.t("n_articles", { n: KG.edgeArticles(edge).length }))),
      KG.h("section", { class: "part" }, KG.statementCards(statements)),
    ];
  }

  const welcome = () => [
    KG.h("div", { class: "welcome" }, KG.h("h2", { tabindex: "-1", id: "reading" }, KG.t("empty_title")), KG.h("p", null, KG.t("empty_text"))),
    section("empty_top", KG.h("ul", { class: "plain-list" }, KG.byRank.slice(0, 8).map((node) => KG.h("li", null, KG.nodeButton(node))))),
    KG.pathBox(null),
  ];

  function head() {
    const back = KG.button("← " + KG.t("back"), () => {
      const trail = [...KG.state.trail];
      const item = trail.pop();
      KG.set({ trail, selection: item, path: null });
    }, { class: "quiet", hidden: !KG.state.trail.length });
    const close = KG.button(KG.icon("close"), KG.closeReader, { class: "round close", "aria-label": KG.t("close"), hidden: !KG.state.selection && !KG.state.path && !matchMedia("(max-width: 900px)").matches });
    return KG.h("div", { class: "panel-head", hidden: back.hidden && close.hidden }, back, KG.h("span", { class: "gap" }), close);
  }

  KG.closeReader = () => {
    KG.set({ selection: null, path: null });
    KG.sheet("");
  };

  function read() {
    const { selection, path } = KG.state;
    const panel = KG.$("reader");
    const content = path ? KG.pathFile(path) : !selection ? welcome() : KG.isEdge(selection) ? factFile(selection) : dossier(selection);
    KG.put(panel, head(), content);
    panel.scrollTop = 0;
  }

  function announce() {
    const item = KG.state.selection;
    if (!item || KG.state.path) return;
    if (KG.isEdge(item)) KG.say(KG.t("selected_edge", { a: item.source.label, relation: KG.edgeWord(item), b: item.target.label, n: item.raw.length }));
    else KG.say(KG.t("selected", { label: item.label, type: KG.typeWord(item.type), n: item.edges.length }));
  }

  KG.startReader = () => {
    KG.on("selection", () => {
      read();
      announce();
      if (KG.state.selection || KG.state.path) KG.sheet("reader");
    });
    KG.on("lang", read);
    KG.on("filter", () => KG.state.selection && !KG.state.path && KG.refreshActions());
    read();
  };
})();
