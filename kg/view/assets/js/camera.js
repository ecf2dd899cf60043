// Which part of the canvas is seen: fitting, framing, centring, zooming. Moves wait while another view is up.
import { byId } from "./dom.js";
import { drawing } from "./folding.js";
import { looking, network, placeOf } from "./graph.js";

export const lessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const glideOf = (glide) => (glide && !lessMotion() ? { duration: 350 } : false);

/** @type {(() => void) | null} */
let waiting = null;
const whenSeen = (move) => {
  waiting = byId("canvas").clientHeight ? null : move;
  if (!waiting) move();
};
export const graphSeen = () => {
  network.redraw();
  if (waiting && byId("canvas").clientHeight) whenSeen(waiting);
};

// A sheet over the lower part of a small screen moves the middle up.
const sheetShare = () => (matchMedia("(max-width: 900px)").matches && document.documentElement.dataset.sheet ? 0.58 : 0);
const lift = () => -byId("canvas").clientHeight * sheetShare() * 0.5;

/** Bring a node to the middle of what is free, near enough to read what is around it. */
export const centreOn = (node, glide = true) => whenSeen(() => {
  network.moveTo({ position: placeOf(node), offset: { x: 0, y: lift() }, scale: looking() ? Math.max(network.getScale(), 0.8) : Math.max(network.getScale(), 0.7), animation: glideOf(glide) });
});

/** Bring several nodes into view together. */
export const frameNodes = (list, share = 0.6, most = 1.2, glide = true) => whenSeen(() => {
  const places = list.map(placeOf);
  const range = (axis) => [Math.min(...places.map((place) => place[axis])), Math.max(...places.map((place) => place[axis]))];
  const [x, y] = [range("x"), range("y")];
  const canvas = byId("canvas");
  const room = (size, gap) => (size * share) / Math.max(gap, 1);
  const scale = Math.min(most, room(canvas.clientWidth - 40, x[1] - x[0]), room(canvas.clientHeight * (1 - sheetShare()), y[1] - y[0]));
  network.moveTo({ position: { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }, offset: { x: 0, y: lift() }, scale, animation: glideOf(glide) });
});

/** Everything that is drawn; a look at a part is kept at the size it was laid out for where it fits. */
export const fit = (glide = true) => {
  const drawn = drawing();
  const list = [...drawn.nodes, ...drawn.groups];
  if (list.length) frameNodes(list, looking() ? 0.96 : 0.88, looking() ? 1 : 1.4, glide);
};
export const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor });
