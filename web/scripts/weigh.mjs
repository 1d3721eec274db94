// What the Library, the first screen, costs to fetch: its JavaScript, gzipped as a server sends it.
// Exits 1 when it is over the budget. `--json` prints one document for the bench.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 130_000;
const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const LANGUAGES = ["en", "fr", "ja", "hi"];

const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf-8"));

function withImports(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const other of chunk.imports ?? []) withImports(other, found);
  return found;
}

function weigh(files) {
  return [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(DIST, file))).length }));
}

function sum(weights) {
  return weights.reduce((total, { bytes }) => total + bytes, 0);
}

const app = weigh(withImports("index.html"));
const words = Object.fromEntries(
  LANGUAGES.map((language) => {
    const catalogues = ["ui", "shelf"].map(
      (feature) => manifest[`src/${feature}/words/${language}.json`].file,
    );
    return [language, sum(weigh(catalogues))];
  }),
);
const heaviest = sum(app) + Math.max(...Object.values(words));
const css = sum(weigh(manifest["index.html"].css ?? []));

if (process.argv.includes("--json")) {
  console.log(
    JSON.stringify({ first_screen_js_gzip_bytes: heaviest, css_gzip_bytes: css, budget_bytes: BUDGET_BYTES }),
  );
} else {
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  for (const { file, bytes } of app) console.log(`${kB(bytes).padStart(9)}  ${file}`);
  for (const [language, bytes] of Object.entries(words))
    console.log(`${kB(bytes).padStart(9)}  words in ${language}`);
  console.log(
    `${kB(heaviest).padStart(9)}  JavaScript of the first screen, gzip (budget ${kB(BUDGET_BYTES)})`,
  );
  console.log(`${kB(css).padStart(9)}  its CSS, gzip`);
}
if (heaviest > BUDGET_BYTES) process.exitCode = 1;
