/**
 * Fetches one whole book ahead of time and seals it. No React, no state of its own: the store watches from outside.
 */

import { type DownloadRecord, type Places, writeRecord } from "@/lib/offline/book-cache";
import {
  isWhole,
  type KeptDocument,
  listeningSecondsOf,
  mediaOf,
  versionOf,
} from "@/lib/offline/book-contents";

/** The book is not on the server any more. */
export class BookGone extends Error {}

/** The book is still being made, so there is no whole to keep. */
export class BookUnfinished extends Error {}

/** An answer came that cannot be kept: an error, or fewer bytes than were promised. */
export class BadMedia extends Error {}

export interface KeepOptions {
  caches: CacheStorage;
  places: Places;
  fetch: typeof fetch;
  signal?: AbortSignal;
  /** Called with 0..1 as the parts come in. */
  onProgress?: (part: number) => void;
}

/**
 * Keep the book `id` whole. What an earlier, interrupted attempt or an older version left is used again where
 * its address (which carries the content's hash) is still the book's.
 *
 * Raises BookGone, BookUnfinished, BadMedia; TypeError when the server cannot be reached; AbortError.
 */
export async function keepBook(id: string, options: KeepOptions): Promise<DownloadRecord> {
  const { caches, places, fetch, signal, onProgress } = options;

  // 1. The document first: it says what belongs to the book.
  const documentAddress = places.document(id);
  const answer = await fetch(documentAddress, { signal, cache: "no-cache" });
  if (answer.status === 404 || answer.status === 410) throw new BookGone(id);
  if (!answer.ok) throw new BadMedia(`${documentAddress} answered ${answer.status}`);
  const text = await answer.text();
  const book = JSON.parse(text) as KeptDocument;
  if (!isWhole(book)) throw new BookUnfinished(id);

  // 2. Every picture and sound, one at a time: the house may be painting another book meanwhile. What an older
  //    version needs stays beside it, so that a broken connection leaves the older book whole.
  const cache = await caches.open(places.bookCache(id));
  const media = mediaOf(book, documentAddress);
  let bytes = new Blob([text]).size;
  onProgress?.(0);
  for (const [index, address] of media.entries()) {
    bytes += await keepMedia(cache, address, fetch, signal);
    onProgress?.((index + 1) / media.length);
  }

  // 3. The document, and the seal.
  await cache.put(documentAddress, new Response(text, { headers: { "content-type": "application/json" } }));
  const record = recordOf(book, places, bytes);
  await writeRecord(cache, places, record);

  // 4. What only the older version needed can go.
  const wanted = new Set([...media, documentAddress, places.record(id)]);
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
  return record;
}

async function keepMedia(
  cache: Cache,
  address: string,
  fetch: KeepOptions["fetch"],
  signal?: AbortSignal,
): Promise<number> {
  const already = await cache.match(address);
  if (already) return (await already.blob()).size;

  const answer = await fetch(address, { signal });
  if (answer.status !== 200) throw new BadMedia(`${address} answered ${answer.status}`);
  const body = await answer.blob();
  const promised = answer.headers.get("content-length");
  if (promised !== null && !answer.headers.get("content-encoding") && Number(promised) !== body.size) {
    throw new BadMedia(`${address} sent ${body.size} of ${promised} bytes`);
  }
  const headers = {
    "content-type": answer.headers.get("content-type") ?? body.type,
    "content-length": String(body.size),
  };
  await cache.put(address, new Response(body, { headers }));
  return body.size;
}

function recordOf(book: KeptDocument, places: Places, bytes: number): DownloadRecord {
  const cover = book.scenes.find((scene) => scene.picture)?.picture ?? null;
  return {
    id: book.id,
    title: book.title,
    language: book.language,
    child: book.child,
    cover: cover ? new URL(cover.path, places.document(book.id)).href : null,
    coverAlt: cover?.alt ?? "",
    pages: book.scenes.length,
    listeningSeconds: listeningSecondsOf(book),
    bytes,
    version: versionOf(book),
    keptAt: new Date().toISOString(),
  };
}
