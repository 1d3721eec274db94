import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { serviceWorker } from "./src/sw/build-plugin.ts";

const HOUSE = "http://127.0.0.1:8765";

/** What every screen stands on, in one file: it packs better together, and seldom changes between versions. */
const GROUND =
  /node_modules\/(react|react-dom|scheduler|react-router|@tanstack\/(react-query|query-core)|use-sync-external-store|openapi-fetch)\//;

/** Small things that every screen shares, in one file: two dozen requests would cost more than the few bytes too many. */
const SHARED =
  /node_modules\/lucide-react\/|src\/ui\/[^/]+\.tsx$|src\/lib\/([^/]+\.tsx?|offline\/[^/]+\.ts)$/;

/** While developing, the app lies at /app/ as it does in the house, whatever the depth of the address. */
function baseWhileDeveloping(): Plugin {
  return {
    name: "base-while-developing",
    apply: "serve",
    transformIndexHtml: (html) => html.replace('<base href="./"', '<base href="/app/"'),
  };
}

/** Every browser we serve reads woff2; the older copies would only double the size of the build. */
function woff2Only(): Plugin {
  return {
    name: "woff2-only",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("/@fontsource") || !id.endsWith(".css")) return null;
      return { code: code.replace(/,\s*url\([^)]*\.woff\)\s*format\(["']woff["']\)/g, ""), map: null };
    },
  };
}

export default defineConfig(({ command }) => ({
  // Relative, so that the built app runs below any path; index.html carries the <base> it is relative to.
  base: command === "serve" ? "/app/" : "./",
  plugins: [baseWhileDeveloping(), woff2Only(), react(), tailwindcss(), serviceWorker()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/api": HOUSE } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "ground", test: GROUND },
            { name: "shared", test: SHARED },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://house.test/app/" } },
    setupFiles: ["./src/testing/set-up.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    // Generous: a busy machine is slow, and only a test that fails waits for it.
    testTimeout: 30_000,
    restoreMocks: true,
    css: false,
  },
}));
