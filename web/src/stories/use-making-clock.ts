import { useEffect, useRef, useState } from "react";
import type { Agent } from "@/lib/events";
import type { Making } from "@/stories/making";
import { secondsLeft, steadied } from "@/stories/time-left";

const TICK_MS = 1000;

export interface Clock {
  /** Now, by the server's clock, in ms. */
  at: number;
  /** Seconds since the present work began; null before it has, or when it has ended. */
  elapsed: number | null;
  /** Seconds each will still be at work, as far as can be told. */
  left: Record<Agent, number | null>;
}

const NOBODY: Record<Agent, number | null> = { doc: null, pathfinder: null, firefly: null, lifeline: null };

/** How long the making has taken and will still take, told anew each second while it lasts. */
export function useMakingClock(making: Making, now: () => number): Clock {
  const [clock, setClock] = useState<Clock>({ at: 0, elapsed: null, left: NOBODY });
  const latest = useRef(making);
  latest.current = making;
  const working = making.begun !== null && making.ended === null;

  useEffect(() => {
    if (!working) return;
    const tick = () => setClock((was) => ticked(was, latest.current, now()));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [working, now]);

  return working ? clock : { ...clock, elapsed: null, left: NOBODY };
}

function ticked(was: Clock, making: Making, at: number): Clock {
  const target = secondsLeft(making, at);
  const steady = (agent: Agent) => {
    const seconds = target[agent];
    return seconds === null ? null : steadied(was.left[agent], seconds, (at - was.at) / 1000);
  };
  return {
    at,
    elapsed: making.begun === null ? null : Math.max(0, (at - making.begun) / 1000),
    left: {
      doc: steady("doc"),
      pathfinder: steady("pathfinder"),
      firefly: steady("firefly"),
      lifeline: steady("lifeline"),
    },
  };
}
