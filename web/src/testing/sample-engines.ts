/** The engines of a house without a key; a test says what is different. */
import type { components } from "@/client/schema";

type Schemas = components["schemas"];
type Engine = Schemas["EngineHere"];

const UNUSED = { calls: 0, tokens: 0, characters: 0, pictures: 0, cost: 0 };

export function engine(id: string, different: Partial<Engine> = {}): Engine {
  return {
    id,
    name: id,
    model: "",
    builtin: false,
    state: "ready",
    key: null,
    terms: null,
    leaves: [],
    today: UNUSED,
    fault: null,
    quota: null,
    models: [],
    ...different,
  };
}

export function builtIn(id: string): Engine {
  return engine(id, { builtin: true });
}

export const NO_KEY: Engine["key"] = { set: false, ending: null, from: null };

export function service(id: string, different: Partial<Engine> = {}): Engine {
  return engine(id, { ...SERVICES[id], ...different });
}

const SERVICES: Record<string, Partial<Engine>> = {
  mistral: {
    name: "Mistral",
    model: "mistral-medium-latest",
    state: "no_key",
    key: NO_KEY,
    leaves: ["idea_masked", "pages_masked", "pictures"],
  },
  openai: { name: "OpenAI, or a server like it", state: "no_key", key: NO_KEY, leaves: ["idea_masked"] },
  ollama: { name: "Ollama", state: "not_found" },
  elevenlabs: {
    name: "ElevenLabs",
    model: "eleven_multilingual_v2",
    state: "no_key",
    key: NO_KEY,
    leaves: ["page_text_with_name"],
  },
  gemini: {
    name: "Gemini",
    model: "gemini-3-pro-image",
    state: "no_key",
    key: NO_KEY,
    terms: { accepted: false, url: "https://terms.test/gemini" },
    leaves: ["picture_prompts"],
  },
};

export function engines(different: Partial<Schemas["EnginesHere"]> = {}): Schemas["EnginesHere"] {
  return {
    storyteller: [builtIn("builtin"), service("mistral"), service("openai"), service("ollama")],
    illustrator: [builtIn("painter"), service("gemini")],
    narrator: [builtIn("kokoro"), service("elevenlabs")],
    safety: [builtIn("rules"), service("mistral"), engine("lifeline", { state: "not_found" })],
    spending: { today: 0, limit: 5 },
    ...different,
  };
}
