import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { expect, test, vi } from "vitest";
import { ScriptedEvents } from "@/lib/events-script";
import { RehearsalCaches } from "@/lib/offline/rehearsal-caches";
import { at, house, isGone, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { book, card, mira } from "@/testing/sample-tales";

const whale = card({ id: "whale", title: "The Whale Who Hummed", favourite: true });
const begun = card({
  id: "owl",
  title: "An Owl at Noon",
  heard: { page: 2, seconds: 40, finished: false, at: "2026-11-21T19:00:00Z" },
});

/** The house's shelves by name; what is not named is empty. Searching leaves what has the words in its title. */
function shelves(named: Record<string, ReturnType<typeof card>[]>) {
  return http.get(at("stories"), ({ request }) => {
    const asked = new URL(request.url).searchParams;
    const words = asked.get("query")?.toLowerCase() ?? "";
    const stories = named[asked.get("shelf") ?? "all"] ?? [];
    return says({
      stories: stories.filter(({ title }) => title.toLowerCase().includes(words)),
      cursor: null,
    });
  });
}

const section = (name: string) => screen.findByRole("region", { name });

test("what was begun comes first, with the page and the way on", async () => {
  house.use(shelves({ all: [card(), begun], continue: [begun] }));
  await renderApp("/");

  const panel = await section("Continue");
  expect(within(panel).getByText(/Page 2 of 3/)).toBeInTheDocument();
  expect(within(panel).getByText(/about 2 min left/)).toBeInTheDocument();
  expect(within(panel).getByRole("link", { name: "Go on with “An Owl at Noon”" })).toHaveAttribute(
    "href",
    "/app/read/owl",
  );
  const headings = screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
  expect(headings).toEqual(["Continue", "All stories"]);
});

test("a book in the making says how far it is, and only once", async () => {
  const making = card({ id: "new", title: "New Snow", state: "making", pages: 6, painted: 3, narrated: 2 });
  house.use(shelves({ all: [making, card()] }));
  await renderApp("/");

  expect(await within(await section("Being made")).findByText("2 of 6 pages made")).toBeInTheDocument();
  expect(screen.getAllByRole("heading", { name: "New Snow" })).toHaveLength(1);
});

test("searching keeps the focus, lives in the address and survives a reload", async () => {
  house.use(shelves({ all: [card(), whale] }));
  const { user } = await renderApp("/");
  const box = await screen.findByRole("searchbox", { name: "Search the stories" });

  await user.type(box, "whale");

  expect(await section("Stories found")).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByText(mira.title)).toBeNull());
  expect(await screen.findByText(whale.title)).toBeInTheDocument();
  expect(box).toHaveFocus();
  expect(box).toHaveValue("whale");
  expect(window.location.search).toBe("?query=whale");
});

test("finding nothing says what was looked for, and leads back to all", async () => {
  house.use(shelves({ all: [card({ listening_seconds: 900 })] }));
  const { user } = await renderApp("/?child=Mira&short=1");

  expect(await screen.findByText("Looked for: for Mira · Under 8 minutes")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Mira" })).toHaveAttribute("aria-pressed", "true");
  await user.click(screen.getByRole("button", { name: "Show all stories" }));

  expect(await screen.findByText(mira.title)).toBeInTheDocument();
  expect(window.location.search).toBe("");
});

test("a favourite is marked at once, and unmarked when the house says no", async () => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  house.use(
    shelves({ all: [card()] }),
    http.patch(at("stories/mira"), async () => {
      await asked;
      return refuses({ status: 503, detail: "the library is locked" });
    }),
  );
  const { user } = await renderApp("/");
  const heart = await screen.findByRole("button", { name: `Favourite: ${mira.title}` });

  await user.click(heart);
  await waitFor(() => expect(heart).toHaveAttribute("aria-pressed", "true"));

  answer();
  await waitFor(() => expect(heart).toHaveAttribute("aria-pressed", "false"));
});

test("tonight's stories are read in the order they are put in", async () => {
  house.use(
    shelves({ all: [card(), whale] }),
    http.get(at("stories/whale"), () => says(book({ id: "whale", title: whale.title }))),
  );
  const { user } = await renderApp("/");
  for (const title of [mira.title, whale.title]) {
    await user.click(await screen.findByRole("button", { name: `More for “${title}”` }));
    await user.click(await screen.findByRole("button", { name: "Add to tonight" }));
  }

  const tonight = await section("Tonight");
  await user.click(await within(tonight).findByRole("button", { name: `Earlier: ${whale.title}` }));

  expect(JSON.parse(localStorage.getItem("sandman.queue") ?? "")).toEqual(["whale", "mira"]);
  expect(within(tonight).getByRole("link", { name: "Begin the evening" })).toHaveAttribute(
    "href",
    "/app/read/whale?queue=1",
  );
  expect(screen.getByText(`“${whale.title}” is now 1 of 2`)).toBeInTheDocument();

  await user.click(within(tonight).getByRole("button", { name: `Not tonight: ${whale.title}` }));
  expect(JSON.parse(localStorage.getItem("sandman.queue") ?? "")).toEqual(["mira"]);
});

test("a story thrown away since is no story for tonight", async () => {
  localStorage.setItem("sandman.queue", JSON.stringify(["lost", "mira"]));
  house.use(http.get(at("stories/lost"), () => refuses({ status: 404, detail: "there is no book `lost`" })));
  await renderApp("/");

  await waitFor(() => expect(JSON.parse(localStorage.getItem("sandman.queue") ?? "")).toEqual(["mira"]));
});

