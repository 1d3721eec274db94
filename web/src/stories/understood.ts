/** What the story will hold: what was read in the idea, overruled by what the parent chose. */
import type { Draft } from "@/stories/draft";
import { SLOTS, type Slot, type Understood, type World } from "@/stories/wire";

export interface Thing {
  slot: Slot;
  id: string;
  name: string;
  /** The parent chose it; it was not read in the idea. */
  chosen: boolean;
}

/** The things of the story in the order of a parent's thoughts. */
export function thingsOf(draft: Draft, read: Understood | undefined, world: World | undefined): Thing[] {
  return SLOTS.flatMap((slot): Thing[] => {
    const id = draft.chosen[slot];
    if (id !== undefined) {
      const name = world?.[slot].find((thing) => thing.id === id)?.name ?? "…";
      return [{ slot, id, name, chosen: true }];
    }
    const found = draft.idea.trim() === "" || draft.without.includes(slot) ? null : read?.understood[slot];
    return found ? [{ slot, id: found.id, name: found.name, chosen: false }] : [];
  });
}

/** What was read in the idea and the parent took out again. */
export function takenOut(draft: Draft, read: Understood | undefined): Thing[] {
  return draft.without.flatMap((slot) => {
    const found = read?.understood[slot];
    return found && draft.idea.trim() !== "" ? [{ slot, id: found.id, name: found.name, chosen: false }] : [];
  });
}
