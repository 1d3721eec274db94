import { BookOpen, Eye, ListMinus, ListPlus, Play, Trash2 } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";
import { canKeepBooks } from "@/lib/offline/downloads";
import { useTranslation } from "@/lib/words";
import { type Card, isUnfinished } from "@/shelf/card";
import { titleOf } from "@/shelf/card-words";
import { DownloadLine } from "@/shelf/download-line";
import { MENU_LINE, MenuLine } from "@/shelf/menu-line";
import { addTonight, removeTonight, useTonight } from "@/shelf/tonight-queue";
import { Sheet } from "@/ui/sheet";

interface CardMenuProps {
  /** The book the menu is for; null while it is closed. */
  card: Card | null;
  onClose: () => void;
  onTrash: (card: Card) => void;
}

/** All that can be done with a book. */
export function CardMenu({ card, onClose, onTrash }: CardMenuProps) {
  return (
    <Sheet open={card !== null} onClose={onClose} title={card ? titleOf(card) : ""}>
      {card && <Lines card={card} onClose={onClose} onTrash={onTrash} />}
    </Sheet>
  );
}

function Lines({ card, onClose, onTrash }: CardMenuProps & { card: Card }) {
  const { t } = useTranslation("shelf");
  const queued = useTonight().includes(card.id);
  const canPlay = card.narrated > 0 || card.state === "ready";

  return (
    <ul className="-mx-3">
      {canPlay && (
        <LinkLine to={`/read/${card.id}`} icon={<Play />}>
          {t("menu.play")}
        </LinkLine>
      )}
      {isUnfinished(card) ? (
        <LinkLine to={`/making/${card.id}`} icon={<Eye />}>
          {t("menu.watch")}
        </LinkLine>
      ) : (
        <LinkLine to={`/review/${card.id}`} icon={<BookOpen />}>
          {t("menu.review")}
        </LinkLine>
      )}
      {card.state === "ready" && (
        <MenuLine
          icon={queued ? <ListMinus /> : <ListPlus />}
          onClick={() => {
            (queued ? removeTonight : addTonight)(card.id);
            onClose();
          }}
        >
          {t(queued ? "menu.notTonight" : "menu.tonight")}
        </MenuLine>
      )}
      {card.state === "ready" && canKeepBooks() && <DownloadLine card={card} />}
      <MenuLine
        icon={<Trash2 />}
        onClick={() => {
          onTrash(card);
          onClose();
        }}
      >
        {t("menu.trash")}
      </MenuLine>
    </ul>
  );
}

function LinkLine({ to, icon, children }: ComponentProps<typeof Link> & { icon: ReactNode }) {
  return (
    <li>
      <Link to={to} className={MENU_LINE}>
        {icon}
        {children}
      </Link>
    </li>
  );
}