test("a story thrown away leaves the shelf, and comes back when asked", async () => {
  let there = true;
  house.use(
    http.get(at("stories"), () => says({ stories: there ? [card(), whale] : [whale], cursor: null })),
    http.delete(at("stories/mira"), () => {
      there = false;
      return new Response(null, { status: 204 });
    }),
    http.post(at("stories/mira/restore"), () => {
      there = true;
      return says(mira);
    }),
  );
  const { user } = await renderApp("/");
  await user.click(
    (await screen.findAllByRole("button", { name: `More for “${mira.title}”` }))[0] as Element,
  );
  await user.click(await screen.findByRole("button", { name: "Put in the trash" }));

  expect(await screen.findByText(`“${mira.title}” is in the trash.`)).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole("heading", { name: mira.title })).toBeNull());

  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect((await screen.findAllByRole("heading", { name: mira.title })).length).toBeGreaterThan(0);
  expect(screen.queryByText(`“${mira.title}” is in the trash.`)).toBeNull();
});

test("a story the house will not throw away stays, and says so", async () => {
  house.use(
    shelves({ all: [card()] }),
    http.delete(at("stories/mira"), () => refuses({ status: 503, detail: "the library is locked" })),
  );
  const { user } = await renderApp("/");
  await user.click(await screen.findByRole("button", { name: `More for “${mira.title}”` }));
  await user.click(await screen.findByRole("button", { name: "Put in the trash" }));

  expect(await screen.findByText(/could not be put in the trash/)).toBeInTheDocument();
  expect(await screen.findByRole("heading", { name: mira.title })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
});

test("a favourite the house refuses is put back, and says so", async () => {
  let refused = true;
  house.use(
    shelves({ all: [card()] }),
    http.patch(at("stories/mira"), () =>
      refused
        ? refuses({ status: 503, detail: "the library is locked" })
        : says({ ...mira, favourite: true }),
    ),
  );
  const { user } = await renderApp("/");
  const heart = await screen.findByRole("button", { name: `Favourite: ${mira.title}` });

  await user.click(heart);

  expect(await screen.findByText(/favourite could not be changed/)).toBeInTheDocument();
  expect(heart).toHaveAttribute("aria-pressed", "false");

  refused = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));

  await waitFor(() => expect(heart).toHaveAttribute("aria-pressed", "true"));
  expect(screen.queryByText(/favourite could not be changed/)).toBeNull();
});

test("coming back from a story finds the shelf where it was left, and narrowed as it was", async () => {
  house.use(shelves({ all: [card(), whale], favourites: [whale] }));
  vi.stubGlobal("EventSource", ScriptedEvents);
  const scrolled = vi.spyOn(window, "scrollTo");
  const { user } = await renderApp("/?favourites=1");
  const found = await section("Stories found");
  await user.click(await within(found).findByRole("button", { name: `More for “${whale.title}”` }));
  give(window, "scrollY", 640);
  await user.click(await screen.findByRole("link", { name: "Look through and edit" }));
  await screen.findByRole("textbox", { name: "Title" });
  expect(scrolled.mock.lastCall).toEqual([0, 0]);

  await user.click(screen.getByRole("link", { name: "Back" }));

  await section("Stories found");
  expect(window.location.search).toBe("?favourites=1");
  expect(scrolled.mock.lastCall).toEqual([0, 640]);
});

test("an empty shelf asks for the first story and nothing else", async () => {
  house.use(shelves({}));
  await renderApp("/");

  expect(await screen.findByRole("link", { name: "Tell the first story" })).toHaveAttribute(
    "href",
    "/app/new",
  );
  expect(screen.queryByRole("searchbox")).toBeNull();
});

test("a shelf the house cannot show says why, and tries again", async () => {
  house.use(
    http.get(at("stories"), () => refuses({ status: 503, detail: "the library is locked", hint: "wait" })),
  );
  const { user } = await renderApp("/");
  expect(await screen.findByText("the library is locked")).toBeInTheDocument();

  house.use(shelves({ all: [card()] }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(mira.title)).toBeInTheDocument();
});

test("a kept book is the shelf, once the house is gone", async () => {
  // What a browser has at a secure address, and jsdom has not.
  vi.stubGlobal("caches", new RehearsalCaches());
  give(navigator, "serviceWorker", new EventTarget());
  give(navigator, "locks", { request: (_name: string, _how: object, work: () => unknown) => work() });
  give(navigator, "storage", { persist: async () => true });
  give(document, "fonts", { load: async () => [] });
  house.use(
    shelves({ all: [card()] }),
    http.get(at("stories/mira/scenes/:scene/:part"), () => new Response("bytes")),
  );
  const { user } = await renderApp("/");
  await user.click(await screen.findByRole("button", { name: `More for “${mira.title}”` }));
  await user.click(await screen.findByRole("button", { name: /Keep on this device/ }));
  expect(await screen.findByRole("button", { name: /Take it off this device/ })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Close" }));

  house.use(
    http.get(at("stories"), () => isGone()),
    http.get(at("health"), () => isGone()),
  );
  await user.click(screen.getByRole("button", { name: "Favourites" }));

  const shelf = await section("On this device");
  expect(within(shelf).getByRole("link", { name: new RegExp(mira.title) })).toHaveAttribute(
    "href",
    "/app/read/mira",
  );
  expect(screen.queryByRole("searchbox")).toBeNull();
});

function give(thing: object, name: string, value: unknown): void {
  Object.defineProperty(thing, name, { value, configurable: true });
}
