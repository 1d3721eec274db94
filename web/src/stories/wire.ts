/** The house's own words for what goes over the wire, by the names the stories use. */
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Book = Schemas["BookDocument"];
export type Scene = Schemas["SceneDocument"];
export type Verdict = Schemas["VerdictHere"];
export type Engine = Schemas["EngineHere"];
export type EnginesHere = Schemas["EnginesHere"];
export type Provenance = Schemas["Provenance"];
export type Language = Schemas["Language"];
export type StoryRequest = Schemas["StoryRequest"];
export type Understood = Schemas["Understood"];
export type World = Schemas["WorldHere"];
export type Hero = Schemas["Hero"];
export type Voice = Schemas["VoiceHere"];
export type Style = Schemas["StyleHere"];
export type Child = Schemas["ChildHere"];
export type Wish = Schemas["Wish"];
export type Changes = Schemas["Changes"];

export type Slot = keyof World;
/** What a story can be given, in the order a parent thinks of it. */
export const SLOTS = [
  "hero",
  "companion",
  "place",
  "prop",
  "feeling",
  "lesson",
  "wonder",
  "weather",
] as const satisfies readonly Slot[];

export const LANGUAGES = ["en", "fr", "ja", "hi"] as const satisfies readonly Language[];
export const YOUNGEST = 3;
export const OLDEST = 10;

/** Each language by its own name, as its speakers look for it. */
export const OWN_NAME: Record<Language, string> = {
  en: "English",
  fr: "Français",
  ja: "日本語",
  hi: "हिन्दी",
};
