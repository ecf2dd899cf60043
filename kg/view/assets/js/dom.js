// Building blocks for the page. Text only ever enters the document as text nodes or attributes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (name === "text") element.textContent = value;
    else if (name === "value") element.value = value;
    else if (name === "checked") element.checked = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** @type {(tag: string, props?: any, ...children: any[]) => any} */
export const h = (tag, props, ...children) => fill(document.createElement(tag), props, children);
/** @type {(tag: string, props?: any, ...children: any[]) => any} */
export const svg = (tag, props, ...children) => fill(document.createElementNS(SVG, tag), props, children);
/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

export const put = (element, ...children) => {
  element.replaceChildren();
  return fill(element, null, children);
};

/** The address when it is plain http or https, else an empty string. */
export const safeUrl = (url) => {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : "";
  } catch {
    return "";
  }
};

/** A link to an http(s) address, or the same words without a link. */
export const linkTo = (url, words, props) => {
  const safe = safeUrl(url);
  if (!safe) return h("span", props, words);
  return h("a", { ...props, href: safe, target: "_blank", rel: "noopener noreferrer" }, words);
};

export const button = (words, act, props) => h("button", { type: "button", ...props, on: { click: act } }, words);

const ICONS = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  close: "M4 4l8 8M12 4l-8 8",
  moon: "M12.5 9.8A5.2 5.2 0 0 1 6.2 3.5a5.2 5.2 0 1 0 6.3 6.3z",
  save: "M8 2.5v7M5 6.8l3 3 3-3M3 12.8h10",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14",
  graph: "M4.5 5.5l7 1M5 6.3l2.4 5M11 8.2l-2.2 3.4M3.5 6.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM12.5 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM8 14a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
  timeline: "M2 12h12M4 12V8M8 12V3M12 12V6",
  map: "M2 4l4-1.5 4 1.5 4-1.5v9L10 13l-4-1.5L2 13zM6 2.5v9M10 4v9",
  table: "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.5 6.3V13",
  filters: "M2 4h12M4.5 8h7M6.5 12h3",
  reader: "M3 2.5h10v11H3zM5.5 6h5M5.5 8.5h5M5.5 11h3",
};
export const icon = (name) =>
  svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true", focusable: "false" }, svg("path", { d: ICONS[name] }));

/** Say it to screen readers. */
export const say = (words) => {
  byId("spoken").textContent = words;
};

export const plainText = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
export const readJson = (id) => JSON.parse(byId(id).textContent);
