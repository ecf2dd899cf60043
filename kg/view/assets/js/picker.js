// A box to find something by any of its words, with suggestions that the keyboard can walk through.
import { edgeArticles, pageSettings } from "./data.js";
import { h, plainText, put, say, svg } from "./dom.js";
import { nameOf } from "./names.js";
import { searchAll, searchNodes } from "./search.js";
import { kindWord, t, typeWord } from "./words.js";

let serial = 0;

export const glyph = (node, size = 12) => {
  const shapes = {
    dot: svg("circle", { cx: 6, cy: 6, r: 5 }),
    square: svg("rect", { x: 1.5, y: 1.5, width: 9, height: 9, rx: 1 }),
    triangle: svg("path", { d: "M6 1 11.5 10.5H.5z" }),
    triangleDown: svg("path", { d: "M6 11 .5 1.5h11z" }),
    diamond: svg("path", { d: "M6 .5 11.5 6 6 11.5.5 6z" }),
    hexagon: svg("path", { d: "M3 1h6l3 5-3 5H3L0 6z" }),
    star: svg("path", { d: "M6 .5l1.6 3.7 4 .4-3 2.7.9 3.9L6 9.1l-3.5 2.1.9-3.9-3-2.7 4-.4z" }),
  };
  const type = typeof node === "string" ? node : node.type;
  const style = pageSettings.styles[type] || pageSettings.styles.PROD;
  return svg("svg", { viewBox: "0 0 12 12", width: size, height: size, class: "glyph type-" + type, "aria-hidden": "true" }, shapes[style[0]]);
};

const kindOf = (node) => typeWord(node.type) + (node.kind ? ", " + kindWord(node.kind) : "");

/** The entity that an article's hit opens: its best known one. */
const leadOf = (article, nodes) => nodes.find((node) => node.edges.some((edge) => edgeArticles(edge).includes(article))) || null;

function words(hit, wanted) {
  if (hit.kind === "entity") {
    const alias = plainText(hit.node.label).includes(wanted) ? "" : hit.node.aliases.find((name) => plainText(name).includes(wanted)) || "";
    return [glyph(hit.node), h("span", { class: "name", lang: "id" }, nameOf(hit.node), alias && h("small", null, " " + alias)), h("small", { class: "soft" }, kindOf(hit.node))];
  }
  const mark = hit.node ? glyph(hit.node) : hit.type ? glyph(hit.type) : h("span", { class: "glyph paper", "aria-hidden": "true" }, "¶");
  return [mark, h("span", { class: "name", lang: "id" }, hit.words, hit.more && h("small", null, " " + hit.more)), h("small", { class: "soft" }, t("hit_" + hit.kind))];
}

/** {element, set(node), value(), relabel()}: a labelled combobox; `chosen(hit or node)` is called when one is picked. */
export const picker = ({ label, placeholder, chosen, clear = false, only = "" }) => {
  const id = "picker" + (serial += 1);
  /** @type {any[]} */
  let found = [];
  let at = -1;
  /** @type {any} */
  let current = null;
  const list = h("ul", { class: "suggestions", id: id + "-list", role: "listbox", "aria-label": label(), hidden: true });
  const input = h("input", { type: "search", id, role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": id + "-list", "aria-autocomplete": "list", "aria-label": label(), placeholder: placeholder() });
  const element = h("div", { class: "picker" }, input, list);

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (hit) => {
    if (hit.kind === "other") return;
    current = hit.node || null;
    input.value = clear ? "" : hit.words;
    close();
    chosen(hit);
  };
  const mark = (next) => {
    at = found.length ? (next + found.length) % found.length : -1;
    const options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (!options[at]) return;
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const option = (hit, i) => {
    const item = h("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false", "aria-disabled": hit.kind === "other" ? "true" : null, class: "hit-" + hit.kind }, words(hit, plainText(input.value.trim())));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(hit);
    });
    return item;
  };
  const suggest = () => {
    const wanted = input.value;
    const nodes = only ? searchNodes(wanted) : null;
    const result = nodes ? { hits: nodes.found.map((node) => ({ kind: "entity", node, words: node.label })), total: nodes.total } : searchAll(wanted);
    found = result.hits;
    at = -1;
    input.removeAttribute("aria-activedescendant");
    if (!wanted.trim()) return close();
    put(list, found.map(option), !found.length && h("li", { role: "option", "aria-disabled": "true", class: "soft" }, t("found_none")));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    return say(found.length ? t("found", { n: result.total }) : t("found_none"));
  };
  input.addEventListener("input", () => {
    current = null;
    suggest();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      mark(event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1);
    } else if (event.key === "Enter" && found.length && !list.hidden) {
      event.preventDefault();
      pick(found[Math.max(at, 0)]);
    } else if (event.key === "Escape" && (!list.hidden || input.value)) {
      event.stopPropagation();
      input.value = "";
      close();
    }
  });
  return {
    element,
    input,
    value: () => current,
    relabel: () => {
      input.setAttribute("aria-label", label());
      list.setAttribute("aria-label", label());
      input.placeholder = placeholder();
    },
    set: (node) => {
      current = node;
      input.value = node ? node.label : "";
    },
  };
};
export { leadOf };
