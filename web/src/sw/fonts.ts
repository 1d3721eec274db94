/** Font slices: far too many to fetch ahead, so each is kept when first used. Their names carry their hash. */

import type { Places } from "@/lib/offline/book-cache";

export async function answerFont(places: Places, request: Request): Promise<Response> {
  const cache = await caches.open(places.fonts);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}
