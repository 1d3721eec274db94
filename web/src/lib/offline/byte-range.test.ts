import { describe, expect, test } from "vitest";
import { answerRange, readRange } from "@/lib/offline/byte-range";

describe("a Range header against ten bytes", () => {
  test.each([
    ["bytes=0-3", { first: 0, last: 3 }],
    ["bytes=4-", { first: 4, last: 9 }],
    ["bytes=-3", { first: 7, last: 9 }],
    ["bytes=-99", { first: 0, last: 9 }],
    ["bytes=8-99", { first: 8, last: 9 }],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=5-2", null],
    ["bytes=0-1,4-5", null],
    ["bytes=-", null],
    ["pages=1-2", null],
    [null, null],
  ] as const)("%s", (header, wanted) => {
    expect(readRange(header, 10)).toEqual(wanted);
  });
});

function sound(): Response {
  return new Response("0123456789", { headers: { "content-type": "audio/mpeg", etag: '"abc"' } });
}

test("a part of a kept sound is a 206 with its place in the whole", async () => {
  const answer = await answerRange(sound(), "bytes=2-5");

  expect(answer.status).toBe(206);
  expect(await answer.text()).toBe("2345");
  expect(answer.headers.get("content-range")).toBe("bytes 2-5/10");
  expect(answer.headers.get("content-length")).toBe("4");
  expect(answer.headers.get("content-type")).toBe("audio/mpeg");
});

test("a part beyond the end is refused with the size", async () => {
  const answer = await answerRange(sound(), "bytes=10-");

  expect(answer.status).toBe(416);
  expect(answer.headers.get("content-range")).toBe("bytes */10");
});

test("without a range, or with one nobody understands, the whole is answered", async () => {
  expect(await (await answerRange(sound(), null)).text()).toBe("0123456789");
  const whole = await answerRange(sound(), "bytes=0-1,4-5");
  expect([whole.status, await whole.text()]).toEqual([200, "0123456789"]);
});
