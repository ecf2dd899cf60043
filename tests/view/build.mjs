// Builds kg/view/assets/page.js, the page's whole interface, from the modules beside it. The built file is committed, so
// that only who changes the interface needs npm: `npm ci --prefix tests/view && npm run build --prefix tests/view`.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
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
  banner: { js: "/* wartagraf, Apache-2.0. Holds d3-force, d3-dispatch, d3-quadtree and d3-timer, (c) Mike Bostock, ISC licence. */" },
});
