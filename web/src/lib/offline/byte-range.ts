/**
 * Answers `Range` requests out of a complete body.
 *
 * Players ask for sound in ranges, and a cache never stores a 206: only a whole file kept ahead of time can
 * answer any of them. Source for the rules: RFC 9110, section 14.
 */

/** First and last byte, both included, as in `Content-Range`. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Read a `Range` header against a body of `size` bytes.
 *
 * Null means "answer with the whole body" (no header, another unit, several ranges, or not understood);
 * "unsatisfiable" means 416.
 */
export function readRange(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match) return null;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return null;
  if (from === "") {
    const suffix = Number(to);
    if (suffix === 0 || size === 0) return "unsatisfiable";
    return { first: Math.max(0, size - suffix), last: size - 1 };
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return null;
  if (first >= size) return "unsatisfiable";
  return { first, last: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}

/** The answer to a request with this `Range` header, from a whole kept response. */
export async function answerRange(whole: Response, range: string | null): Promise<Response> {
  if (range === null) return whole;
  const body = await whole.blob();
  const wanted = readRange(range, body.size);
  const headers = new Headers(whole.headers);
  headers.set("accept-ranges", "bytes");
  if (wanted === null) {
    headers.set("content-length", String(body.size));
    return new Response(body, { status: 200, headers });
  }
  if (wanted === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${body.size}` } });
  }
  const { first, last } = wanted;
  headers.set("content-range", `bytes ${first}-${last}/${body.size}`);
  headers.set("content-length", String(last - first + 1));
  return new Response(body.slice(first, last + 1, body.type), {
    status: 206,
    statusText: "Partial Content",
    headers,
  });
}
