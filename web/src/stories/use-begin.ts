import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { forgetPlace } from "@/lib/kept-place";
import { type FieldProblem, ServerGone, ServerProblem, useServerGone } from "@/lib/server";
import { beginStory } from "@/stories/api";

/** What the house found wrong with a field, if anything. */
export type Faults = (field: string) => FieldProblem | undefined;

/** Fields that stand on the screen, so that what is wrong with them can stand beside them. */
const SHOWN = new Set([
  ...["idea", "child", "age", "pronoun", "hero", "feeling", "place"],
  ...["length", "language", "voice", "style", "storyteller", "illustrator", "narrator"],
]);

/** Begin the story and go to watch it being made. The same wish asked twice is one story. */
export function useBegin(onBegun: () => void) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const begin = useMutation({
    mutationFn: beginStory,
    onSuccess: ({ id }) => {
      onBegun();
      forgetPlace();
      void cache.invalidateQueries({ queryKey: ["stories"] });
      void cache.invalidateQueries({ queryKey: ["children"] });
      void navigate(`/making/${id}`);
    },
  });

  // A wish the house did not hear is sent again each time it answers, until it is changed or the page is left.
  // Its key keeps an answer that was lost from costing a second story.
  const { mutate, variables } = begin;
  const unheard = begin.error instanceof ServerGone;
  const gone = useServerGone();
  useEffect(() => {
    if (unheard && !gone && variables) mutate(variables);
  }, [unheard, gone, variables, mutate]);

  const problem = begin.error instanceof ServerProblem ? begin.error.problem : null;
  const faults: Faults = (field) => problem?.errors?.find((error) => error.field === field);
  const besideFields = problem?.errors?.some((error) => SHOWN.has(error.field)) ?? false;
  // Refused kindly: nobody did anything wrong, and the sentence says what might be told instead.
  const kindly = problem?.type?.endsWith("not-for-bedtime") ?? false;
  return {
    begin: mutate,
    reset: begin.reset,
    state: unheard ? "waiting" : begin.isPending ? "sending" : "idle",
    /** The house's refusal, as long as nothing has been changed since. */
    problem,
    faults,
    kindly,
    /** What went wrong and stands beside no field. */
    trouble: unheard || besideFields ? null : begin.error,
  } as const;
}
