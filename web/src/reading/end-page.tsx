import { BookOpen, Moon, RotateCcw } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "@/lib/words";
import { PressButton } from "@/reading/press-button";
import type { Book } from "@/reading/story";

type EndPageProps = {
  book: Book;
  /** Another story is chosen for tonight. */
  hasNext: boolean;
  /** It begins by itself in a moment. */
  goesOn: boolean;
  onAgain: () => void;
  onNext: () => void;
  onGoodNight: () => void;
  onLeave: () => void;
};

/** The end: again, the next story of tonight, or good night. Nothing begins by itself that nobody asked for. */
export function EndPage({ book, hasNext, goesOn, onAgain, onNext, onGoodNight, onLeave }: EndPageProps) {
  const { t } = useTranslation("reading");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className="player-cover" aria-labelledby="the-end">
      <div className="grid gap-2">
        <h2 id="the-end" ref={heading} tabIndex={-1} className="player-title outline-none">
          {t("end.title")}
        </h2>
        <p className="text-soft">{t(book.child ? "end.made_for" : "end.made", { child: book.child })}</p>
      </div>
      <div className="grid w-full max-w-80 gap-3">
        {goesOn && <p role="status">{t("end.soon")}</p>}
        <PressButton className="player-choice player-choice-gold" onPress={onGoodNight}>
          <Moon aria-hidden="true" />
          {t("end.good_night")}
        </PressButton>
        {hasNext && (
          <PressButton className="player-choice" onPress={onNext}>
            <BookOpen aria-hidden="true" />
            {t("end.next_story")}
          </PressButton>
        )}
        <PressButton className="player-choice" onPress={onAgain}>
          <RotateCcw aria-hidden="true" />
          {t("end.again")}
        </PressButton>
        <button type="button" className="min-h-11 text-soft underline underline-offset-4" onClick={onLeave}>
          {t("leave")}
        </button>
      </div>
    </section>
  );
}
