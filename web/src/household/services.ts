/** The services outside the house's own engines: who they are, and how they stand, one each whatever they do. */
import type { Engine, EnginesHere } from "@/household/api";

export type Craft = "storyteller" | "illustrator" | "narrator";
export const CRAFTS: readonly Craft[] = ["storyteller", "illustrator", "narrator"];

export interface Service extends Engine {
  craft: Craft;
  /** New stories are made with it. */
  atWork: boolean;
}

/** Where a key is looked for before the house's own. */
export const VARIABLES: Readonly<Record<string, string>> = {
  mistral: "MISTRAL_API_KEY",
  openai: "OPENAI_API_KEY",
  elevenlabs: "ELEVENLABS_API_KEY",
  gemini: "GEMINI_API_KEY",
};

/** Models that are known to do well, offered while one types; any other can be typed. */
export const MODELS: Readonly<Record<string, readonly string[]>> = {
  mistral: ["mistral-medium-latest", "mistral-large-latest", "mistral-small-latest"],
  elevenlabs: ["eleven_multilingual_v2", "eleven_flash_v2_5", "eleven_v3"],
  gemini: ["gemini-3-pro-image", "gemini-3.1-flash-image", "gemini-nano-banana-2.1"],
};

/** In the order in which they always stand, whoever is at work. */
const ORDER = ["mistral", "openai", "ollama", "elevenlabs", "gemini"];

export function servicesOf(engines: EnginesHere): Service[] {
  const found = CRAFTS.flatMap((craft) =>
    engines[craft]
      .map((engine, place) => ({ ...engine, craft, atWork: place === 0 }))
      .filter((engine) => !engine.builtin),
  );
  return found.sort((one, other) => ORDER.indexOf(one.id) - ORDER.indexOf(other.id));
}

/** Nothing that a family writes leaves the house for it. */
export function isAtHome(engine: Engine): boolean {
  return engine.builtin || engine.leaves.length === 0;
}

/** Somebody has set it up: it has a key, or it was found. */
export function isSetUp({ key, state }: Engine): boolean {
  return key ? key.set || state === "ready" || state === "trouble" : state !== "not_found";
}
