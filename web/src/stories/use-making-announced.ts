import { useEffect, useRef } from "react";
import { useAnnounce } from "@/lib/announce";
import { useTranslation } from "@/lib/words";
import type { Book } from "@/stories/wire";

/** Says the few things worth interrupting for: there is a page to read, one to hear, the story is written, the book rests. */
export function useMakingAnnounced(book: Book | undefined): void {
  const { t } = useTranslation("stories");
  const announce = useAnnounce();
  const before = useRef<Book | undefined>(undefined);

  useEffect(() => {
    const was = before.current;
    before.current = book;
    // What was so before the screen was opened is no news.
    if (!was || !book || was.id !== book.id) return;
    if (was.state === "writing" && book.state !== "writing" && book.title)
      announce(t("announce.written", { title: book.title }));
    else if (was.scenes.length === 0 && book.scenes.length > 0) announce(t("announce.first_words"));
    if (!hearable(was) && hearable(book)) announce(t("announce.first_page"));
    const rests = book.state === "ready" || book.state === "cancelled" || book.state === "failed";
    if (was.state !== book.state && rests) announce(t(`announce.${book.state}`, { title: book.title }));
  }, [book, announce, t]);
}

function hearable(book: Book): boolean {
  return Boolean(book.scenes[0]?.narration);
}
