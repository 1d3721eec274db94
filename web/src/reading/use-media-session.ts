import { useEffect, useEffectEvent } from "react";
import type { Reader } from "@/lib/reader/reader";
import type { Reading } from "@/lib/reader/reading";
import { address } from "@/lib/server";
import type { Book } from "@/reading/story";

/** How far the headset's jump keys go, seconds. */
const JUMP = 10;

/** The lock screen and the headset: what is being read, and their keys for playing, pausing and turning pages. */
export function useMediaSession(book: Book, reader: Reader, reading: Reading): void {
  const scene = book.scenes[reading.page];
  const picture = scene?.picture?.path;
  const title = scene?.title;

  useEffect(() => {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: title ?? book.title,
      artist: book.title,
      album: book.child,
      artwork: picture ? [{ src: address(picture), sizes: "1024x768", type: "image/webp" }] : [],
    });
  }, [book.title, book.child, title, picture]);

  const act = useEffectEvent((details: MediaSessionActionDetails) => {
    // A headset button says "I am awake" as much as a finger does; that alone may set the story going.
    const woken = reader.touched();
    const seconds = reader.place.seconds;
    const jump = details.seekOffset ?? JUMP;
    if (details.action === "play") reader.play();
    else if (details.action === "pause" && !woken) reader.pause();
    else if (details.action === "previoustrack") reader.turn(-1);
    else if (details.action === "nexttrack") reader.turn(1);
    else if (details.action === "seekbackward") reader.seek(seconds - jump);
    else if (details.action === "seekforward") reader.seek(seconds + jump);
    else if (details.action === "seekto") reader.seek(details.seekTime ?? seconds);
  });
  useEffect(() => {
    if (!("mediaSession" in navigator)) return;
    const actions = [
      "play",
      "pause",
      "previoustrack",
      "nexttrack",
      "seekbackward",
      "seekforward",
      "seekto",
    ] as const;
    for (const action of actions) navigator.mediaSession.setActionHandler(action, (details) => act(details));
    return () => {
      for (const action of actions) navigator.mediaSession.setActionHandler(action, null);
      navigator.mediaSession.metadata = null;
      navigator.mediaSession.playbackState = "none";
    };
  }, []);

  const { phase, page, sentence } = reading;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page or sentence is a new position
  useEffect(() => {
    if (!("mediaSession" in navigator)) return;
    const going = phase === "reading" || phase === "breath" || phase === "waiting";
    navigator.mediaSession.playbackState = going ? "playing" : "paused";
    const duration = reader.sound?.seconds ?? 0;
    if (duration === 0) return;
    const position = Math.min(duration, Math.max(0, reader.place.seconds));
    navigator.mediaSession.setPositionState({ duration, position, playbackRate: 1 });
  }, [reader, phase, page, sentence]);
}
