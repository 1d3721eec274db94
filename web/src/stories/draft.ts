/** What a parent has typed and chosen so far. It survives a reload, an error and a lost connection. */
import { useCallback, useState } from "react";
import { type InterfaceLanguage, preference } from "@/lib/preferences";
import type { Language, Slot, StoryRequest } from "@/stories/wire";

export type Length = NonNullable<StoryRequest["length"]>;
export type Pronoun = NonNullable<StoryRequest["pronoun"]>;

export interface Draft {
  idea: string;
  child: string;
  /** Years; null until somebody says. */
  age: number | null;
  pronoun: Pronoun | null;
  language: Language;
  length: Length;
  voice: string | null;
  /** A style by its name, or WATERCOLOURS; null for what the house uses by itself. */
  style: string | null;
  /** Who tells, paints and reads; null for whom the house takes by itself. */
  storyteller: string | null;
  illustrator: string | null;
  narrator: string | null;
  /** What the parent chose for the story, whatever the idea says. */
  chosen: Partial<Record<Slot, string>>;
  /** What is not to be taken from the idea. */
  without: Slot[];
  /** Names this wish to the house: asking twice is one story. Another wish has another key. */
  key: string;
}

/** What stays the same from one evening to the next. */
type Habits = Pick<Draft, (typeof HABITUAL)[number]>;
const HABITUAL = ["language", "length", "style", "storyteller", "illustrator", "narrator"] as const;

const DRAFT = "sandman.draft";
const HABITS = "sandman.habits";

export function useDraft() {
  const [draft, setDraft] = useState(keptDraft);

  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((was) => {
      const next = { ...was, ...changes, key: newKey() };
      keep(DRAFT, next);
      return next;
    });
  }, []);

  /** The story has begun: its wish is done with, the habits stay. */
  const begun = useCallback((draft: Draft) => {
    keep(HABITS, Object.fromEntries(HABITUAL.map((habit) => [habit, draft[habit]])));
    forget(DRAFT);
  }, []);

  return { draft, change, begun };
}

/** What stands for what the draft leaves open. */
type Said = {
  age: number;
  voice: string | null;
  engines: Pick<StoryRequest, "storyteller" | "illustrator" | "narrator">;
  /** The style, and who must paint for it. */
  pictures: Pick<StoryRequest, "style" | "illustrator">;
};

/** The wish as the house takes it. */
export function requestOf(draft: Draft, said: Said): StoryRequest {
  const { age, voice, engines, pictures } = said;
  return {
    idea: draft.idea,
    child: draft.child,
    age,
    language: draft.language,
    length: draft.length,
    pronoun: draft.pronoun,
    voice,
    ...engines,
    ...pictures,
    ...draft.chosen,
    without: draft.without,
  };
}

/** The draft told in another language; a voice speaks only its own. */
export function withLanguage(language: Language): Partial<Draft> {
  return { language, voice: null };
}

/** The draft with a thing chosen for the story. */
export function choose(draft: Draft, slot: Slot, id: string): Partial<Draft> {
  return {
    chosen: { ...draft.chosen, [slot]: id },
    without: draft.without.filter((other) => other !== slot),
  };
}

/** The draft with a thing taken out of the story. */
export function takeOut(draft: Draft, slot: Slot): Partial<Draft> {
  return { ...leaveOpen(draft, slot), without: [...new Set([...draft.without, slot])] };
}

/** The draft with a thing left to the idea, and to chance. */
export function leaveOpen(draft: Draft, slot: Slot): Partial<Draft> {
  const { [slot]: _, ...chosen } = draft.chosen;
  return { chosen, without: draft.without.filter((other) => other !== slot) };
}

export function isEmpty(draft: Draft): boolean {
  return draft.idea.trim() === "" && Object.keys(draft.chosen).length === 0;
}

function keptDraft(): Draft {
  const habits = read<Habits>(HABITS);
  const fresh: Draft = {
    idea: "",
    child: "",
    age: null,
    pronoun: null,
    language: preference("interface") satisfies InterfaceLanguage,
    length: "usual",
    voice: null,
    style: null,
    storyteller: null,
    illustrator: null,
    narrator: null,
    chosen: {},
    without: [],
    key: newKey(),
    ...habits,
  };
  return { ...fresh, ...read<Draft>(DRAFT) };
}

function read<T extends object>(name: string): Partial<T> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Partial<T>) : {};
  } catch {
    // Storage is forbidden, or somebody else wrote there: begin afresh.
    return {};
  }
}

function keep(name: string, value: object): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the draft holds until the page is left.
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Storage is forbidden: nothing was kept there.
  }
}

/** Not randomUUID: that exists only over https and on the machine itself, and a tablet asks over http. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
