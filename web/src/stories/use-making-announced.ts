import { useEffect, useRef } from "react";
import { useAnnounce } from "@/lib/announce";
import { useTranslation } from "@/lib/words";
import type { Book } from "@/stories/wire";

/** Says the few things worth interrupting for: the story is written, page one can be heard, the book rests. */
export function useMakingAnnounced(book: Book | undefined): void {
  const { t } = useTranslation("stories");
  const announce = useAnnounce();
  const before = useRef<Book | undefined>(undefined);

  useEffect(() => {
    const was = before.current;
    before.current = book;
    // What was so before the screen was opened is no news.
    if (!was || !book || was.id !== book.id) return;
    if (!was.title && book.title) announce(t("announce.written", { title: book.title }));
    if (!hearable(was) && hearable(book)) announce(t("announce.first_page"));
    const rests = book.state === "ready" || book.state === "cancelled" || book.state === "failed";
    if (was.state !== book.state && rests) announce(t(`announce.${book.state}`, { title: book.title }));
  }, [book, announce, t]);
}

function hearable(book: Book): boolean {
  return Boolean(book.scenes[0]?.narration);
}
