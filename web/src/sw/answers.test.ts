import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Places } from "@/lib/offline/book-cache";
import { keepBook } from "@/lib/offline/keep-book";
import { RehearsalCaches } from "@/lib/offline/rehearsal-caches";
import { answerDocument, answerMedia } from "@/sw/books";
import { mira } from "@/testing/sample-tales";

const places = new Places("http://house.test/app/");
const document = places.document("mira");
const sound = "http://house.test/api/stories/mira/scenes/1/narration?v=0a1b2c3d";

let house: (address: string) => Promise<Response>;

beforeEach(async () => {
  vi.stubGlobal("caches", new RehearsalCaches());
  vi.stubGlobal("fetch", (request: Request) => house(request.url));
  house = async () => {
    throw new TypeError("no server");
  };
  await keepBook("mira", {
    caches,
    places,
    fetch: async (address) => (address === document ? Response.json(mira) : new Response("0123456789")),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a kept sound answers a range with the server gone", async () => {
  const request = new Request(sound, { headers: { range: "bytes=6-" } });
  const answer = await answerMedia(places, request, "mira");

  expect([answer.status, await answer.text()]).toEqual([206, "6789"]);
});

test("a sound of a newer version goes to the server", async () => {
  house = async () => new Response("new");
  const answer = await answerMedia(places, new Request(sound.replace("0a1b2c3d", "ffffffff")), "mira");

  expect(await answer.text()).toBe("new");
});

test("the document is the server's while there is one, and the kept one after", async () => {
  house = async () => Response.json({ ...mira, title: "Changed" });
  const fresh = await answerDocument(places, new Request(document), "mira");
  expect(((await fresh.json()) as typeof mira).title).toBe("Changed");

  house = async () => {
    throw new TypeError("no server");
  };
  const kept = await answerDocument(places, new Request(document), "mira");
  expect(((await kept.json()) as typeof mira).title).toBe(mira.title);
  expect(kept.headers.get("x-sandman-kept")).toBe("yes");
});

test("a book destroyed on the server leaves the device", async () => {
  house = async () => new Response("", { status: 404 });

  expect((await answerDocument(places, new Request(document), "mira")).status).toBe(404);
  expect(await caches.has(places.bookCache("mira"))).toBe(false);
});

test("a book that is not kept fails as it would without a worker", async () => {
  await expect(answerMedia(places, new Request(sound), "other")).rejects.toThrow("no server");
});

test("the kept page gets the app's own path as its base", async () => {
  vi.stubGlobal("SHELL", { version: "1", files: [] });
  const { withBase } = await import("@/sw/shell");
  const page = new Response('<head><base href="../" /></head>', {
    headers: { "content-security-policy": "default-src 'self'", "content-length": "33" },
  });

  const answer = await withBase(page, "/tales/app/");

  expect(await answer.text()).toBe('<head><base href="/tales/app/" /></head>');
  expect(answer.headers.get("content-security-policy")).toBe("default-src 'self'");
  expect(answer.headers.has("content-length")).toBe(false);
});

test("only a book's own document and media belong to it", () => {
  expect(places.bookAt(document)).toEqual({ id: "mira", isDocument: true });
  expect(places.bookAt(sound)).toEqual({ id: "mira", isDocument: false });
  expect(places.bookAt("http://house.test/api/stories?query=fox")).toBeNull();
  expect(places.bookAt("http://house.test/api/stories/mira/events")).toBeNull();
  expect(places.bookAt("http://elsewhere.test/api/stories/mira")).toBeNull();
});
