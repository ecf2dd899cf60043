// Events of the shown graph in order of time, with bars that show when much happened.
import { otherEnd } from "./data.js";
import { button, byId, h, put, svg } from "./dom.js";
import { doubt, nodeButton } from "./evidence.js";
import { dayRange, visible } from "./filter.js";
import { lessMotion } from "./graph.js";
import { dateWord, kindWord, numberWord, t } from "./words.js";

const start = (node) => node.date.split("/")[0];

/** Bars are years (size 4) when the events span more than three of them, else months (size 7). */
const grain = (events) => (start(events[events.length - 1]).slice(0, 4) - start(events[0]).slice(0, 4) > 2 ? 4 : 7);

function bars(events, list) {
  const size = grain(events);
  const first = start(events[0]).slice(0, size);
  const last = start(events[events.length - 1]).slice(0, size);
  const slots = [];
  for (let [year, month = 1] = first.split("-").map(Number); slots.length < 240; month += 1) {
    if (size === 4) slots.push(String(year++));
    else {
      if (month > 12) [year, month] = [year + 1, 1];
      slots.push(`${year}-${String(month || 1).padStart(2, "0")}`);
    }
    if (slots[slots.length - 1] >= last.padEnd(size, "-01")) break;
  }
  const counts = new Map(slots.map((slot) => [slot, 0]));
  for (const node of events) {
    const slot = start(node).padEnd(size, "-01").slice(0, size);
    if (counts.has(slot)) counts.set(slot, counts.get(slot) + 1);
  }
  const most = Math.max(...counts.values(), 1);
  const every = Math.ceil(slots.length / (byId("view-timeline").clientWidth < 600 ? 5 : 12));
  const columns = [...counts].map(([slot, n], i) => {
    const bar = svg("svg", { viewBox: "0 0 10 60", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { x: 1, y: 60 - (n / most) * 58, width: 8, height: (n / most) * 58 }));
    const jump = () => {
      const line = list.querySelector(`[data-slot="${slot}"], [data-slot="${slot.slice(0, 4)}"]`);
      if (line) line.scrollIntoView({ block: "start", behavior: lessMotion() ? "auto" : "smooth" });
    };
    const name = `${dateWord(slot)}: ${numberWord(n)}`;
    return h("div", { class: "column" }, button(bar, jump, { "aria-label": name, title: name, disabled: !n }), h("span", { class: "tick", "aria-hidden": "true" }, i % every ? "" : size === 4 ? slot : slot.slice(2).replace("-", "/")));
  });
  return h("div", { class: "bars", role: "group", "aria-label": t("timeline_bars", { unit: t(size === 4 ? "unit_year" : "unit_month") }), "data-size": size }, columns);
}

function row(node) {
  const around = node.edges.filter((edge) => visible.edgeSet.has(edge));
  const places = around.filter((edge) => ["GPE", "LOC"].includes(otherEnd(edge, node).type)).map((edge) => otherEnd(edge, node));
  const people = around.filter((edge) => !["GPE", "LOC"].includes(otherEnd(edge, node).type)).map((edge) => otherEnd(edge, node));
  const names = (list) => [...new Set(list)].slice(0, 4).map((other) => other.label).join(", ");
  const manner = around.length > 0 && around.every((edge) => edge.modality !== "asserted") ? around[0].modality : "asserted";
  return h("li", { class: "moment" },
    h("time", { datetime: start(node) }, dateWord(node.date)),
    h("div", null, nodeButton(node), h("p", { class: "soft" }, node.kind && kindWord(node.kind), places.length > 0 && [" · ", h("span", { lang: "id" }, names(places))], " ", doubt(manner)),
      people.length > 0 && h("p", { class: "soft", lang: "id" }, names(people))));
}

function draw() {
  const events = visible.nodes.filter((node) => node.type === "EVT" && dayRange(node.date)).sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : a.i - b.i));
  const undated = visible.nodes.filter((node) => node.type === "EVT" && !dayRange(node.date));
  const list = h("div", { class: "moments" });
  const size = events.length ? grain(events) : 7;
  let block = null;
  let at = "";
  for (const node of events) {
    const slot = start(node).slice(0, size); // an event of a year stands under its year, not under January
    if (slot !== at) {
      at = slot;
      block = h("ol");
      list.append(h("h3", { "data-slot": slot }, dateWord(slot)), block);
    }
    block.append(row(node));
  }
  put(byId("view-timeline"), h("div", { class: "column-page" },
    h("h2", null, t("timeline_title")), h("p", { class: "soft" }, t("timeline_text")),
    events.length ? [events.length > 1 && bars(events, list), list] : h("p", { class: "soft" }, t("timeline_none")),
    undated.length > 0 && h("details", { class: "rest" }, h("summary", null, t("timeline_undated", { n: undated.length })), h("ul", { class: "plain-list" }, undated.slice(0, 300).map((node) => h("li", null, nodeButton(node)))))));
}
export const drawTimeline = draw;
