/**
 * The letters of a downloaded book. Fonts come in slices by script; the service worker keeps each slice it sees.
 */

import type { Places } from "@/lib/offline/book-cache";

/** Have the browser fetch every slice `text` is set in, so that the worker has seen it before the server is gone. */
export async function fetchLettersOf(text: string, language: string): Promise<void> {
  const probe = document.createElement("span");
  probe.lang = language;
  probe.className = "font-story";
  probe.hidden = true;
  document.body.append(probe);
  const family = getComputedStyle(probe).fontFamily;
  probe.remove();
  await document.fonts.load(`1em ${family}`, text);
}

/** Keep the slices this page fetched before the worker stood between it and the network (the very first visit). */
export async function keepEarlyFonts(places: Places): Promise<void> {
  const cache = await caches.open(places.fonts);
  const seen = performance.getEntriesByType("resource").map((entry) => entry.name);
  for (const address of seen.filter((name) => name.startsWith(places.app) && name.endsWith(".woff2"))) {
    if (!(await cache.match(address))) await cache.add(address);
  }
}
