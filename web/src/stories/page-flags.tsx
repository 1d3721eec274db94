import { Eye } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { FlagLines } from "@/stories/flag-lines";
import { flagsOf } from "@/stories/verdicts";
import type { Book, Scene } from "@/stories/wire";

/** What whoever made or judged this page wants a parent to look at, beside the words it is about. */
export function PageFlags({ book, scene }: { book: Book; scene: Scene }) {
  const { t } = useTranslation("stories");
  const { text, picture, narration } = scene.made_by;
  const made = [text, picture, narration].flatMap((by) => by?.notes ?? []);
  // What holds for the whole story is said once, above the pages.
  const notes = [...new Set(made)].filter((note) => !book.said_plainly.includes(note));
  const flags = flagsOf(scene.verdicts, book);
  if (notes.length + flags.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-1 border-l-2 border-lamp pl-3">
      <FlagLines flags={flags} language={book.language} />
      {notes.map((note) => (
        <li key={note} className="flex items-start gap-2">
          <Eye aria-hidden="true" className="mt-1 size-4 shrink-0 text-lamp" />
          {t("review.flag", { note })}
        </li>
      ))}
    </ul>
  );
}
