/** One small book, whole, and its card on the shelf; a test says only what is different. */
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

const TEXTS = [
  "Mira sat on the step. A small fox came out of the grass.",
  "The fox showed her the pond, and the moon lay in it.",
  "Mira lay down. The fox lay down beside her, and they slept.",
];

function scene(number: number, text: string): Schemas["SceneDocument"] {
  const words = text.split(" ");
  const seconds = words.length * 0.4;
  const alt = `Mira and the fox, page ${number}`;
  return {
    number,
    title: `Page ${number}`,
    text,
    mood: number === TEXTS.length ? "sleepy" : "tender",
    illustration_prompt: "a small fox beside a child at night",
    alt,
    picture: {
      path: `../../api/stories/mira/scenes/${number}/picture?v=0a1b2c3d`,
      width: 1024,
      height: 1024,
      alt,
    },
    narration: {
      path: `../../api/stories/mira/scenes/${number}/narration?v=0a1b2c3d`,
      seconds,
      voice: "af_heart",
      sample_rate_hz: 24000,
      words: words.map((word, index) => ({ text: word, start: index * 0.4, end: index * 0.4 + 0.35 })),
    },
    made_by: {},
    verdicts: [],
    staging: null,
    tokens: words.map((word, index) => ({
      said: word,
      shown: index === words.length - 1 ? word : `${word} `,
      reading: "",
    })),
  };
}

export const mira: Schemas["BookDocument"] = {
  id: "mira",
  title: "Mira and the Small Fox",
  language: "en",
  child: "Mira",
  age: 5,
  idea: "Mira meets a small fox",
  seed: 7,
  state: "ready",
  trouble: "",
  created_at: "2026-11-20T18:30:00Z",
  deleted_at: null,
  approved_at: "2026-11-20T18:40:00Z",
  favourite: false,
  heard: null,
  scenes: TEXTS.map((text, index) => scene(index + 1, text)),
  made_by: {},
  plot: null,
  request: { idea: "Mira meets a small fox", child: "Mira", age: 5, language: "en", scenes: 3 },
  said_plainly: [],
  seconds: { first_page: 4, total: 12 },
  understood: null,
  verdicts: [],
};

export function book(different: Partial<Schemas["BookDocument"]> = {}): Schemas["BookDocument"] {
  return { ...mira, ...different };
}

export function card(different: Partial<Schemas["Card"]> = {}): Schemas["Card"] {
  return {
    id: "mira",
    title: "Mira and the Small Fox",
    language: "en",
    child: "Mira",
    age: 5,
    idea: "Mira meets a small fox",
    state: "ready",
    trouble: "",
    created_at: "2026-11-20T18:30:00Z",
    deleted_at: null,
    approved_at: "2026-11-20T18:40:00Z",
    favourite: false,
    heard: null,
    cover: {
      path: "../api/stories/mira/scenes/1/picture?v=0a1b2c3d",
      width: 1024,
      height: 1024,
      alt: "Mira and the fox, page 1",
    },
    pages: 3,
    painted: 3,
    narrated: 3,
    listening_seconds: 240,
    ...different,
  };
}

export const world: Schemas["WorldHere"] = {
  hero: [
    { id: "fox", name: "fox" },
    { id: "owl", name: "owl" },
    { id: "whale", name: "whale" },
  ],
  companion: [{ id: "hedgehog", name: "hedgehog" }],
  place: [
    { id: "pond", name: "pond" },
    { id: "harbour", name: "harbour" },
  ],
  prop: [{ id: "lantern", name: "lantern" }],
  feeling: [{ id: "afraid_of_dark", name: "afraid of the dark" }],
  lesson: [{ id: "sharing", name: "sharing" }],
  wonder: [{ id: "stars", name: "falling stars" }],
  weather: [{ id: "snow", name: "snow" }],
};
