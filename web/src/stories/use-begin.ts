import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { type FieldProblem, ServerGone, ServerProblem } from "@/lib/server";
import { beginStory } from "@/stories/api";

const TRIES_MS = [1000, 2000, 4000];

/** What the house found wrong with a field, if anything. */
export type Faults = (field: string) => FieldProblem | undefined;

/** Fields that stand on the screen, so that what is wrong with them can stand beside them. */
const SHOWN = new Set([
  ...["idea", "child", "age", "pronoun", "hero", "feeling", "place"],
  ...["length", "language", "voice", "style"],
]);

/** Begin the story and go to watch it being made. The same wish asked twice is one story. */
export function useBegin(onBegun: () => void) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const begin = useMutation({
    mutationFn: beginStory,
    // A house that is being restarted is back in a moment; the key keeps a lost answer from costing a second story.
    retry: (count, error) => error instanceof ServerGone && count < TRIES_MS.length,
    retryDelay: (count) => TRIES_MS[count] ?? 0,
    onSuccess: ({ id }) => {
      onBegun();
      void cache.invalidateQueries({ queryKey: ["stories"] });
      void cache.invalidateQueries({ queryKey: ["children"] });
      void navigate(`/making/${id}`);
    },
  });

  const problem = begin.error instanceof ServerProblem ? begin.error.problem : null;
  const faults: Faults = (field) => problem?.errors?.find((error) => error.field === field);
  const besideFields = problem?.errors?.some((error) => SHOWN.has(error.field)) ?? false;
  return {
    begin: begin.mutate,
    reset: begin.reset,
    state: begin.isPending ? (begin.failureCount > 0 ? "waiting" : "sending") : "idle",
    /** The house's refusal, as long as nothing has been changed since. */
    problem,
    faults,
    /** What went wrong and stands beside no field. */
    trouble: besideFields ? null : begin.error,
  } as const;
}
