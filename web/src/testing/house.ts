/** A house that answers the app in tests. A test says what is different with `house.use(…)`. */
import { HttpResponse, http, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import type { Problem } from "@/lib/server";
import { engines } from "@/testing/sample-engines";
import { card, mira, world } from "@/testing/sample-tales";

const API = "http://house.test/api";

/** `http.get(at("stories"), …)`: an address of the house for a handler. */
export function at(path: string): string {
  return `${API}/${path}`;
}

export function says(body: JsonBodyType, status = 200) {
  return HttpResponse.json(body, { status });
}

/** The house says no, in its own sentence. */
export function refuses(problem: Partial<Problem> & { detail: string; status: number }) {
  const whole = { type: "problems/refused", title: "Refused", hint: "", errors: [], ...problem };
  return HttpResponse.json(whole, {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

/** The house does not answer. */
export function isGone() {
  return HttpResponse.error();
}

export const house = setupServer(
  http.get(at("health"), () =>
    says({ state: "well", library: "well", voices: "warm", making: 0, version: "0" }),
  ),
  http.get(at("stories"), () => says({ stories: [card()], cursor: null })),
  http.get(at("stories/:id"), () => says(mira)),
  http.get(at("children"), () => says({ children: [{ name: "Mira", age: 5, language: "en", stories: 1 }] })),
  http.get(at("world"), () => says(world)),
  http.get(at("heroes"), () =>
    says({ heroes: world.hero.map((hero) => ({ ...hero, picture: `../api/heroes/${hero.id}/picture` })) }),
  ),
  http.get(at("languages"), () =>
    says({
      languages: [
        { id: "en", name: "English" },
        { id: "ja", name: "日本語" },
        { id: "fr", name: "Français" },
        { id: "hi", name: "हिन्दी" },
      ],
    }),
  ),
  http.get(at("voices"), () =>
    says({ voices: [{ id: "af_heart", language: "en", name: "Heart", gender: "female", engine: "kokoro" }] }),
  ),
  http.get(at("engines"), () => says(engines())),
  http.get(at("styles"), () => says({ styles: [] })),
  http.get(at("team"), () => says({ talks: false, team: [] })),
  http.post(at("understand"), () =>
    says({
      understood: {
        hero: { id: "fox", name: "fox" },
        companion: null,
        place: null,
        prop: null,
        feeling: null,
        lesson: null,
        wonder: null,
        weather: null,
      },
      child: null,
      unused: [],
      gentle: { outcome: "fine", said: "" },
    }),
  ),
);
