/**
 * Builds the service worker after the app, with the list of the app's files put in.
 *
 * A build of its own, because a worker is one classic script: it can share no chunk with the page.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

export function serviceWorker(): Plugin {
  let app: ResolvedConfig;
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      app = config;
    },
    async closeBundle() {
      const out = resolve(app.root, app.build.outDir);
      await build({
        configFile: false,
        root: app.root,
        logLevel: "warn",
        resolve: { alias: app.resolve.alias },
        define: { SHELL: JSON.stringify(shellOf(out)) },
        build: {
          target: "es2022",
          outDir: out,
          emptyOutDir: false,
          copyPublicDir: false,
          rollupOptions: {
            input: join(app.root, "src/sw/worker.ts"),
            output: { format: "iife", entryFileNames: "sw.js" },
          },
        },
      });
    },
  };
}

/** Every file the app needs to open, relative to its root; fonts apart, since they are kept only when used. */
function shellOf(out: string) {
  const all = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(out.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((file) => !file.startsWith(".vite/") && file !== "sw.js" && file !== "index.html")
    .sort();
  const files = all.filter((file) => !/\.(woff2?|map)$/.test(file));
  const version = createHash("sha256");
  for (const file of ["index.html", ...files]) version.update(file).update(readFileSync(join(out, file)));
  return { version: version.digest("hex").slice(0, 12), files };
}
