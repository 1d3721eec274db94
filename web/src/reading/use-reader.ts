import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { browserClock } from "@/lib/reader/clock";
import { FaithfulVoice } from "@/lib/reader/faithful-voice";
import type { Mode, Place } from "@/lib/reader/page";
import { Reader } from "@/lib/reader/reader";
import type { Reading } from "@/lib/reader/reading";
import type { SleepTimer } from "@/lib/reader/sleep-timer";
import { SilentVoice, type Voice } from "@/lib/reader/voice";
import { tellHeard } from "@/reading/heard";
import { type Book, isUnfinished, pagesOf } from "@/reading/story";

type ReaderWishes = {
  voice: Voice;
  sleep: SleepTimer;
  mode: Mode;
  start: Place;
  /** Begin to read at once: the family asked for this story as one of several. */
  going: boolean;
  onEnd: (stops: boolean) => void;
};

/** The reading engine at work on a book, and where it is. Pages that are made meanwhile join it. */
export function useReader(book: Book, wishes: ReaderWishes): { reader: Reader; reading: Reading } {
  const ended = useEffectEvent((stops: boolean) => wishes.onEnd(stops));
  const told = useEffectEvent((heard: Parameters<typeof tellHeard>[1]) => tellHeard(book.id, heard));
  const [reader] = useState(
    () =>
      new Reader({
        clock: browserClock,
        voice: new FaithfulVoice(wishes.voice, new SilentVoice(browserClock), browserClock),
        sleep: wishes.sleep,
        mode: wishes.mode,
      }),
  );
  const reading = useSyncExternalStore(reader.subscribe, reader.snapshot);

  useEffect(() => reader.setPages(pagesOf(book), isUnfinished(book)), [reader, book]);

  const begin = useEffectEvent(() => {
    reader.resumeAt(wishes.start);
    if (wishes.going) reader.play();
  });
  useEffect(() => {
    const close = reader.open({ onEnd: ended, onHeard: told });
    begin();
    return close;
  }, [reader]);

  useEffect(() => reader.setMode(wishes.mode), [reader, wishes.mode]);

  useEffect(() => {
    const leaving = () => reader.tell();
    window.addEventListener("pagehide", leaving);
    return () => window.removeEventListener("pagehide", leaving);
  }, [reader]);

  return { reader, reading };
}
