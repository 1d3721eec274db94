import { type CSSProperties, useEffect, useState } from "react";
import { usePreference } from "@/lib/preferences";
import type { Mode, Place } from "@/lib/reader/page";
import type { SleepChoice, SleepTimer } from "@/lib/reader/sleep-timer";
import type { Voice } from "@/lib/reader/voice";
import { useTranslation } from "@/lib/words";
import { DarkScreen } from "@/reading/dark-screen";
import { EndPage } from "@/reading/end-page";
import { OpenPage } from "@/reading/open-page";
import { PagePicture } from "@/reading/page-picture";
import { ParentGate } from "@/reading/parent-gate";
import { PlayerBar } from "@/reading/player-bar";
import { PlayerCorners } from "@/reading/player-corners";
import { SettingsSheet } from "@/reading/settings-sheet";
import { type Book, isUnfinished, type Scene } from "@/reading/story";
import { TitlePage } from "@/reading/title-page";
import { type Key, useKeys, useSwipe, useTouches } from "@/reading/use-hands";
import { useLockedDoor } from "@/reading/use-locked-door";
import { useLullaby } from "@/reading/use-lullaby";
import { useMediaSession } from "@/reading/use-media-session";
import { useReader } from "@/reading/use-reader";
import { useAfter, useAnnouncedPage, useRoom } from "@/reading/use-room";
import { useWakeLock } from "@/reading/use-wake-lock";

/** How long "The end" stays before the next of tonight's stories begins, or else the screen goes dark, ms. */
const BEFORE_NEXT = 9_000;
const BEFORE_DARK = 45_000;

type PlayerProps = {
  book: Book;
  voice: Voice;
  sleep: SleepTimer;
  start: Place;
  going: boolean;
  /** The id of the next of tonight's stories, asked when this one is over. */
  nextStory: () => string | null;
  onFinished: () => void;
  onNext: (story: string) => void;
  onLeave: () => void;
};

