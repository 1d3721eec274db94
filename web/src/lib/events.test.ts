import { waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { followStory, type StoryEvent } from "@/lib/events";
import { ScriptedEvents } from "@/lib/events-script";
import { createQueryClient } from "@/lib/queries";
import { at, house } from "@/testing/house";

beforeEach(() => {
  ScriptedEvents.opened = [];
  vi.stubGlobal("EventSource", ScriptedEvents);
});

function follow(after = 0) {
  const heard: StoryEvent[] = [];
  const onRest = vi.fn();
  const cache = createQueryClient();
  const refreshed = vi.spyOn(cache, "invalidateQueries");
  const stop = followStory("mira", { after, onEvent: (event) => heard.push(event), onRest, cache });
  onTestFinished(stop);
  return { heard, onRest, refreshed, stop };
}

test("the log is told line by line, and a line told twice is heard once", () => {
  const { heard } = follow();

  ScriptedEvents.latest.tell(1, "begun");
  ScriptedEvents.latest.tell(2, "painted", { scene: 3 });
  ScriptedEvents.latest.tell(2, "painted", { scene: 3 });

  expect(heard.map(({ id, happening, scene }) => [id, happening, scene])).toEqual([
    [1, "begun", undefined],
    [2, "painted", 3],
  ]);
});

test("a painted page has the book read anew, once for lines that come together", async () => {
  const { refreshed } = follow();

  ScriptedEvents.latest.tell(1, "painted", { scene: 1 });
  ScriptedEvents.latest.tell(2, "page_ready", { scene: 1 });

  await waitFor(() => expect(refreshed).toHaveBeenCalledWith({ queryKey: ["story", "mira"] }));
  expect(refreshed).toHaveBeenCalledTimes(1);
});

test("it goes on after the last line heard when the server has come back", async () => {
  house.use(http.get(at("stories/mira/events"), () => new HttpResponse("", { status: 200 })));
  const { heard } = follow(4);
  expect(ScriptedEvents.latest.url).toMatch(/\/api\/stories\/mira\/events\?after=4$/);
  ScriptedEvents.latest.tell(5, "painting", { scene: 1 });

  ScriptedEvents.latest.giveUp();
  await waitFor(() => expect(ScriptedEvents.opened).toHaveLength(2));
  ScriptedEvents.latest.tell(6, "painted", { scene: 1 });

  expect(ScriptedEvents.latest.url).toMatch(/after=5$/);
  expect(heard.map(({ id }) => id)).toEqual([5, 6]);
});

test("it keeps trying while the server is gone", async () => {
  house.use(http.get(at("stories/mira/events"), () => HttpResponse.error()));
  follow(4);

  ScriptedEvents.latest.giveUp();
  await waitFor(() => expect(ScriptedEvents.opened).toHaveLength(2));
  ScriptedEvents.latest.giveUp();

  await waitFor(() => expect(ScriptedEvents.opened).toHaveLength(3));
});

test("a connection that breaks and mends itself is left alone", () => {
  follow();
  ScriptedEvents.latest.falter();
  expect(ScriptedEvents.opened).toHaveLength(1);
});

test("nothing is asked any more once the server says that work rests", async () => {
  house.use(http.get(at("stories/mira/events"), () => new HttpResponse(null, { status: 204 })));
  const { onRest } = follow(9);

  ScriptedEvents.latest.giveUp();

  await waitFor(() => expect(onRest).toHaveBeenCalledOnce());
  expect(ScriptedEvents.opened).toHaveLength(1);
});

test("`end` closes the connection, so that the browser does not come back", () => {
  const { onRest } = follow();
  ScriptedEvents.latest.end();
  expect(ScriptedEvents.latest.readyState).toBe(ScriptedEvents.CLOSED);
  expect(onRest).toHaveBeenCalledOnce();
});
