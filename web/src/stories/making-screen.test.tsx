import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { ScriptedEvents } from "@/lib/events-script";
import { at, house, isGone, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { book, mira } from "@/testing/sample-tales";

vi.setConfig({ testTimeout: 20_000 });

beforeEach(() => {
  ScriptedEvents.opened = [];
  vi.stubGlobal("EventSource", ScriptedEvents);
});

const EXPECTS = { text: 2, picture: 10, narration: 20 };
const bare = { picture: null, narration: null };

/** The book as far as it is made; a test moves it on. */
function madeSoFar(different: Parameters<typeof book>[0]) {
  const state = { book: book({ state: "making", approved_at: null, ...different }) };
  house.use(http.get(at("stories/:id"), () => says(state.book)));
  return state;
}

async function tell(...lines: Parameters<ScriptedEvents["tell"]>[]) {
  await waitFor(() => expect(ScriptedEvents.opened).not.toEqual([]));
  await act(async () => {
    for (const line of lines) ScriptedEvents.latest.tell(...line);
  });
}

const lanes = () => screen.findByRole("region", { name: "Who is at work" });

test("the four say what they do, as it happens", async () => {
  madeSoFar({ scenes: mira.scenes.map((scene) => ({ ...scene, ...bare })) });
  await renderApp("/making/mira");
  const work = await lanes();

  await tell([1, "begun", { expects: EXPECTS }], [2, "writing"]);
  expect(within(work).getByText("Doc hands your wish round")).toBeVisible();
  expect(within(work).getByText("Pathfinder writes the story")).toBeVisible();
  expect(within(work).getByText("Firefly waits for the story")).toBeVisible();

  await tell(
    [3, "written", { title: mira.title, pages: 3 }],
    [4, "painting", { scene: 3 }],
    [5, "narrating", { scene: 1 }],
    [6, "fell_back", { scene: 3, part: "picture", reason: "the cloud painter was busy" }],
    [7, "fell_back", { scene: 1, part: "picture", reason: "the cloud painter was busy" }],
    [8, "fell_back", { part: "text", reason: "the writer fell silent" }],
  );
  expect(within(work).getByText("Pathfinder has written the story")).toBeVisible();
  expect(within(work).getByText("Firefly paints page 3")).toBeVisible();
  expect(within(work).getByText("Lifeline reads page 1")).toBeVisible();
  const stoodIn = within(within(work).getByRole("status"));
  expect(stoodIn.getAllByRole("listitem").map((line) => line.textContent)).toEqual([
    "The house’s own painter painted pages 1 and 3 instead: the cloud painter was busy",
    "The house’s own storyteller told the story instead: the writer fell silent",
  ]);
});

test("words stand there at once, and a picture where it is painted", async () => {
  const so = madeSoFar({ scenes: mira.scenes.map((scene) => ({ ...scene, ...bare })) });
  await renderApp("/making/mira");
  expect(await screen.findByText(/A small fox came out of the grass/)).toBeVisible();
  expect(screen.queryByRole("img", { name: "Mira and the fox, page 1" })).toBeNull();
  expect(screen.queryByRole("link", { name: "Hear page one" })).toBeNull();

  so.book = { ...so.book, scenes: mira.scenes.map((scene, i) => (i === 0 ? scene : { ...scene, ...bare })) };
  await tell([7, "painted", { scene: 1 }], [8, "narrated", { scene: 1 }], [9, "page_ready", { scene: 1 }]);

  expect(await screen.findByRole("img", { name: "Mira and the fox, page 1" })).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "Hear page one" })).toHaveAttribute(
    "href",
    "/app/read/mira",
  );
  expect(screen.getByText("Page one can be heard.")).toBeInTheDocument();
});

test("words appear page by page, while the rest is still being written", async () => {
  const bareScenes = mira.scenes.map((scene) => ({ ...scene, ...bare }));
  const so = madeSoFar({ state: "writing", title: "", scenes: [] });
  await renderApp("/making/mira");
  const work = await lanes();
  expect(screen.queryByText(/A small fox/)).toBeNull();

  so.book = { ...so.book, title: mira.title, scenes: bareScenes.slice(0, 1) };
  await tell(
    [1, "begun", { expects: EXPECTS }],
    [2, "writing"],
    [3, "page_written", { scene: 1, title: mira.title }],
  );

  expect(await screen.findByText(/A small fox came out of the grass/)).toBeVisible();
  expect(within(work).getByText("Pathfinder writes page 2")).toBeVisible();
  expect(screen.getByText("Page one can be read.")).toBeInTheDocument();
  expect(screen.getByText("The story is being written")).toBeVisible();
  const pages = within(screen.getByRole("region", { name: "Pages" }));
  expect(pages.getAllByRole("listitem")).toHaveLength(3);

  so.book = { ...so.book, state: "making", scenes: bareScenes };
  await tell([4, "written", { title: mira.title, pages: 3 }]);
  expect(await screen.findByText(/and the moon lay in it/)).toBeVisible();
  expect(screen.getByText(`The story is written: ${mira.title}`)).toBeInTheDocument();
});

