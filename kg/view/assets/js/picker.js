// A box to find an entity by any of its names, with suggestions that the keyboard can walk through.
import { byRank, foldedNames, pageSettings } from "./data.js";
import { h, plainText, put, say, svg } from "./dom.js";
import { kindWord, t, typeWord } from "./words.js";

let serial = 0;

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
    if (best < 9) hits.push([best, node]);
  }
  hits.sort((a, b) => a[0] - b[0] || a[1].rank - b[1].rank);
  return { found: hits.slice(0, limit).map(([, node]) => node), total: hits.length };
};

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
  return svg("svg", { viewBox: "0 0 12 12", width: size, height: size, class: "glyph type-" + type, "aria-hidden": "true" }, shapes[pageSettings.styles[type][0]]);
};

const kindOf = (node) => typeWord(node.type) + (node.kind ? ", " + kindWord(node.kind) : "");

/** {element, set(node), value(), relabel()}: a labelled combobox; `chosen(node)` is called when one is picked. */
export const picker = ({ label, placeholder, chosen, clear = false }) => {
  const id = "picker" + (serial += 1);
  let found = [];
  let at = -1;
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
  const pick = (node) => {
    current = node;
    input.value = clear ? "" : node.label;
    close();
    chosen(node);
  };
  const mark = (next) => {
    at = found.length ? (next + found.length) % found.length : -1;
    [...list.querySelectorAll("[role=option]")].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = list.querySelectorAll("[role=option]")[at];
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const option = (node, i) => {
    const wanted = plainText(input.value.trim());
    const alias = plainText(node.label).includes(wanted) ? "" : node.aliases.find((name) => plainText(name).includes(wanted)) || "";
    const item = h("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false" },
      glyph(node), h("span", { class: "name", lang: "id" }, node.label, alias && h("small", null, " " + alias)), h("small", { class: "soft" }, kindOf(node)));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(node);
    });
    return item;
  };
  const suggest = () => {
    const result = searchNodes(input.value);
    found = result.found;
    at = -1;
    input.removeAttribute("aria-activedescendant");
    if (!input.value.trim()) return close();
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
