/** Which engines a parent may choose between for one story: only where somebody has set up more than one. */
import { useTranslation } from "@/lib/words";
import type { Engine, EnginesHere } from "@/stories/wire";

export const CHAIRS = ["storyteller", "illustrator", "narrator"] as const;
export type Chair = (typeof CHAIRS)[number];

export interface Choosable {
  chair: Chair;
  /** Those who could work now, the one that is taken by itself first. */
  engines: Engine[];
}

export function choosableOf(engines: EnginesHere | undefined): Choosable[] {
  if (!engines) return [];
  return CHAIRS.map((chair) => ({
    chair,
    engines: engines[chair].filter(({ state }) => state === "ready" || state === "trouble"),
  })).filter(({ engines }) => engines.length > 1);
}

/** What was chosen before, where it can still be had. */
export function chosenOf(choosable: Choosable[], chair: Chair, id: string | null): string | null {
  const here = choosable.find((each) => each.chair === chair)?.engines.some((engine) => engine.id === id);
  return here ? id : null;
}

/** An engine's name on a choice. */
export function useEngineOption(): (engine: Engine) => string {
  const { t } = useTranslation("stories");
  return ({ name, builtin }) => (builtin ? t("engines.house") : name);
}
