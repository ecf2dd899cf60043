"use strict";
// The interface in Indonesian and English. Names, quotes and role titles stay as the articles wrote them.
(() => {
  const tables = KG.json("kg-words");
  let lang = "id";

  KG.lang = () => lang;
  KG.setLang = (code) => {
    lang = tables[code] ? code : "id";
    document.documentElement.lang = lang;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = KG.t(element.dataset.t);
    for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", KG.t(element.dataset.tLabel));
  };

  /** The words for a key, with {names} filled in. Numbers are written as the language writes them. */
  KG.t = (key, values) => {
    const words = tables[lang][key] ?? key;
    if (!values) return words;
    return words.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? KG.number(value) : String(value);
    });
  };
  const has = (key) => Object.hasOwn(tables[lang], key);

  KG.number = (value) => value.toLocaleString(lang);
  KG.percent = (share) => Math.round(share * 100);
  KG.typeWord = (type) => KG.t("type_" + type);
  const named = (prefix, name) => (has(prefix + name) ? KG.t(prefix + name) : name.replaceAll("_", " "));
  KG.kindWord = (kind) => named("kind_", kind);
  KG.modalityWord = (modality) => named("modality_", modality);
  KG.statusWord = (status) => named("status_", status);
  KG.relationWord = (relation) => named("rel_", relation);

  /** What an edge says: the role title as written, else the relation's own words. */
  const titled = (edge) => edge.label && edge.label.replaceAll(" ", "_") !== edge.relation;
  KG.edgeWord = (edge) => (titled(edge) ? edge.label : KG.relationWord(edge.relation));
  /** The language of an edge's words: titles are the articles', relation words are the interface's. */
  KG.edgeLang = (edge) => (titled(edge) ? "id" : lang);

  /** An ISO 8601 date, month, year or interval as people write it. */
  KG.dateWord = (iso) => {
    if (!iso || iso === "?") return KG.t("undated");
    if (iso.includes("/")) return iso.split("/").map(KG.dateWord).join(" – ");
    const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
    if (!parts) return iso;
    const style = { timeZone: "UTC", year: "numeric" };
    if (parts[2]) style.month = parts[3] ? "short" : "long";
    if (parts[3]) style.day = "numeric";
    const date = new Date(Date.UTC(+parts[1], (+parts[2] || 1) - 1, +parts[3] || 1));
    return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString(lang === "en" ? "en-GB" : "id-ID", style);
  };
})();
