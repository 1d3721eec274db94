/** Kept books, answered from their own caches as the server would. */

import { DOWNLOADS_CHANNEL, KEPT_HEADER, type Places } from "@/lib/offline/book-cache";
import { answerRange } from "@/lib/offline/byte-range";

/** How long a kept document waits for a fresher one, in milliseconds: a house that sleeps does not even refuse. */
const PATIENCE_MS = 4_000;

/** Pictures and sounds. Their address carries the content's hash, so a kept one is as good as the server's. */
export async function answerMedia(places: Places, request: Request, id: string): Promise<Response> {
  const name = places.bookCache(id);
  if (!(await caches.has(name))) return fetch(request);
  const cache = await caches.open(name);
  const whole = await cache.match(request.url, { ignoreVary: true });
  return whole ? answerRange(whole, request.headers.get("range")) : fetch(request);
}

/** The document: the server's word first, the kept one when there is none. */
export async function answerDocument(places: Places, request: Request, id: string): Promise<Response> {
  const name = places.bookCache(id);
  if (!(await caches.has(name))) return fetch(request);
  try {
    const answer = await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    // Destroyed on the server: it goes from the device too, the next time it is seen.
    if (answer.status === 404 || answer.status === 410) {
      await caches.delete(name);
      new BroadcastChannel(DOWNLOADS_CHANNEL).postMessage(id);
    }
    // A proxy that stands before a house that is gone answers in its own words.
    if (answer.status < 502 || answer.status > 504) return answer;
    return (await keptDocument(places, id)) ?? answer;
  } catch (error) {
    if (request.signal.aborted) throw error;
    const kept = await keptDocument(places, id);
    if (kept) return kept;
    throw error;
  }
}

async function keptDocument(places: Places, id: string): Promise<Response | undefined> {
  const cache = await caches.open(places.bookCache(id));
  const kept = await cache.match(places.document(id));
  if (!kept) return undefined;
  const headers = new Headers(kept.headers);
  headers.set(KEPT_HEADER, "yes");
  return new Response(kept.body, { status: 200, headers });
}
