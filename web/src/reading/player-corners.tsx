import { LibraryBig, Moon, SlidersHorizontal } from "lucide-react";
import { useEffect, useState } from "react";
import type { SleepChoice, SleepTimer } from "@/lib/reader/sleep-timer";
import { useTranslation } from "@/lib/words";

type PlayerCornersProps = {
  sleep: SleepTimer;
  sleepChoice: SleepChoice;
  onLeave: () => void;
  onSettings: () => void;
};

/** The two ways out of the page, in the corners: back to the shelf, and what a parent sets. */
export function PlayerCorners({ sleep, sleepChoice, onLeave, onSettings }: PlayerCornersProps) {
  const { t } = useTranslation("reading");
  return (
    <nav className="player-corners" aria-label={t("corners")}>
      <button
        type="button"
        className="player-corner"
        aria-label={t("leave")}
        title={t("leave")}
        onClick={onLeave}
      >
        <LibraryBig aria-hidden="true" />
      </button>
      <button
        type="button"
        className="player-corner"
        aria-label={t("settings")}
        title={t("settings")}
        onClick={onSettings}
      >
        {sleepChoice !== "off" && <SleepLeft sleep={sleep} choice={sleepChoice} />}
        <SlidersHorizontal aria-hidden="true" />
      </button>
    </nav>
  );
}

/** That the story will stop by itself, and in how many minutes. */
function SleepLeft({ sleep, choice }: { sleep: SleepTimer; choice: SleepChoice }) {
  const { t } = useTranslation("reading");
  const [left, setLeft] = useState(sleep.left);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice has another time left
  useEffect(() => {
    const look = () => setLeft(sleep.left);
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [sleep, choice]);
  const minutes = left === null ? null : Math.max(1, Math.ceil(left / 60_000));
  return (
    <span className="player-sleep">
      <Moon aria-hidden="true" />
      <span className="sr-only">{t("sleep.set")}</span>
      {minutes}
    </span>
  );
}
