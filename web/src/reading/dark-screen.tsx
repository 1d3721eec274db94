import { BookOpen, ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "@/lib/words";
import { PressButton } from "@/reading/press-button";

/** How long the controls stay after a touch, milliseconds. */
const SHOWN = 7_000;

type DarkScreenProps = {
  title: string;
  language: string;
  going: boolean;
  onToggle: () => void;
  onTurn: (by: 1 | -1) => void;
  /** Back to the pages. */
  onPages: () => void;
};

/** Black but for a faint moon. The first touch only brings the controls, dimly, so that none is hit by chance. */
export function DarkScreen({ title, language, going, onToggle, onTurn, onPages }: DarkScreenProps) {
  const { t } = useTranslation("reading");
  const [touch, setTouch] = useState(0);
  const [shown, setShown] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each touch gives the controls their time again
  useEffect(() => {
    const timer = setTimeout(() => setShown(false), SHOWN);
    return () => clearTimeout(timer);
  }, [touch]);

  // The page beneath is out of reach while it is dark; keys find their way here.
  const play = useRef<HTMLButtonElement>(null);
  useEffect(() => play.current?.focus(), []);

  const show = () => {
    setShown(true);
    setTouch((count) => count + 1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whatever is touched, the controls come; they are the buttons
    <div className="player-dark" data-shown={shown} onPointerDown={show} onKeyDown={show} onFocus={show}>
      <div className="player-faint-moon" />
      <p className="player-dark-title font-story" lang={language}>
        {title}
      </p>
      <div className="player-dark-bar">
        <PressButton className="player-turn" aria-label={t("back_page")} onPress={() => onTurn(-1)}>
          <ChevronLeft aria-hidden="true" />
        </PressButton>
        <PressButton
          ref={play}
          className="player-play"
          aria-label={t(going ? "pause" : "play")}
          onPress={onToggle}
        >
          {going ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        </PressButton>
        <PressButton className="player-turn" aria-label={t("next_page")} onPress={() => onTurn(1)}>
          <ChevronRight aria-hidden="true" />
        </PressButton>
      </div>
      <button type="button" className="player-dark-pages" onClick={onPages}>
        <BookOpen aria-hidden="true" />
        {t("show_pages")}
      </button>
    </div>
  );
}
