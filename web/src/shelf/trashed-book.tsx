import { Trash2, Undo2 } from "lucide-react";
import { address } from "@/lib/server";
import { relativeDay } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import type { Card } from "@/shelf/card";
import { titleOf } from "@/shelf/card-words";
import { Cover } from "@/shelf/cover";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";

interface TrashedBookProps {
  card: Card;
  onRestore: (card: Card) => void;
  onDestroy: (card: Card) => void;
}

export function TrashedBook({ card, onRestore, onDestroy }: TrashedBookProps) {
  const { t, i18n } = useTranslation("shelf");
  const title = titleOf(card);
  const when = card.deleted_at && relativeDay(card.deleted_at, i18n.language);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <Cover
        src={card.cover && address(card.cover.path)}
        alt=""
        className="w-24 shrink-0 rounded-[10px] opacity-70 grayscale-50"
      />
      <div className="min-w-40 flex-1">
        <h2 lang={card.language} className="line-clamp-2 font-story text-lg leading-snug font-normal">
          {title}
        </h2>
        {when && <p className="mt-0.5 text-sm text-soft">{t("trash.when", { when })}</p>}
      </div>
      <div className="ml-auto flex items-center gap-1">
        <Button
          icon={<Undo2 />}
          aria-label={t("trash.restoreLabel", { title })}
          onClick={() => onRestore(card)}
        >
          {t("trash.restore")}
        </Button>
        <IconButton
          label={t("trash.destroyLabel", { title })}
          icon={<Trash2 />}
          onClick={() => onDestroy(card)}
        />
      </div>
    </li>
  );
}
