// Writes the typed client from the house's own OpenAPI document; with --check it only compares.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("..", import.meta.url));
const CLIENT = join(WEB, "src/client");
const PYTHON = process.env.SANDMAN_PYTHON ?? join(WEB, "../.venv/bin/python");
const FILES = ["openapi.json", "schema.ts"];

function generate(folder) {
  execFileSync(PYTHON, ["-m", "sandman.api.openapi", join(folder, "openapi.json")], { stdio: "inherit" });
  // What has a default may be left out of a request; what is answered is required by its own schema.
  const flags = ["--default-non-nullable", "false", "-o", join(folder, "schema.ts")];
  const generator = join(WEB, "node_modules/openapi-typescript/bin/cli.js");
  execFileSync(process.execPath, [generator, join(folder, "openapi.json"), ...flags], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

if (process.argv.includes("--check")) {
  const folder = mkdtempSync(join(tmpdir(), "sandman-client-"));
  try {
    generate(folder);
    const differs = (file) =>
      readFileSync(join(folder, file), "utf-8") !== readFileSync(join(CLIENT, file), "utf-8");
    const stale = FILES.filter(differs);
    if (stale.length > 0) {
      console.error(`web/src/client/${stale.join(" and ")} differs from what the API says today`);
      console.error("\nhint: run `npm run client` in web/ and commit what it writes");
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  generate(CLIENT);
}
