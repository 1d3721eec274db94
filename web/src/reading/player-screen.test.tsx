import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { beforeEach, describe, expect, test } from "vitest";
import { setPreference } from "@/lib/preferences";
import { at, house, isGone, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { book, mira } from "@/testing/sample-tales";

/** The audio element of a browser that plays: a test turns its clock. */
let seconds = 0;
let told: unknown[] = [];

beforeEach(() => {
  seconds = 0;
  told = [];
  Object.defineProperty(HTMLMediaElement.prototype, "currentTime", {
    configurable: true,
    get: () => seconds,
    set: (to: number) => {
      seconds = to;
    },
  });
  Object.defineProperty(HTMLMediaElement.prototype, "readyState", { configurable: true, get: () => 4 });
  house.use(
    http.patch(at("stories/:id"), async ({ request }) => {
      told.push(await request.json());
      return says(mira);
    }),
  );
});

function serves(different: Parameters<typeof book>[0]) {
  house.use(http.get(at("stories/:id"), () => says(book(different))));
}

async function opened(path = "/read/mira") {
  const { user } = await renderApp(path);
  await user.click(await screen.findByRole("button", { name: "Begin" }));
  return user;
}

const marked = () => document.querySelector("[data-now]")?.textContent;

describe("a book", () => {
  test("opens on its title page, with its name, whose it is, and one way in", async () => {
    await renderApp("/read/mira");
    expect(await screen.findByRole("heading", { level: 1, name: mira.title })).toBeVisible();
    expect(screen.getByText(/for Mira/)).toBeVisible();
    expect(screen.getByRole("radio", { name: "Auto play" })).toBeChecked();
    expect(screen.getByRole("button", { name: "Begin" })).toBeVisible();
  });

  test("stops at its end by itself at bedtime, and says so", async () => {
    setPreference("bedtime", { from: "00:00", to: "24:00" });
    await renderApp("/read/mira");
    expect(await screen.findByText("Stops by itself at the end of this story.")).toBeVisible();
    expect(screen.getByText("Sleep timer set")).toBeInTheDocument();
  });

  test("is one of several that were chosen for tonight, and bedtime lets them all be told", async () => {
    setPreference("bedtime", { from: "00:00", to: "24:00" });
    await renderApp("/read/mira?queue=1");
    await screen.findByRole("button", { name: "Begin" });
    expect(screen.queryByText("Sleep timer set")).toBeNull();
  });

  test("can be begun while its end is still being written", async () => {
    const written = mira.scenes.slice(0, 1);
    serves({ state: "writing", scenes: written });
    const user = await opened();
    expect(screen.getByRole("img", { name: "Page 1 of 3" })).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Page 1" })).toHaveTextContent("A small fox came");

    await user.click(screen.getByRole("button", { name: "Next page" }));

    expect(await screen.findByText("This page is still being written.")).toBeVisible();
    expect(screen.getByRole("img", { name: "Page 2 of 3" })).toBeInTheDocument();
    expect(screen.queryByRole("heading", { name: "The end" })).toBeNull();
  });

  test("shows each page as a landmark with a heading and its picture in words", async () => {
    await opened();
    const page = screen.getByRole("region", { name: "Page 1" });
    expect(within(page).getByRole("heading", { level: 2, name: "Page 1" })).toBeVisible();
    expect(page).toHaveTextContent("Mira sat on the step. A small fox came out of the grass.");
    expect(screen.getByRole("img", { name: "Mira and the fox, page 1" })).toBeInTheDocument();
    expect(screen.getByRole("img", { name: "Page 1 of 3" })).toBeInTheDocument();
  });

  test("marks the sentence being read for a child of five", async () => {
    await opened();
    seconds = 0.1;
    await waitFor(() => expect(marked()).toBe("Mira sat on the step."));
    seconds = 2.1;
    await waitFor(() => expect(marked()).toBe("A small fox came out of the grass."));
  });

  test("marks the word being read for a child of seven", async () => {
    serves({ age: 7 });
    await opened();
    seconds = 0.5;
    await waitFor(() => expect(marked()).toBe("sat"));
  });

  test("marks nothing where the family chose so", async () => {
    setPreference("highlight", "off");
    await opened();
    seconds = 0.5;
    await act(() => new Promise((done) => setTimeout(done, 60)));
    expect(marked()).toBeUndefined();
  });

  test("is heard from the word that is tapped", async () => {
    const user = await opened();
    await user.click(screen.getByText("fox"));
    expect(seconds).toBeCloseTo(2.8);
  });

  test("turns by buttons and by keys, and says so politely", async () => {
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Next page" }));
    expect(screen.getByRole("region", { name: "Page 2" })).toBeVisible();
    await waitFor(() =>
      expect(screen.getAllByRole("status").map((status) => status.textContent)).toContain(
        "Page 2 of 3: Page 2",
      ),
    );
    await user.keyboard("{ArrowLeft}");
    expect(screen.getByRole("region", { name: "Page 1" })).toBeVisible();
    await user.keyboard("{PageDown}{PageDown}{PageDown}");
    expect(screen.getByRole("heading", { name: "The end" })).toBeVisible();
  });

  test("begins again after the end", async () => {
    const user = await opened();
    await user.keyboard("{End}{ArrowRight}");
    await user.click(screen.getByRole("button", { name: "Once more" }));
    expect(screen.getByRole("region", { name: "Page 1" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Pause" })).toBeVisible();
  });

  test("tells the house where it was left", async () => {
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Next page" }));
    await waitFor(() => expect(told).toContainEqual({ heard: { page: 2, seconds: 0, finished: false } }));
    await user.keyboard("{End}{ArrowRight}");
    await waitFor(() => expect(told.at(-1)).toMatchObject({ heard: { page: 3, finished: true } }));
  });

  test("opens where it was left, and not on the title page", async () => {
    serves({ heard: { page: 2, seconds: 4.5, finished: false, at: "2026-11-21T19:00:00Z" } });
    await renderApp("/read/mira");
    expect(await screen.findByRole("region", { name: "Page 2" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Read aloud" })).toBeVisible();
  });

  test("keeps the place on this device while the house is gone", async () => {
    house.use(http.patch(at("stories/:id"), () => isGone()));
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Next page" }));
    await waitFor(() =>
      expect(JSON.parse(localStorage.getItem("sandman.heard") ?? "{}")).toEqual({
        mira: { page: 2, seconds: 0, finished: false },
      }),
    );
  });
});

describe("Japanese", () => {
  const text = "森に入ると、月が出ました。";
  const scene = {
    ...(mira.scenes[0] as (typeof mira.scenes)[0]),
    text,
    tokens: [
      { shown: "森に", said: "森に", reading: "もりに" },
      { shown: "入ると、", said: "入ると、", reading: "はいると、" },
      { shown: "月が", said: "月が", reading: "つきが" },
      { shown: "出ました。", said: "出ました。", reading: "でました。" },
    ],
    narration: null,
  };

  test("has kana over its kanji from six on", async () => {
    serves({ language: "ja", age: 7, scenes: [scene] });
    await opened();
    const readings = [...document.querySelectorAll("rt")].map((rt) => rt.textContent);
    expect(readings).toEqual(["もり", "はい", "つき", "で"]);
  });

  test("has none for younger children", async () => {
    serves({ language: "ja", age: 5, scenes: [scene] });
    await opened();
    expect(document.querySelector("rt")).toBeNull();
    expect(screen.getByRole("region")).toHaveTextContent(text);
  });
});

describe("settings", () => {
  test("choose how it is read and when it stops", async () => {
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Settings for tonight" }));
    const sheet = screen.getByRole("dialog", { name: "Settings for tonight" });
    await user.click(within(sheet).getByRole("radio", { name: "10 min" }));
    expect(within(sheet).getByRole("radio", { name: "10 min" })).toBeChecked();
    await user.click(within(sheet).getByRole("radio", { name: "I read" }));
    await user.click(within(sheet).getByRole("button", { name: "Close" }));
    expect(screen.getByText("Sleep timer set")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Read aloud" })).toBeVisible();
  });

  test("Listen turns the screen black, and leads back to the pages", async () => {
    setPreference("mode", "listen");
    const user = await opened();
    const settings = screen.getByRole("button", { name: "Settings for tonight" });
    expect(settings.closest("[inert]")).not.toBeNull();
    expect(document.activeElement).toHaveAccessibleName("Pause");
    await user.click(screen.getByRole("button", { name: "Show the pages" }));
    expect(settings.closest("[inert]")).toBeNull();
  });

  test("are behind a gate where the child lock is on", async () => {
    setPreference("childLock", true);
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Settings for tonight" }));
    const gate = screen.getByRole("dialog", { name: "For grown-ups" });
    // Pressed by a switch or a screen reader, without a finger that could hold.
    fireEvent.click(within(gate).getByRole("button", { name: "Hold" }));

    const wrong = within(gate).getByLabelText(/\+/);
    await user.type(wrong, "99");
    expect(within(gate).getByText("Not quite. Here is another one.")).toBeVisible();

    const sum = within(gate).getByText(/\+/).textContent ?? "";
    const [one = 0, two = 0] = (sum.match(/\d+/g) ?? []).map(Number);
    for (const digit of String(one + two)) {
      await user.click(within(gate).getByRole("button", { name: digit }));
    }
    expect(await screen.findByRole("dialog", { name: "Settings for tonight" })).toBeVisible();
  });
});

describe("a book that is not whole", () => {
  test("waits calmly for the next page", async () => {
    const [one, two, three] = mira.scenes as [
      (typeof mira.scenes)[0],
      (typeof mira.scenes)[0],
      (typeof mira.scenes)[0],
    ];
    serves({
      state: "making",
      scenes: [one, { ...two, narration: null }, { ...three, narration: null, picture: null }],
    });
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Next page" }));
    expect(screen.getByText("Just a moment: the voice is on its way.")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("that is still being written opens by itself", async () => {
    serves({ state: "writing", scenes: [], title: "" });
    await renderApp("/read/mira");
    expect(await screen.findByText(/is being written/)).toBeVisible();
  });

  test("that is not on the shelf says so, and leads to the library", async () => {
    house.use(http.get(at("stories/:id"), () => refuses({ status: 404, detail: "no such book" })));
    await renderApp("/read/mira");
    expect(await screen.findByText("This story is not on the shelf.")).toBeVisible();
    expect(screen.getByRole("link", { name: "To the library" })).toBeVisible();
  });

  test("that cannot be reached is waited for", async () => {
    house.use(http.get(at("stories/:id"), () => isGone()));
    await renderApp("/read/mira");
    expect(await screen.findByText(/cannot be reached just now/)).toBeVisible();
    house.use(http.get(at("stories/:id"), () => says(mira)));
    expect(await screen.findByRole("button", { name: "Begin" })).toBeVisible();
  });
});

describe("tonight's stories", () => {
  test("the next one is offered at the end, and the told one leaves the list", async () => {
    localStorage.setItem("sandman.queue", JSON.stringify(["mira", "fox"]));
    house.use(http.get(at("stories/fox"), () => says(book({ id: "fox", title: "The Fox Alone" }))));
    const user = await opened("/read/mira?queue=1");
    await user.keyboard("{End}{ArrowRight}");
    expect(JSON.parse(localStorage.getItem("sandman.queue") ?? "")).toEqual(["fox"]);
    await user.click(screen.getByRole("button", { name: "The next story" }));
    expect(await screen.findByRole("heading", { level: 1, name: "The Fox Alone" })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Pause" })).toBeVisible();
  });

  test("nothing begins by itself that nobody asked for", async () => {
    localStorage.setItem("sandman.queue", JSON.stringify(["mira", "fox"]));
    const user = await opened("/read/mira");
    await user.keyboard("{End}{ArrowRight}");
    expect(screen.queryByRole("button", { name: "The next story" })).toBeNull();
  });
});