/** A book, open: its picture, its words, its voice, and what a family does with them at bedtime. */
export function Player({
  book,
  voice,
  sleep,
  start,
  going,
  nextStory,
  onFinished,
  onNext,
  onLeave,
}: PlayerProps) {
  const { t } = useTranslation("reading");
  const [mode, setMode] = usePreference("mode");
  const [fade] = usePreference("fade");
  const [dim] = usePreference("dim");
  const [closed, setClosed] = useState(start.page === 0 && start.seconds === 0 && !going);
  const [dark, setDark] = useState(false);
  const [stays, setStays] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [gate, setGate] = useState<(() => void) | null>(null);
  const [sleepChoice, setSleepChoice] = useState<SleepChoice>(sleep.choice);
  const [then, setThen] = useState<string | null>(null);
  const lullaby = useLullaby();

  // 1. The engine, and what happens when the story is over.
  const ended = (stops: boolean) => {
    const next = nextStory();
    onFinished();
    setThen(next);
    setStays(stops);
    setSleepChoice(sleep.choice);
    if (stops || next === null) lullaby.start();
  };
  const { reader, reading } = useReader(book, { voice, sleep, mode, start, going, onEnd: ended });
  const { phase, page } = reading;
  const isGoing = phase === "reading" || phase === "breath" || phase === "waiting";
  const isOver = phase === "ended";
  const goesOn = isOver && then !== null && !stays;
  const scene = book.scenes[page] as Scene;
  const goNext = () => {
    if (then !== null) onNext(then);
  };
  useEffect(() => {
    sleep.fade = fade;
  }, [sleep, fade]);

  useEffect(() => {
    if (phase !== "slept") return;
    lullaby.start();
    setDark(true);
  }, [phase, lullaby]);
  useAfter(goesOn && !sheet && !gate, BEFORE_NEXT, goNext);
  useAfter(isOver && !goesOn && !sheet && !gate, BEFORE_DARK, () => setDark(true));

  // 2. What is shown of it, to eyes, ears, and the lock screen.
  const black = dark || (mode === "listen" && !closed);
  useWakeLock(!black && !closed && (isGoing || mode === "self"));
  useMediaSession(book, reader, reading);
  useAnnouncedPage(closed ? null : page, book, isOver);
  const room = useRoom(book.title, `${closed} ${isOver} ${black}`);

  // 3. What hands can do.
  const touched = () => {
    const woken = reader.touched();
    setSleepChoice(sleep.choice);
    if (woken) {
      setDark(false);
      lullaby.stop();
    }
    return woken;
  };
  const begin = () => {
    setClosed(false);
    lullaby.prepare();
    if (mode !== "self") reader.play();
  };
  const toggle = () => {
    lullaby.prepare();
    if (!isGoing) lullaby.stop();
    reader.toggle();
  };
  const turn = (by: 1 | -1) => {
    if (closed && by > 0) begin();
    else if (by < 0 && page === 0 && !isGoing && !isOver) setClosed(true);
    else reader.turn(by);
  };
  const again = () => {
    setDark(false);
    lullaby.stop();
    reader.play();
  };
  const goodNight = () => {
    reader.pause();
    lullaby.start();
    setDark(true);
  };
  const behindGate = useLockedDoor(setGate);
  const leave = () => behindGate(onLeave);
  const onKey = (key: Key) => {
    if (sheet || gate) return;
    if (key === "play") return closed ? begin() : mode === "self" ? turn(1) : toggle();
    if (key === "next") return turn(1);
    if (key === "back") return turn(-1);
    if (closed || isOver) return;
    if (key === "sentence-next") reader.skipSentence(1);
    else if (key === "sentence-back") reader.skipSentence(-1);
    else reader.goTo(key === "first" ? 0 : book.scenes.length - 1, 0, isGoing);
  };
  useTouches(touched);
  useKeys(onKey);

  const chooseMode = (chosen: Mode) => {
    setMode(chosen);
    setDark(false);
  };
  const showPages = () => {
    setDark(false);
    if (mode === "listen") setMode("auto");
  };
  const chooseSleep = (choice: SleepChoice) => {
    sleep.set(choice);
    setSleepChoice(choice);
  };

  const swipe = useSwipe(turn);
  const tap = (by: 1 | -1 | 0) => {
    if (closed) begin();
    else if (by !== 0 && !(isOver && by > 0)) turn(by);
    else if (!isOver) toggle();
  };

  return (
    <main ref={room} tabIndex={-1} className="player" style={{ "--dim": dim } as CSSProperties} {...swipe}>
      <div className="contents" inert={black}>
        {!closed && <h1 className="sr-only">{book.title}</h1>}
        <PagePicture
          scene={scene}
          next={book.scenes[page + 1]}
          language={book.language}
          making={isUnfinished(book)}
          onTap={tap}
        />
        {closed && (
          <TitlePage
            book={book}
            mode={mode}
            stopsAtEnd={sleepChoice === "story"}
            onMode={chooseMode}
            onBegin={begin}
          />
        )}
        {isOver && (
          <EndPage
            book={book}
            hasNext={then !== null}
            goesOn={goesOn}
            onAgain={again}
            onNext={goNext}
            onGoodNight={goodNight}
            onLeave={leave}
          />
        )}
        {!closed && !isOver && (
          <>
            <OpenPage book={book} scene={scene} reader={reader} reading={reading} />
            <PlayerBar
              page={page}
              pages={book.scenes.length}
              going={isGoing}
              onTurn={turn}
              onToggle={toggle}
            />
          </>
        )}
        <PlayerCorners
          sleep={sleep}
          sleepChoice={sleepChoice}
          onLeave={leave}
          onSettings={() => behindGate(() => setSheet(true))}
        />
      </div>
      {black && (
        <DarkScreen
          title={scene.title || book.title}
          language={book.language}
          going={isGoing}
          onToggle={isOver ? again : toggle}
          onTurn={turn}
          onPages={showPages}
        />
      )}
      <SettingsSheet
        open={sheet}
        onClose={() => setSheet(false)}
        mode={mode}
        onMode={chooseMode}
        sleep={sleepChoice}
        onSleep={chooseSleep}
      />
      <ParentGate
        open={gate !== null}
        onClose={() => setGate(null)}
        onPassed={() => {
          setGate(null);
          gate?.();
        }}
      />
      <p className="sr-only" role="status">
        {phase === "slept" && t("asleep")}
      </p>
    </main>
  );
}
