import { beforeEach, expect, test } from "vitest";
import { Places, readRecord } from "@/lib/offline/book-cache";
import { BadMedia, BookGone, BookUnfinished, keepBook } from "@/lib/offline/keep-book";
import { RehearsalCaches } from "@/lib/offline/rehearsal-caches";
import { book, mira } from "@/testing/sample-tales";

const places = new Places("http://house.test/app/");
const media = (page: number, part: string, version = "0a1b2c3d") =>
  `http://house.test/api/stories/mira/scenes/${page}/${part}?v=${version}`;

let caches: CacheStorage;
let asked: string[];
let answers: (address: string) => Response | undefined;

beforeEach(() => {
  caches = new RehearsalCaches() as unknown as CacheStorage;
  asked = [];
  answers = () => undefined;
});

async function house(input: RequestInfo | URL): Promise<Response> {
  const address = String(input);
  asked.push(address);
  const special = answers(address);
  if (special) return special;
  return address.endsWith("/stories/mira") ? Response.json(mira) : new Response(`bytes of ${address}`);
}

const keep = () => keepBook("mira", { caches, places, fetch: house });

async function kept(): Promise<string[]> {
  const cache = await caches.open(places.bookCache("mira"));
  return (await cache.keys()).map((request) => request.url);
}

test("a kept book has its document, every picture and every sound, and a seal", async () => {
  const parts: number[] = [];
  const record = await keepBook("mira", {
    caches,
    places,
    fetch: house,
    onProgress: (part) => parts.push(part),
  });

  expect(await kept()).toHaveLength(3 + 3 + 1 + 1);
  expect(await readRecord(caches, places, "mira")).toEqual(record);
  expect(record).toMatchObject({ title: mira.title, pages: 3, cover: media(1, "picture") });
  expect(parts.at(-1)).toBe(1);
});

test("an interrupted download has no seal, and goes on where it stopped", async () => {
  answers = (address) => (address === media(2, "picture") ? new Response("", { status: 503 }) : undefined);
  await expect(keep()).rejects.toBeInstanceOf(BadMedia);
  expect(await readRecord(caches, places, "mira")).toBeNull();

  asked = [];
  answers = () => undefined;
  await keep();

  expect(asked).not.toContain(media(1, "picture"));
  expect(asked).toContain(media(2, "picture"));
  expect(await readRecord(caches, places, "mira")).not.toBeNull();
});

test("fewer bytes than promised are not kept", async () => {
  answers = (address) =>
    address === media(1, "narration")
      ? new Response("half", { headers: { "content-length": "8" } })
      : undefined;

  await expect(keep()).rejects.toBeInstanceOf(BadMedia);
  expect(await kept()).not.toContain(media(1, "narration"));
});

test("an edited book fetches what is new and drops what is old", async () => {
  const before = await keep();
  const edited = structuredClone(mira);
  const scene = edited.scenes[1];
  if (!scene?.narration) throw new Error("the sample has three narrated pages");
  scene.narration.path = "../../api/stories/mira/scenes/2/narration?v=ffffffff";

  asked = [];
  answers = (address) => (address.endsWith("/stories/mira") ? Response.json(edited) : undefined);
  const after = await keep();

  expect(asked).toEqual([places.document("mira"), media(2, "narration", "ffffffff")]);
  expect(await kept()).not.toContain(media(2, "narration"));
  expect(after.version).not.toBe(before.version);
});

test("a broken connection while fetching an edited book leaves the older one whole", async () => {
  const before = await keep();
  const edited = { ...mira, title: "Mira and the Large Fox", scenes: structuredClone(mira.scenes) };
  const picture = edited.scenes[2]?.picture;
  if (!picture) throw new Error("the sample has three painted pages");
  picture.path = "../../api/stories/mira/scenes/3/picture?v=ffffffff";
  answers = (address) => {
    if (address.endsWith("/stories/mira")) return Response.json(edited);
    return address.endsWith("v=ffffffff") ? new Response("", { status: 503 }) : undefined;
  };

  await expect(keep()).rejects.toBeInstanceOf(BadMedia);

  expect(await readRecord(caches, places, "mira")).toEqual(before);
  expect(await kept()).toContain(media(3, "picture"));
});

test("a destroyed book and an unfinished one each say so", async () => {
  answers = () => new Response("", { status: 404 });
  await expect(keep()).rejects.toBeInstanceOf(BookGone);

  answers = () => Response.json(book({ state: "making" }));
  await expect(keep()).rejects.toBeInstanceOf(BookUnfinished);
});
