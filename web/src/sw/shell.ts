/** The app itself: one page and its hashed files, kept as a set under the build's version. */

import type { Places } from "@/lib/offline/book-cache";

/** Put in by the build (`build-plugin.ts`): every file of the shell, and a hash over all of them. */
declare const SHELL: { version: string; files: string[] };

const shell = SHELL;

function shellCache(places: Places): string {
  return places.shellPrefix + shell.version;
}

/** Fetch the whole set; if any file is missing the installation fails and the old version stays. */
export async function keepShell(places: Places): Promise<void> {
  const cache = await caches.open(shellCache(places));
  const files = ["./", ...shell.files].map((file) => new URL(file, places.app).href);
  // Past the browser's own cache for what has no hash in its name.
  const requests = files.map(
    (file) => new Request(file, { cache: file.includes("/assets/") ? "default" : "reload" }),
  );
  await cache.addAll(requests);
}

/** Shells of other versions. Font slices stay: most outlive a build, and a kept book may need any of them. */
export async function clearOldShells(places: Places): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(places.shellPrefix) && name !== shellCache(places));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * The shell for any address of the app. Kept first, so that it opens at once even while the house sleeps and
 * page and files are always of one version.
 */
export async function answerNavigation(places: Places, request: Request): Promise<Response> {
  const cache = await caches.open(shellCache(places));
  const page = await cache.match(places.app);
  if (!page) return fetch(request);
  return withBase(page, new URL(places.app).pathname);
}

/** The page's relative addresses start at its `<base>`; a page opened three steps deep needs the app's own path there. */
export async function withBase(page: Response, path: string): Promise<Response> {
  const text = (await page.text()).replace(/<base href="[^"]*"/, `<base href="${path}"`);
  const headers = new Headers(page.headers);
  headers.delete("content-length");
  headers.delete("content-encoding");
  headers.delete("etag");
  return new Response(text, { status: 200, headers });
}

export async function answerAsset(places: Places, request: Request): Promise<Response> {
  const cache = await caches.open(shellCache(places));
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