test("a story that is told anew shows its new pages, and says who told it", async () => {
  const so = madeSoFar({ state: "writing", scenes: mira.scenes.slice(0, 1) });
  await renderApp("/making/mira");
  const work = await lanes();
  await tell(
    [1, "begun", { expects: EXPECTS }],
    [2, "writing"],
    [3, "page_written", { scene: 1, title: mira.title }],
    [4, "painting", { scene: 1 }],
    [5, "painted", { scene: 1 }],
  );
  expect(await screen.findByRole("img", { name: "Mira and the fox, page 1" })).toBeInTheDocument();

  so.book = {
    ...so.book,
    state: "making",
    title: "The Owl’s Lamp",
    scenes: mira.scenes.map((scene) => ({ ...scene, ...bare, text: `An owl lit lamp ${scene.number}.` })),
  };
  await tell(
    [6, "fell_back", { part: "text", reason: "the writer fell silent" }],
    [7, "written", { title: "The Owl’s Lamp", pages: 3 }],
  );

  expect(await screen.findByText("An owl lit lamp 1.")).toBeVisible();
  expect(screen.queryByRole("img", { name: "Mira and the fox, page 1" })).toBeNull();
  expect(
    within(work).getByText(/own storyteller told the story instead: the writer fell silent/),
  ).toBeVisible();
});

test("a reload in the middle shows the same", async () => {
  madeSoFar({});
  await renderApp("/making/mira");
  await lanes();
  await tell([1, "begun", { expects: EXPECTS }], [2, "written", { title: mira.title, pages: 3 }]);
  await tell([3, "painting", { scene: 2 }]);

  cleanup();
  ScriptedEvents.opened = [];
  await renderApp("/making/mira");
  const work = await lanes();
  await waitFor(() => expect(ScriptedEvents.opened).toHaveLength(1));
  expect(ScriptedEvents.latest.url).toMatch(/after=0$/);
  await tell([1, "begun", { expects: EXPECTS }], [2, "written", { title: mira.title, pages: 3 }]);
  await tell([3, "painting", { scene: 2 }]);

  expect(within(work).getByText("Firefly paints page 2")).toBeVisible();
});

test("stopping keeps what is made, says so, and offers to go on", async () => {
  const so = madeSoFar({ scenes: mira.scenes.map((scene, i) => (i === 0 ? scene : { ...scene, ...bare })) });
  house.use(
    http.post(at("stories/:id/cancel"), () => {
      so.book = { ...so.book, state: "cancelled" };
      return says(so.book);
    }),
    http.post(at("stories/:id/resume"), () => {
      so.book = { ...so.book, state: "making" };
      return says({ id: "mira", events: "../../api/stories/mira/events" }, 202);
    }),
  );
  const { user } = await renderApp("/making/mira");

  await user.click(await screen.findByRole("button", { name: "Stop here" }));

  expect(await screen.findByText("You stopped here")).toBeVisible();
  expect(screen.getByText("1 of 3 pages is whole and kept.")).toBeVisible();
  const listening = ScriptedEvents.opened.length;
  await user.click(screen.getByRole("button", { name: "Go on making it" }));

  expect(await screen.findByText("The pages are being made")).toBeVisible();
  await waitFor(() => expect(ScriptedEvents.opened.length).toBeGreaterThan(listening));
});

test("a failure is told with the way out, and tried again", async () => {
  const so = madeSoFar({ state: "failed", trouble: "the disk is full" });
  house.use(
    http.post(at("stories/:id/resume"), () => {
      so.book = { ...so.book, state: "making" };
      return says({ id: "mira", events: "../../api/stories/mira/events" }, 202);
    }),
  );
  const { user } = await renderApp("/making/mira");
  await lanes();
  await tell(
    [1, "begun", { expects: EXPECTS }],
    [2, "failed", { trouble: "the disk is full", hint: "free some room" }],
  );
  expect(screen.getByText("Doc could not finish the book")).toBeVisible();
  expect(screen.getByRole("alert")).toHaveTextContent("the disk is fullfree some room");

  await user.click(screen.getByRole("button", { name: "Try again" }));

  expect(await screen.findByText("The pages are being made")).toBeVisible();
});

test("a book that is ready invites a look through it", async () => {
  madeSoFar({ state: "ready" });
  await renderApp("/making/mira");

  expect(await screen.findByRole("link", { name: "Look through it" })).toHaveAttribute(
    "href",
    "/app/review/mira",
  );
  expect(screen.getByRole("progressbar", { name: "The whole book" })).toHaveAttribute("aria-valuenow", "100");
});

test("while the house is gone everything stays, and goes on by itself", async () => {
  const so = madeSoFar({ scenes: mira.scenes.map((scene) => ({ ...scene, ...bare })) });
  await renderApp("/making/mira");
  const work = await lanes();
  await tell([1, "begun", { expects: EXPECTS }], [2, "written", { title: mira.title, pages: 3 }]);

  house.use(
    http.get(at("stories/:id"), isGone),
    http.get(at("stories/:id/events"), isGone),
    http.get(at("health"), isGone),
  );
  act(() => ScriptedEvents.latest.giveUp());
  expect(await screen.findByText(/The house does not answer/)).toBeVisible();
  expect(screen.getByText(/A small fox came out of the grass/)).toBeVisible();

  house.resetHandlers();
  house.use(
    http.get(at("stories/:id/events"), () => new HttpResponse("")),
    http.get(at("stories/:id"), () => says({ ...so.book, state: "ready", scenes: mira.scenes })),
  );
  await waitFor(() => expect(ScriptedEvents.opened.length).toBeGreaterThan(1), { timeout: 8_000 });
  await tell([3, "ready"]);
  expect(await screen.findByRole("link", { name: "Look through it" }, { timeout: 8_000 })).toBeVisible();
  expect(within(work).getByText("Doc has bound the book")).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/The house does not answer/)).toBeNull());
});

test("an address that leads to no book says so, with the way back", async () => {
  house.use(http.get(at("stories/:id"), () => refuses({ status: 404, detail: "there is no book `nobody`" })));
  await renderApp("/making/nobody");

  expect(await screen.findByRole("alert")).toHaveTextContent("there is no book `nobody`");
  expect(screen.getByRole("link", { name: "To the Library" })).toBeVisible();
});
