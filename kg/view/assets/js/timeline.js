// Events by month and day, the newest first, each with the sentence that tells it, its people and its place.
import { evidenceCount } from "./data.js";
import { button, byId, h, put, svg } from "./dom.js";
import { articleLine, doubtOf, markedWords, nodeButton } from "./evidence.js";
import { lessMotion } from "./camera.js";
import { dayRange, visible } from "./filter.js";
import { headline, joined } from "./names.js";
import { dateWord, kindWord, numberWord, t } from "./words.js";

const AT_ONCE = 60;
const SIZES = [["years", 4], ["months", 7], ["days", 10]];
/** How long the date's beginning is that makes a group: 4 a year, 7 a month, 10 a day; 0 is as fits. */
let zoom = 0;
let wanted = AT_ONCE;

const start = (node) => node.date.split("/")[0] || node.date.split("/")[1] || "";

/** Years when the events span more than three of them, else months. */
const grain = (events) => zoom || (Number(start(events[0]).slice(0, 4)) - Number(start(events[events.length - 1]).slice(0, 4)) > 2 ? 4 : 7);

/** Every year, month or day from the first event to the last, at most the last 120. */
function slots(events, size) {
  const [last, first] = [start(events[0]), start(events[events.length - 1])].map((day) => day.padEnd(10, "-01").slice(0, size));
  const found = [];
  const date = new Date(first.padEnd(10, "-01") + "T00:00:00Z");
  for (let slot = first; slot <= last && found.length < 4000; slot = date.toISOString().slice(0, size)) {
    found.push(slot);
    if (size === 4) date.setUTCFullYear(date.getUTCFullYear() + 1);
    else if (size === 7) date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCDate(date.getUTCDate() + 1);
  }
  return found.slice(-120);
}

function bars(events, list, size) {
  const counts = new Map(slots(events, size).map((slot) => [slot, 0]));
  for (const node of events) {
    const slot = start(node).padEnd(10, "-01").slice(0, size);
    if (counts.has(slot)) counts.set(slot, (counts.get(slot) || 0) + 1);
  }
  const most = Math.max(...counts.values(), 1);
  const every = Math.ceil(counts.size / (byId("view-timeline").clientWidth < 600 ? 4 : 12));
  const columns = [...counts].map(([slot, n], i) => {
    const bar = svg("svg", { viewBox: "0 0 10 60", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { x: 1, y: 60 - (n / most) * 58, width: 8, height: (n / most) * 58 }));
    const jump = () => {
      wanted = events.length;
      fill(events, list, size);
      const line = list.querySelector(`[data-slot="${slot}"]`) || list.querySelector(`[data-slot="${slot.slice(0, 7)}"]`) || list.querySelector(`[data-slot="${slot.slice(0, 4)}"]`);
      if (line) line.scrollIntoView({ block: "start", behavior: lessMotion() ? "auto" : "smooth" });
    };
    const name = `${dateWord(slot)}: ${numberWord(n)}`;
    const tick = size === 4 ? slot : size === 7 ? slot.slice(2).replace("-", "/") : slot.slice(5).replace("-", "/");
    return h("div", { class: "column" }, button(bar, jump, { "aria-label": name, title: name, disabled: !n }), h("span", { class: "tick", "aria-hidden": "true" }, i % every ? "" : tick));
  });
  return h("div", { class: "bars", role: "group", "aria-label": t("timeline_bars", { unit: t(size === 4 ? "unit_year" : size === 7 ? "unit_month" : "unit_day") }), "data-size": size }, columns);
}

function row(node) {
  const story = headline(node);
  const around = node.edges.filter((edge) => visible.edgeSet.has(edge));
  const manners = [...new Set(around.map((edge) => edge.modality))];
  const manner = manners.length === 1 ? manners[0] : "asserted"; // said beside an event only when all of it is said so
  const names = [...joined(node, "PER", "ORG").slice(0, 4), ...joined(node, "GPE", "LOC").slice(0, 2)];
  return h("li", { class: "moment" },
    h("time", { datetime: start(node) }, dateWord(node.date)),
    h("div", null, h("p", { class: "kicker" }, node.kind && kindWord(node.kind), " ", doubtOf(manner)), nodeButton(node),
      story && h("blockquote", { lang: "id" }, markedWords(story.sentence, story.marks)),
      names.length > 0 && h("p", { class: "names" }, names.map(nodeButton)), story && h("p", { class: "source" }, articleLine(story.article))));
}

function fill(events, list, size) {
  put(list);
  let block = null;
  let at = "";
  for (const node of events.slice(0, wanted)) {
    const slot = start(node).slice(0, Math.max(size, 7)); // an event of a year stands under its year, not under January
    if (slot !== at) {
      at = slot;
      block = h("ol");
      list.append(h("h3", { "data-slot": slot }, dateWord(slot)), block);
    }
    block.append(row(node));
  }
  if (wanted < events.length) list.append(button(t("more", { n: events.length - wanted }), () => {
    wanted += AT_ONCE;
    fill(events, list, size);
  }, { class: "act later" }));
}

function sizeChooser(size) {
  return h("div", { class: "depths", role: "group", "aria-label": t("timeline_zoom") }, SIZES.map(([name, length]) => button(t("unit_" + name), () => {
    zoom = /** @type {number} */ (length);
    drawTimeline();
    byId("view-timeline").querySelector(`[data-zoom="${length}"]`).focus();
  }, { class: "step", "aria-pressed": String(size === length), "data-zoom": length })));
}

export const drawTimeline = () => {
  const dated = visible.nodes.filter((node) => node.type === "EVT" && dayRange(node.date));
  const events = dated.sort((a, b) => (start(a) < start(b) ? 1 : start(a) > start(b) ? -1 : a.rank - b.rank));
  const undated = visible.nodes.filter((node) => node.type === "EVT" && !dayRange(node.date)).sort((a, b) => evidenceCount(b) - evidenceCount(a) || a.rank - b.rank);
  const list = h("div", { class: "moments" });
  const size = events.length ? grain(events) : 7;
  fill(events, list, size);
  put(byId("view-timeline"), h("div", { class: "column-page" },
    h("div", { class: "map-head" }, h("h2", null, t("timeline_title")), events.length > 1 && sizeChooser(size)), h("p", { class: "soft" }, t("timeline_text")),
    events.length ? [events.length > 1 && bars(events, list, size), list] : h("p", { class: "soft" }, t("timeline_none")),
    undated.length > 0 && h("details", { class: "rest" }, h("summary", null, t("timeline_undated", { n: undated.length })), h("ul", { class: "plain-list" }, undated.slice(0, 300).map((node) => h("li", null, nodeButton(node)))))));
};
