import "./player.css";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { isBedtime } from "@/lib/bedtime";
import { wayToLibrary } from "@/lib/kept-place";
import { preference } from "@/lib/preferences";
import type { Place } from "@/lib/reader/page";
import { SleepTimer } from "@/lib/reader/sleep-timer";
import { SpokenVoice } from "@/lib/reader/voice";
import { ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { tellUntold, untoldPlace } from "@/reading/heard";
import { Player } from "@/reading/player";
import { type Book, isUnfinished, storyQuery, withPagesToCome } from "@/reading/story";
import { nextTonight, toldTonight } from "@/reading/tonight";
import { ButtonLink } from "@/ui/button";

/** The Player's screen: `/read/ID`, `?page=3` to open a page, `?queue=1` for all of tonight's stories in a row. */
export function PlayerScreen() {
  const { id = "" } = useParams();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const { data: book, error, failureCount } = useQuery({ ...storyQuery(id), select: withPagesToCome });
  // Both outlive a book: two stories in a row are one evening, and one pair of loudspeakers.
  const [sleep] = useState(() => timerForTonight(search.has("queue")));
  const [voice] = useState(() => new SpokenVoice());
  useEffect(() => () => voice.letGo(), [voice]);
  useTellingLater();

  if (error instanceof ServerProblem) return <NotHere />;
  if (!book) return <Quiet words={failureCount > 0 ? "cannot_reach" : null} />;
  if (book.scenes.length === 0) return isUnfinished(book) ? <Quiet words="being_written" /> : <NotHere />;

  // "Two stories" asks for a second one, wherever the first was opened from.
  const nextStory = () => (search.has("queue") || sleep.choice === "stories" ? nextTonight(id) : null);
  return (
    <Player
      key={book.id}
      book={book}
      voice={voice}
      sleep={sleep}
      start={startOf(book, search.get("page"))}
      going={(state as { going?: boolean } | null)?.going === true}
      nextStory={nextStory}
      onFinished={() => toldTonight(id)}
      onNext={(story) => navigate(`/read/${story}?queue=1`, { replace: true, state: { going: true } })}
      onLeave={() => navigate(wayToLibrary())}
    />
  );
}

/** At bedtime the story stops at its end by itself; a row of stories chosen for tonight is told whole. */
function timerForTonight(queued: boolean): SleepTimer {
  const sleep = new SleepTimer();
  if (!queued && isBedtime(preference("bedtime"))) sleep.set("story");
  return sleep;
}

/** Left sooner than this on page one, a book was not begun, seconds. */
const BARELY = 5;

/** The page that was asked for, or where the book was left; a book that was finished begins again. */
function startOf(book: Book, asked: string | null): Place {
  const last = book.scenes.length - 1;
  if (asked !== null) return { page: Math.min(last, Math.max(0, Number(asked) - 1 || 0)), seconds: 0 };
  const heard = untoldPlace(book.id) ?? book.heard;
  if (!heard || heard.finished) return { page: 0, seconds: 0 };
  if (heard.page === 1 && heard.seconds < BARELY) return { page: 0, seconds: 0 };
  return { page: Math.min(last, heard.page - 1), seconds: heard.seconds };
}

/** Places that could not be told are told when the house can be reached again. */
function useTellingLater() {
  useEffect(() => {
    const tell = () => void tellUntold();
    tell();
    window.addEventListener("online", tell);
    return () => window.removeEventListener("online", tell);
  }, []);
}

/** A breathing moon, and a calm word where it takes longer. */
function Quiet({ words }: { words: "cannot_reach" | "being_written" | null }) {
  const { t } = useTranslation("reading");
  return (
    <main className="player-quiet" aria-busy="true">
      <div className="player-faint-moon animate-breathe" />
      <p role="status">{words && t(words)}</p>
      {words && (
        <ButtonLink to="/" tone="quiet">
          {t("leave")}
        </ButtonLink>
      )}
    </main>
  );
}

function NotHere() {
  const { t } = useTranslation("reading");
  return (
    <main className="player-quiet">
      <div className="player-faint-moon" />
      <h1 className="text-2xl">{t("not_here")}</h1>
      <ButtonLink to="/" tone="gold">
        {t("leave")}
      </ButtonLink>
    </main>
  );
}
