import { useTranslation } from "@/lib/words";
import type { Card } from "@/shelf/card";
import { titleOf } from "@/shelf/card-words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { Trouble } from "@/ui/trouble";

interface DestroySheetProps {
  /** The book in question; null while nothing is asked. */
  card: Card | null;
  busy: boolean;
  problem: Error | null;
  onKeep: () => void;
  onDestroy: (card: Card) => void;
}

/** The second asking, before a book is gone for good. */
export function DestroySheet({ card, busy, problem, onKeep, onDestroy }: DestroySheetProps) {
  const { t } = useTranslation("shelf");
  return (
    <Sheet
      open={card !== null}
      onClose={onKeep}
      title={t("trash.sure")}
      actions={
        <>
          <Button onClick={onKeep}>{t("trash.keep")}</Button>
          <Button tone="danger" busy={busy} onClick={() => card && onDestroy(card)}>
            {t("trash.yes")}
          </Button>
        </>
      }
    >
      {card && <p>{t("trash.sureDetail", { title: titleOf(card) })}</p>}
      {problem && <Trouble problem={problem} />}
    </Sheet>
  );
}
