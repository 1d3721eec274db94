import { BookOpen, Headphones, Moon, Play, RefreshCw, Volume2 } from "lucide-react";
import type { ReactNode } from "react";
import { MODES } from "@/lib/preferences";
import type { Mode } from "@/lib/reader/page";
import { spacedWords } from "@/lib/spaced-words";
import { minutes } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { PressButton } from "@/reading/press-button";
import { type Book, listeningSeconds } from "@/reading/story";
import { Choices } from "@/ui/choices";

type TitlePageProps = {
  book: Book;
  mode: Mode;
  /** The sleep timer is set to the end of this story. */
  stopsAtEnd: boolean;
  onMode: (mode: Mode) => void;
  onBegin: () => void;
};

/** The book, closed: its name, whose it is, how it is read tonight, and one way in. */
export function TitlePage({ book, mode, stopsAtEnd, onMode, onBegin }: TitlePageProps) {
  const { t, i18n } = useTranslation("reading");
  const seconds = listeningSeconds(book);
  const about = [
    book.child && t("for_child", { child: book.child }),
    seconds > 0 && minutes(seconds, i18n.language),
  ];
  return (
    <div className="player-cover">
      <div className="grid gap-2">
        <h1 className={`player-title ${spacedWords(book.title)}`} lang={book.language}>
          {book.title}
        </h1>
        <p className="text-soft">{about.filter(Boolean).join(" · ")}</p>
        {stopsAtEnd && (
          <p className="flex items-center justify-center gap-2 text-sm text-soft">
            <Moon aria-hidden="true" className="size-4 shrink-0 text-lamp" />
            {t("sleep.stops_at_end")}
          </p>
        )}
      </div>
      <div className="player-cover-choices">
        <PressButton className="player-begin" onPress={onBegin}>
          <Play aria-hidden="true" />
          <span>{t("begin")}</span>
        </PressButton>
        <Modes mode={mode} onMode={onMode} hideLegend />
      </div>
    </div>
  );
}

const ICONS: Record<Mode, ReactNode> = {
  auto: <RefreshCw />,
  read: <Volume2 />,
  self: <BookOpen />,
  listen: <Headphones />,
};

type ModesProps = { mode: Mode; onMode: (mode: Mode) => void; hideLegend?: boolean };

export function Modes({ mode, onMode, hideLegend = false }: ModesProps) {
  const { t } = useTranslation("reading");
  return (
    <Choices
      legend={t("mode.legend")}
      hideLegend={hideLegend}
      value={mode}
      onChange={onMode}
      options={MODES.map((value) => ({ value, label: t(`mode.${value}`), icon: ICONS[value] }))}
    />
  );
}
