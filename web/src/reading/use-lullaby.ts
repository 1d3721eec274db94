import { useEffect, useMemo } from "react";
import { LullabyPlayer } from "@/lib/lullaby/lullaby-player";
import { preference } from "@/lib/preferences";

/** How long the lullaby sounds after the story, minutes. */
export const LULLABY_MINUTES = 30;

/** The lullaby the family chose, if any: made ready at a touch, begun when the story is over. */
export function useLullaby() {
  const lullaby = useMemo(() => {
    const player = new LullabyPlayer();
    return {
      prepare() {
        if (preference("lullaby") !== "none") player.prepare();
      },
      start() {
        const kind = preference("lullaby");
        if (kind !== "none") player.start(kind, LULLABY_MINUTES);
      },
      stop: () => player.stop(),
      dispose: () => player.dispose(),
    };
  }, []);
  useEffect(() => () => lullaby.dispose(), [lullaby]);
  return lullaby;
}
