import { useEffect, useEffectEvent, useRef } from "react";
import { useAnnounce } from "@/lib/announce";
import { useTranslation } from "@/lib/words";
import type { Book } from "@/reading/story";

/** Call once when `when` has lasted for `milliseconds`. */
export function useAfter(when: boolean, milliseconds: number, call: () => void) {
  const due = useEffectEvent(call);
  useEffect(() => {
    if (!when) return;
    const timer = setTimeout(() => due(), milliseconds);
    return () => clearTimeout(timer);
  }, [when, milliseconds]);
}

/** The book's name over the window; and a focus that has lost its button comes back to the room. */
export function useRoom(title: string, state: string) {
  const room = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} · Sandman Tales`;
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever other things are shown
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true });
  }, [state]);
  return room;
}

/** Says which page is open, to those who hear the page; null while the book is closed. */
export function useAnnouncedPage(page: number | null, book: Book, ended: boolean) {
  const { t } = useTranslation("reading");
  const announce = useAnnounce();
  const title = page === null ? "" : book.scenes[page]?.title;
  const pages = book.scenes.length;
  useEffect(() => {
    if (page !== null)
      announce(ended ? t("end.title") : t("announce_page", { page: page + 1, pages, title }));
  }, [announce, t, page, pages, title, ended]);
}
