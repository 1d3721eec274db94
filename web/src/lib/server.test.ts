import { http } from "msw";
import { expect, test } from "vitest";
import { address, answered, basename, ServerGone, ServerProblem, server, serverIsGone } from "@/lib/server";
import { at, house, isGone, refuses } from "@/testing/house";

test("the app lies where its base says", () => {
  expect(basename()).toBe("/app/");
});

test.each([
  ["../api/stories/mira/events", "http://house.test/api/stories/mira/events"],
  [
    "../../api/stories/mira/scenes/1/picture?v=0a",
    "http://house.test/api/stories/mira/scenes/1/picture?v=0a",
  ],
  ["api/health", "http://house.test/api/health"],
])("%s leads to the house", (path, leadsTo) => {
  expect(address(path)).toBe(leadsTo);
});

test("below a sub-path, addresses and the app stay below it", () => {
  const base = document.querySelector("base");
  base?.setAttribute("href", "/evening/app/");
  try {
    expect(basename()).toBe("/evening/app/");
    expect(address("../api/story")).toBe("http://house.test/evening/api/story");
  } finally {
    base?.setAttribute("href", "/app/");
  }
});

test("an answer is its data", async () => {
  const { stories } = await answered(server.GET("/api/stories"));

  expect(stories[0]?.title).toBe("Mira and the Small Fox");
});

test("a refusal keeps the sentences of the house, field by field", async () => {
  const field = { field: "idea", detail: "The idea is too long.", hint: "Use fewer words." };
  house.use(
    http.get(at("stories"), () => refuses({ status: 422, detail: "The idea is too long.", errors: [field] })),
  );

  const refused = await answered(server.GET("/api/stories")).catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(ServerProblem);
  expect((refused as ServerProblem).about("idea")).toEqual(field);
  expect((refused as ServerProblem).about("child")).toBeUndefined();
  expect(serverIsGone()).toBe(false);
});

test("no answer, or a proxy's word that there is none, means the house is gone", async () => {
  house.use(http.get(at("stories"), () => isGone()));
  await expect(answered(server.GET("/api/stories"))).rejects.toBeInstanceOf(ServerGone);

  house.use(http.get(at("stories"), () => new Response("Bad Gateway", { status: 502 })));
  await expect(answered(server.GET("/api/stories"))).rejects.toBeInstanceOf(ServerGone);
  expect(serverIsGone()).toBe(true);

  house.resetHandlers();
  await answered(server.GET("/api/stories"));
  expect(serverIsGone()).toBe(false);
});

test("a request that was given up is not a house that is gone", async () => {
  const asked = answered(server.GET("/api/stories", { signal: AbortSignal.abort() }));

  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  expect(serverIsGone()).toBe(false);
});
