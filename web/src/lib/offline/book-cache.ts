/**
 * Where a downloaded book lies in the browser: one cache a book, so that removing it can never touch another.
 *
 * The page writes these caches and the service worker reads them; both sides know them only through this file.
 * The record goes in last and is the seal: a cache without one is a download that was interrupted.
 */

/** Says of an answer that it came from this device, not from the house: the house may still be gone. */
export const KEPT_HEADER = "x-sandman-kept";

/** The BroadcastChannel on which tabs and the worker tell one another that the kept books have changed. */
export const DOWNLOADS_CHANNEL = "sandman.downloads";

/** What a downloaded book is, without opening it. */
export interface DownloadRecord {
  id: string;
  title: string;
  language: string;
  child: string;
  /** Address of the cover, relative to the app; null for a book without pictures. */
  cover: string | null;
  coverAlt: string;
  pages: number;
  listeningSeconds: number;
  /** Size of everything kept, in bytes. */
  bytes: number;
  /** Changes when any picture, sound or sentence of the book does. */
  version: string;
  /** When it was kept, ISO 8601 in UTC. */
  keptAt: string;
}

/** The addresses of one app on this origin; several may live side by side under different paths. */
export class Places {
  /** @param app the address of the app's root, ending in a slash (`document.baseURI`, or the worker's scope) */
  constructor(readonly app: string) {}

  private get prefix(): string {
    return `sandman ${new URL(this.app).pathname}`;
  }

  get bookPrefix(): string {
    return `${this.prefix} book `;
  }

  get shellPrefix(): string {
    return `${this.prefix} shell `;
  }

  get fonts(): string {
    return `${this.prefix} fonts`;
  }

  get api(): string {
    return new URL("../api/", this.app).href;
  }

  bookCache(id: string): string {
    return `${this.bookPrefix}${id}`;
  }

  document(id: string): string {
    return `${this.api}stories/${encodeURIComponent(id)}`;
  }

  record(id: string): string {
    return `${this.app}kept/${encodeURIComponent(id)}.json`;
  }

  /** The book an API address belongs to, and whether it is the document itself; null for any other address. */
  bookAt(address: string): { id: string; isDocument: boolean } | null {
    const { origin, pathname } = new URL(address);
    const stories = new URL(`${this.api}stories/`);
    if (origin !== stories.origin || !pathname.startsWith(stories.pathname)) return null;
    const [id, ...rest] = pathname.slice(stories.pathname.length).split("/");
    if (!id) return null;
    const isMedia = rest.length === 3 && rest[0] === "scenes";
    if (rest.length > 0 && !isMedia) return null;
    return { id: decodeURIComponent(id), isDocument: rest.length === 0 };
  }
}

/** The seal of a complete download, or null where there is none. */
export async function readRecord(
  caches: CacheStorage,
  places: Places,
  id: string,
): Promise<DownloadRecord | null> {
  if (!(await caches.has(places.bookCache(id)))) return null;
  const cache = await caches.open(places.bookCache(id));
  const sealed = await cache.match(places.record(id));
  return sealed ? ((await sealed.json()) as DownloadRecord) : null;
}

export async function writeRecord(cache: Cache, places: Places, record: DownloadRecord): Promise<void> {
  const body = JSON.stringify(record);
  await cache.put(
    places.record(record.id),
    new Response(body, { headers: { "content-type": "application/json" } }),
  );
}

/** Ids of every book with a cache of its own, whole or not. */
export async function keptIds(caches: CacheStorage, places: Places): Promise<string[]> {
  const names = await caches.keys();
  return names
    .filter((name) => name.startsWith(places.bookPrefix))
    .map((name) => name.slice(places.bookPrefix.length));
}
