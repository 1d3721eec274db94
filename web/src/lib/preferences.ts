/** What this device remembers between evenings. Kept in localStorage; a value that cannot be read is the default. */
import { useSyncExternalStore } from "react";
import { type Bedtime, isHours } from "@/lib/bedtime";

export const INTERFACE_LANGUAGES = ["en", "fr", "ja", "hi"] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

export const THEMES = ["night", "day", "auto"] as const;
export const MODES = ["auto", "read", "self", "listen"] as const;
export const HIGHLIGHTS = ["auto", "sentence", "word", "off"] as const;
export const LULLABIES = ["none", "rain", "waves", "brown"] as const;
/** How far the pictures can be dimmed: 1 is as painted. */
export const DIM = { min: 0.3, max: 1, step: 0.05 } as const;

export type Preferences = {
  interface: InterfaceLanguage;
  theme: (typeof THEMES)[number];
  highlight: (typeof HIGHLIGHTS)[number];
  mode: (typeof MODES)[number];
  dim: number;
  lullaby: (typeof LULLABIES)[number];
  childLock: boolean;
  fade: boolean;
  bedtime: Bedtime | null;
  narrationVoice: Record<string, string>;
};

type Reading<K extends keyof Preferences> = {
  otherwise: () => Preferences[K];
  fits: (value: unknown) => boolean;
};

const READINGS: { [K in keyof Preferences]: Reading<K> } = {
  interface: oneOf(INTERFACE_LANGUAGES, spokenHere),
  theme: oneOf(THEMES, () => "night"),
  highlight: oneOf(HIGHLIGHTS, () => "auto"),
  mode: oneOf(MODES, () => "auto"),
  dim: {
    otherwise: () => 1,
    fits: (value) => typeof value === "number" && value >= DIM.min && value <= DIM.max,
  },
  lullaby: oneOf(LULLABIES, () => "none"),
  childLock: { otherwise: () => false, fits: (value) => typeof value === "boolean" },
  fade: { otherwise: () => true, fits: (value) => typeof value === "boolean" },
  bedtime: { otherwise: () => null, fits: (value) => value === null || isHours(value) },
  narrationVoice: { otherwise: () => ({}), fits: isRecordOfStrings },
};

const listeners = new Set<() => void>();
/** The last value read per key and the text it was read from, so that an object keeps its identity. */
const read = new Map<keyof Preferences, { text: string | null; value: unknown }>();

export function preference<K extends keyof Preferences>(key: K): Preferences[K] {
  const text = stored(key);
  const known = read.get(key);
  if (known && known.text === text) return known.value as Preferences[K];
  const value = parsed(key, text);
  read.set(key, { text, value });
  return value;
}

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(address(key), text);
  } catch {
    // Storage is full or forbidden: the choice holds until the page is left.
    unstored.set(key, text);
  }
  for (const tell of listeners) tell();
}

/** `const [theme, setTheme] = usePreference("theme")`; every place that reads it follows, in other tabs too. */
export function usePreference<K extends keyof Preferences>(
  key: K,
): [Preferences[K], (value: Preferences[K]) => void] {
  const value = useSyncExternalStore(onPreferenceChange, () => preference(key));
  return [value, (next) => setPreference(key, next)];
}

/** Calls `listener` when any preference changes, here or in another tab. Returns the way to stop. */
export function onPreferenceChange(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

const unstored = new Map<keyof Preferences, string>();

function stored(key: keyof Preferences): string | null {
  const kept = unstored.get(key);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(address(key));
  } catch {
    return null;
  }
}

function parsed<K extends keyof Preferences>(key: K, text: string | null): Preferences[K] {
  const { otherwise, fits } = READINGS[key];
  if (text === null) return otherwise();
  try {
    const value: unknown = JSON.parse(text);
    return fits(value) ? (value as Preferences[K]) : otherwise();
  } catch {
    return otherwise();
  }
}

function address(key: keyof Preferences): string {
  return `sandman.${key}`;
}

function oneOf<T extends string>(values: readonly T[], otherwise: () => T) {
  return { otherwise, fits: (value: unknown) => values.includes(value as T) };
}

function isRecordOfStrings(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === "string")
  );
}

/** The first of the device's languages that the interface speaks, or English. */
function spokenHere(): InterfaceLanguage {
  for (const tag of navigator.languages) {
    const spoken = INTERFACE_LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (spoken) return spoken;
  }
  return "en";
}
