import { ShieldCheck } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { useJudgeName } from "@/stories/flag-sentence";
import { judgesAway, judgesOf } from "@/stories/verdicts";
import type { Book } from "@/stories/wire";

/** Who has looked at this book before a parent does; one quiet line. */
export function LookedAt({ book }: { book: Book }) {
  const { t, i18n } = useTranslation("stories");
  const judgeName = useJudgeName();
  const list = new Intl.ListFormat(i18n.language);
  const named = (judges: string[]) => list.format(judges.map(judgeName));
  const [looked, away] = [judgesOf(book), judgesAway(book)];
  if (looked.length + away.length === 0) return null;
  return (
    <p className="flex items-start gap-2 text-sm text-soft">
      <ShieldCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-lamp" />
      <span>
        {looked.length > 0 && t("looked.by", { judges: named(looked) })}{" "}
        {away.length > 0 && t("looked.away", { judges: named(away) })}
      </span>
    </p>
  );
}
