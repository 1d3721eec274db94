import { useCallback, useEffect, useRef, useState } from "react";
import { readAloud } from "@/household/api";
import { type Language, SAMPLE_SENTENCES } from "@/household/languages";

type Sample = { voice: string; state: "fetching" | "playing" } | null;

/** One voice at a time says its sentence. `hear` a second time, or with another voice, ends what is said. */
export function useSample() {
  const [sample, setSample] = useState<Sample>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const silence = useRef(() => {});

  const stop = useCallback(() => {
    silence.current();
    silence.current = () => {};
    setSample(null);
  }, []);
  useEffect(() => stop, [stop]);

  const hear = async (voice: string, language: Language) => {
    const again = sample?.voice === voice;
    stop();
    setProblem(null);
    if (again) return;

    const asking = new AbortController();
    silence.current = () => asking.abort();
    setSample({ voice, state: "fetching" });
    try {
      const sound = await readAloud({ text: SAMPLE_SENTENCES[language], language, voice }, asking.signal);
      if (asking.signal.aborted) return;
      const address = URL.createObjectURL(sound);
      const audio = new Audio(address);
      silence.current = () => {
        audio.pause();
        URL.revokeObjectURL(address);
      };
      audio.addEventListener("ended", stop);
      await audio.play();
      setSample({ voice, state: "playing" });
    } catch (error) {
      if (asking.signal.aborted) return;
      stop();
      setProblem(error as Error);
    }
  };
  return { sample, problem, hear };
}
