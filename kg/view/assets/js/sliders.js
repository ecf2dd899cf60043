// Sliders: one thumb for a number, two for a range of dates.
import { h, put, svg } from "./dom.js";
import { dayRange } from "./filter.js";
import { dateWord, t } from "./words.js";

/** {element, sync()}: a slider from 0 to 100 %. */
export const shareSlider = ({ label, get, set }) => {
  const output = h("output", { class: "soft" });
  const input = h("input", { type: "range", min: 0, max: 100, step: 5, on: { input: () => set(input.value / 100) } });
  const name = h("span");
  const element = h("div", { class: "slider" }, h("span", { class: "slider-head" }, name, output), input);
  const sync = () => {
    name.textContent = label();
    input.setAttribute("aria-label", label());
    input.value = Math.round(get() * 100);
    output.textContent = input.value + "%";
  };
  return { element, sync };
};

const DAY = 86400000;
const toDay = (iso) => Math.floor(Date.parse(iso + "T00:00:00Z") / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The first and last whole day in a list of ISO dates, or null. */
export const dateSpan = (dates) => {
  const ranges = dates.map(dayRange).filter(Boolean);
  if (!ranges.length) return null;
  const low = ranges.map((r) => r[0]).reduce((a, b) => (a < b ? a : b));
  const high = ranges.map((r) => r[1]).reduce((a, b) => (a > b ? a : b));
  const days = [toDay(low), toDay(high.endsWith("-31") || high.endsWith("-30") ? lastDay(high) : high)];
  return days.some(Number.isNaN) || days[0] === days[1] ? null : days;
};
function lastDay(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${iso.slice(0, 8)}${String(Math.min(day, last)).padStart(2, "0")}`;
}

/** {element, sync()}: two thumbs over days `low`..`high`; get and set use [from, to] ISO dates, or null for all of it. */
export const dateSlider = ({ label, days: [low, high], get, set }) => {
  const thumbs = [0, 1].map((end) => h("input", { type: "range", min: low, max: high, step: 1, class: "thumb", on: { input: () => moved(end) } }));
  const name = h("span");
  const output = h("output", { class: "soft" });
  const bar = svg("svg", { class: "range-bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" });
  const group = h("div", { class: "slider", role: "group" }, h("span", { class: "slider-head" }, name, output), h("div", { class: "range" }, bar, thumbs));

  function moved(end) {
    const values = thumbs.map((thumb) => Number(thumb.value));
    if (values[0] > values[1]) values[1 - end] = values[end];
    set(values[0] <= low && values[1] >= high ? null : values.map(toIso));
  }
  const sync = () => {
    const chosen = get();
    const [from, to] = chosen ? chosen.map(toDay) : [low, high];
    thumbs[0].value = from;
    thumbs[1].value = to;
    name.textContent = label();
    group.setAttribute("aria-label", label());
    output.textContent = `${dateWord(toIso(from))} – ${dateWord(toIso(to))}`;
    thumbs.forEach((thumb, end) => {
      thumb.setAttribute("aria-label", `${label()}, ${t(end ? "to" : "from")}`);
      thumb.setAttribute("aria-valuetext", dateWord(toIso(end ? to : from)));
    });
    const at = (day) => ((day - low) / (high - low)) * 100;
    put(bar, svg("rect", { x: 0, y: 1, width: 100, height: 2, class: "rest" }), svg("rect", { x: at(from), y: 1, width: Math.max(at(to) - at(from), 0.5), height: 2, class: "chosen" }));
  };
  return { element: group, sync };
};
