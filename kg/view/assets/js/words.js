// The interface in Indonesian and English. Names, quotes and role titles stay as the articles wrote them.
import { readJson } from "./dom.js";

const tables = readJson("kg-words");
let lang = "id";

export const language = () => lang;
export const setLang = (code) => {
  lang = tables[code] ? code : "id";
  document.documentElement.lang = lang;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-t]"))) element.textContent = t(element.dataset.t);
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-t-label]"))) element.setAttribute("aria-label", t(element.dataset.tLabel));
};

/** The words for a key, with {names} filled in. Numbers are written as the language writes them. */
export const t = (key, values) => {
  const words = tables[lang][key] ?? key;
  if (!values) return words;
  return words.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? numberWord(value) : String(value);
  });
};
const has = (key) => Object.hasOwn(tables[lang], key);

export const numberWord = (value) => value.toLocaleString(lang);
export const percent = (share) => Math.round(share * 100);
export const typeWord = (type) => t("type_" + type);
const named = (prefix, name) => (has(prefix + name) ? t(prefix + name) : name.replaceAll("_", " "));
export const kindWord = (kind) => named("kind_", kind);
export const modalityWord = (modality) => named("modality_", modality);
export const statusWord = (status) => named("status_", status);
export const relationWord = (relation) => named("rel_", relation);

/** What an edge says: the role title as written, else the relation's own words. */
const titled = (edge) => edge.label && edge.label.replaceAll(" ", "_") !== edge.relation;
export const edgeWord = (edge) => (titled(edge) ? edge.label : relationWord(edge.relation));
/** The language of an edge's words: titles are the articles', relation words are the interface's. */
export const edgeLang = (edge) => (titled(edge) ? "id" : lang);

/** An ISO 8601 date, month, year or interval as people write it. */
export const dateWord = (iso) => {
  if (!iso || iso === "?") return t("undated");
  if (iso.includes("/")) return iso.split("/").filter(Boolean).map(dateWord).join(" – ");
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (!parts) return iso;
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { timeZone: "UTC", year: "numeric" };
  if (parts[2]) style.month = parts[3] ? "short" : "long";
  if (parts[3]) style.day = "numeric";
  const date = new Date(Date.UTC(+parts[1], (+parts[2] || 1) - 1, +parts[3] || 1));
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString(lang === "en" ? "en-GB" : "id-ID", style);
};
