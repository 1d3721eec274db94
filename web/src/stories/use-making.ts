import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { followStory, type Part, type StoryEvent } from "@/lib/events";
import { asked, atRest, happened, type Making, NOTHING_YET } from "@/stories/making";

type Told =
  | { kind: "event"; event: StoryEvent }
  | { kind: "asked"; page: number; part: Part }
  | { kind: "rest" }
  | { kind: "another" };

function told(making: Making, news: Told): Making {
  switch (news.kind) {
    case "event":
      return happened(making, news.event);
    case "asked":
      return asked(making, news.page, news.part);
    case "rest":
      return atRest(making);
    case "another":
      return NOTHING_YET;
  }
}

/**
 * The making of a book, from the first line of its log to the last, as it happens.
 *
 * `follow` listens again after work was asked for; naming a page and part shows it under way at once.
 */
export function useMaking(id: string) {
  const [making, tell] = useReducer(told, NOTHING_YET);
  const [turn, setTurn] = useState(0);
  const heard = useRef(0);
  const offset = useServerOffset();
  const cache = useQueryClient();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another book is another log
  useEffect(() => {
    heard.current = 0;
    tell({ kind: "another" });
  }, [id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn listens anew, after the last line heard
  useEffect(
    () =>
      followStory(id, {
        after: heard.current,
        cache,
        onEvent: (event) => {
          heard.current = event.id;
          offset.hear(event.at);
          tell({ kind: "event", event });
        },
        onRest: () => tell({ kind: "rest" }),
      }),
    [id, turn, cache],
  );

  const follow = useCallback((page?: number, part?: Part) => {
    if (page !== undefined && part !== undefined) tell({ kind: "asked", page, part });
    setTurn((was) => was + 1);
  }, []);

  return { making, follow, now: offset.now };
}

/** The server's clock as far as its lines tell: a line is never told before it happens. */
function useServerOffset() {
  const offset = useRef(Number.NEGATIVE_INFINITY);
  const hear = useCallback((at: string) => {
    offset.current = Math.max(offset.current, Date.parse(at) - Date.now());
  }, []);
  // A tale told long afterwards says nothing of the clock; only a clock that runs ahead shows at once.
  const now = useCallback(() => {
    const known = offset.current > -PLAUSIBLE_MS ? offset.current : 0;
    return Date.now() + (Number.isFinite(known) ? known : 0);
  }, []);
  return { hear, now };
}

const PLAUSIBLE_MS = 5_000;
