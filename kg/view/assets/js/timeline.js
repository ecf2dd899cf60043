"use strict";
// Events of the shown graph in order of time, with bars that show when much happened.
(() => {
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
    const every = Math.ceil(slots.length / (KG.$("view-timeline").clientWidth < 600 ? 5 : 12));
    const columns = [...counts].map(([slot, n], i) => {
      const bar = KG.s("svg", { viewBox: "0 0 10 60", preserveAspectRatio: "none", "aria-hidden": "true" }, KG.s("rect", { x: 1, y: 60 - (n / most) * 58, width: 8, height: (n / most) * 58 }));
      const jump = () => {
        const row = list.querySelector(`[data-slot="${slot}"], [data-slot="${slot.slice(0, 4)}"]`);
        if (row) row.scrollIntoView({ block: "start", behavior: KG.still() ? "auto" : "smooth" });
      };
      const name = `${KG.dateWord(slot)}: ${KG.number(n)}`;
      return KG.h("div", { class: "column" }, KG.button(bar, jump, { "aria-label": name, title: name, disabled: !n }), KG.h("span", { class: "tick", "aria-hidden": "true" }, i % every ? "" : size === 4 ? slot : slot.slice(2).replace("-", "/")));
    });
    return KG.h("div", { class: "bars", role: "group", "aria-label": KG.t("timeline_bars", { unit: KG.t(size === 4 ? "unit_year" : "unit_month") }), "data-size": size }, columns);
  }

  function row(node) {
    const around = node.edges.filter((edge) => KG.shown.edgeSet.has(edge));
    const places = around.filter((edge) => ["GPE", "LOC"].includes(KG.other(edge, node).type)).map((edge) => KG.other(edge, node));
    const people = around.filter((edge) => !["GPE", "LOC"].includes(KG.other(edge, node).type)).map((edge) => KG.other(edge, node));
    const names = (list) => [...new Set(list)].slice(0, 4).map((other) => other.label).join(", ");
    const doubt = around.length > 0 && around.every((edge) => edge.modality !== "asserted") ? around[0].modality : "asserted";
    return KG.h("li", { class: "moment" },
      KG.h("time", { datetime: start(node) }, KG.dateWord(node.date)),
      KG.h("div", null, KG.nodeButton(node), KG.h("p", { class: "soft" }, node.kind && KG.kindWord(node.kind), places.length > 0 && [" · ", KG.h("span", { lang: "id" }, names(places))], " ", KG.doubt(doubt)),
        people.length > 0 && KG.h("p", { class: "soft", lang: "id" }, names(people))));
  }

  function draw() {
    const events = KG.shown.nodes.filter((node) => node.type === "EVT" && KG.dayRange(node.date)).sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : a.i - b.i));
    const undated = KG.shown.nodes.filter((node) => node.type === "EVT" && !KG.dayRange(node.date));
    const list = KG.h("div", { class: "moments" });
    const size = events.length ? grain(events) : 7;
    let block = null;
    let at = "";
    for (const node of events) {
      const slot = start(node).slice(0, size); // an event of a year stands under its year, not under January
      if (slot !== at) {
        at = slot;
        block = KG.h("ol");
        list.append(KG.h("h3", { "data-slot": slot }, KG.dateWord(slot)), block);
      }
      block.append(row(node));
    }
    KG.put(KG.$("view-timeline"), KG.h("div", { class: "column-page" },
      KG.h("h2", null, KG.t("timeline_title")), KG.h("p", { class: "soft" }, KG.t("timeline_text")),
      events.length ? [events.length > 1 && bars(events, list), list] : KG.h("p", { class: "soft" }, KG.t("timeline_none")),
      undated.length > 0 && KG.h("details", { class: "rest" }, KG.h("summary", null, KG.t("timeline_undated", { n: undated.length })), KG.h("ul", { class: "plain-list" }, undated.slice(0, 300).map((node) => KG.h("li", null, KG.nodeButton(node)))))));
  }
  KG.drawTimeline = draw;
})();
