import { useCallback, useEffect, useRef, useState } from "react";
import type { Agent } from "@/lib/events";
import { type Introduction, type Language, readAloud } from "@/team/api";

export type Speaking = { agent: Agent; state: "fetching" | "speaking" };

/** Has some of the four introduce themselves, one after the other; the next voice is fetched while one speaks. */
export function useIntroductions(language: Language) {
  const [speaking, setSpeaking] = useState<Speaking | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const silence = useRef(() => {});

  const stop = useCallback(() => {
    silence.current();
    silence.current = () => {};
    setSpeaking(null);
  }, []);
  useEffect(() => stop, [stop]);

  const hear = async (introductions: readonly Introduction[]) => {
    stop();
    setProblem(null);
    const until = new AbortController();
    silence.current = () => until.abort();
    const fetched = (introduction: Introduction | undefined) => {
      const sound = introduction && readAloud({ ...introduction, language }, until.signal);
      // It is waited for when its turn comes; a fault until then is told there.
      sound?.catch(() => undefined);
      return sound;
    };
    try {
      let coming = fetched(introductions[0]);
      for (const [place, { agent }] of introductions.entries()) {
        setSpeaking({ agent, state: "fetching" });
        const sound = await coming;
        if (!sound || until.signal.aborted) return;
        coming = fetched(introductions[place + 1]);
        setSpeaking({ agent, state: "speaking" });
        await played(sound, until.signal);
        if (until.signal.aborted) return;
      }
      stop();
    } catch (error) {
      if (until.signal.aborted) return;
      stop();
      setProblem(error as Error);
    }
  };

  return { speaking, problem, hear, stop };
}

/** Plays a sound to its end, or until `signal`. */
async function played(sound: Blob, signal: AbortSignal): Promise<void> {
  const address = URL.createObjectURL(sound);
  const audio = new Audio(address);
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      audio.addEventListener("ended", () => resolve());
      audio.addEventListener("error", () => reject(new Error("the sound could not be played")));
      audio.play().catch(reject);
    });
  } finally {
    audio.pause();
    URL.revokeObjectURL(address);
  }
}
