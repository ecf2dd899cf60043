// Builds kg/view/assets/page.js, the page's whole interface, from the modules beside it. The built file is committed, so
// that only who changes the interface needs npm: `npm ci --prefix tests/view && npm run build --prefix tests/view`.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const licence = readFileSync(here("node_modules/d3-force/LICENSE"), "utf8").trim();
await build({
  entryPoints: [here("../../kg/view/assets/js/page.js")],
  outfile: process.argv[2] ?? here("../../kg/view/assets/page.js"),
  nodePaths: [here("node_modules")],
  bundle: true,
  format: "iife",
  globalName: "KG",
  minifySyntax: true,
  minifyWhitespace: true,
  charset: "utf8",
  target: "es2022",
  legalComments: "none",
  banner: { js: `/* wartagraf, Apache-2.0. Inlined: d3-force, d3-dispatch, d3-quadtree, d3-timer (ISC).
${licence}
*/` },
});
