// The column that is read: the front page, the file on one entity, the sentences behind one fact, or a path.
import { frameNodes } from "./camera.js";
import { edgeArticles, statementsOf } from "./data.js";
import { button, byId, h, icon, put, say } from "./dom.js";
import { dossier, openAll } from "./dossier.js";
import { doubt, nodeButton, statementCards, sureness } from "./evidence.js";
import { lookAway, refreshActions } from "./explore.js";
import { frontPage } from "./front.js";
import { canGoBack, goBack } from "./hash.js";
import { openSheet } from "./main.js";
import { lineWords, nameOf } from "./names.js";
import { pathFile } from "./path.js";
import { change, isEdge, listen, state } from "./state.js";
import { dateWord, edgeLang, edgeWord, statusWord, t, typeWord } from "./words.js";

function factFile(edge) {
  const statements = statementsOf(edge);
  return [
    h("header", { class: "who" },
      h("p", { class: "kicker" }, t("facts"), edge.date && [" · ", dateWord(edge.date)]),
      h("h2", { class: "sentence", tabindex: "-1", id: "reading" },
        nodeButton(edge.source), h("span", { class: "relation", lang: edgeLang(edge) }, edgeWord(edge), " ", doubt(edge)), nodeButton(edge.target)),
      h("p", { class: "facts-line" }, edge.status && h("span", { class: "soft" }, statusWord(edge.status)), sureness(edge.confidence)),
      h("p", { class: "soft tally" }, t("n_sentences", { n: statements.length }), " · ", t("n_articles", { n: edgeArticles(edge).length }))),
    h("section", { class: "part" }, statementCards(statements)),
  ];
}

function head() {
  const back = button("← " + t("back"), goBack, { class: "quiet", id: "back", hidden: !canGoBack() });
  const front = button(t("to_front"), () => closeReader(), { class: "quiet", id: "to-front" });
  const close = button(icon("close"), () => closeReader(), { class: "round close", "aria-label": t("close") });
  return h("div", { class: "panel-head" }, back, front, h("span", { class: "gap" }), close);
}

/** Close what is read: back to the front page and the first picture. */
export const closeReader = () => {
  change({ selection: null, path: null, paths: [], focus: null, extra: new Set() });
  openSheet("");
};

function read() {
  const { selection, path } = state;
  const panel = byId("reader");
  document.documentElement.dataset.reading = selection || path ? "file" : "front";
  const content = path ? pathFile(path) : !selection ? frontPage() : isEdge(selection) ? factFile(selection) : dossier(selection);
  put(panel, (selection || path) && head(), content);
  panel.scrollTop = 0;
}

function announce() {
  const item = state.selection;
  if (!item || state.path) return;
  if (isEdge(item)) say(t("selected_edge", { a: item.source.label, relation: lineWords(item), b: item.target.label, n: item.raw.length }));
  else say(t("selected", { label: nameOf(item), type: typeWord(item.type), n: item.edges.length }));
}

/** The way back from a look at a part to the first picture. */
function lookBar() {
  const bar = byId("look");
  bar.hidden = !state.focus && !state.path;
  put(bar, button("← " + t("first_picture"), lookAway, { class: "act" }));
}

export const startReader = () => {
  listen("selection", () => {
    read();
    announce();
    if (!state.selection && !state.path) return;
    openSheet("reader");
    const item = state.selection;
    if (item && matchMedia("(max-width: 900px)").matches) frameNodes(isEdge(item) ? [item.source, item.target] : [item], 0.8, 1, false); // above the sheet
  });
  listen("lang", read);
  listen("filter", () => {
    lookBar();
    if (state.selection && !state.path) refreshActions();
    else if (!state.path && !state.selection) read();
  });
  listen("lang", lookBar);
  window.addEventListener("beforeprint", () => openAll(byId("reader")));
  lookBar();
  read();
};
