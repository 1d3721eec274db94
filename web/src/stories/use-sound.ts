import { useEffect, useRef, useState } from "react";

type State = "silent" | "fetching" | "playing" | "failed";

/** The player that sounds now: a second one silences the first. */
let sounding: HTMLAudioElement | null = null;

/** A sound to try out: fetched when it is first wished for, stopped by a second press or by another sound. */
export function useSound(fetchAddress: () => Promise<string>) {
  const [state, setState] = useState<State>("silent");
  const player = useRef<HTMLAudioElement | null>(null);

  const stop = () => {
    player.current?.pause();
    player.current = null;
    setState("silent");
  };

  const play = async () => {
    sounding?.pause();
    setState("fetching");
    try {
      const audio = new Audio(await fetchAddress());
      player.current = audio;
      sounding = audio;
      audio.addEventListener("pause", () => setState("silent"));
      audio.addEventListener("ended", () => setState("silent"));
      audio.addEventListener("error", () => setState("failed"));
      await audio.play();
      setState("playing");
    } catch {
      // The house is gone, or the browser would not play: the button says so.
      setState("failed");
    }
  };

  // Nothing sounds on after its screen has gone.
  useEffect(() => () => player.current?.pause(), []);

  return { state, toggle: state === "playing" || state === "fetching" ? stop : play };
}
