// Reads page data (JSON on standard input) with the schema, and checks what a schema cannot say: that columns are of one
// length and that every index points at something. Prints what is wrong, one complaint a line; nothing when all is right.
import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const schema = read(fileURLToPath(new URL("../../kg/view/assets/payload.schema.json", import.meta.url)));
const data = read(0);
const written = Number(process.argv[2] || 0); // sentences that stand in the plain facts table
const check = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictTuples: false }).compile(schema);
const wrong = check(data) ? [] : check.errors.map((error) => `${error.instancePath} ${error.message}`);

const lengths = (columns, names) => names.map((name) => columns[name].length);
const { nodes, edges } = data;
for (const [what, found] of Object.entries({
  nodes: lengths(nodes, ["id", "label", "type", "articles", "x", "y", "community", "rank", "turn"]),
  edges: lengths(edges, ["id", "source", "target", "relation", "label", "says"]),
})) if (new Set(found).size > 1) wrong.push(`${what}: columns of different lengths ${found}`);

const inside = (what, numbers, size) => numbers.forEach((number) => number >= size && wrong.push(`${what}: ${number} of ${size}`));
const [count, words, sentences] = [nodes.id.length, data.words.length, written + data.sentences.length];
inside("ends", [...edges.source, ...edges.target, ...nodes.hubs, ...data.quotes.map((quote) => quote[0])], count);
inside("words", [...nodes.type, ...edges.relation, ...edges.label, ...Object.values(edges.modality), ...data.articles.map((row) => row[2])], words);
inside("statements", [...edges.says.flat(), ...Object.values(nodes.posts).flatMap((posts) => posts.flatMap((post) => post[6]))], data.statements.length);
inside("sentences", data.statements.map((row) => row[1]), sentences);
inside("articles", data.statements.map((row) => row[0]), data.articles.length);
for (const line of wrong.slice(0, 20)) console.log(line);
process.exit(wrong.length ? 1 : 0);
