import { CircleCheckBig, Ellipsis, Heart } from "lucide-react";
import { memo } from "react";
import { Link } from "react-router";
import { useDownload } from "@/lib/offline/use-downloads";
import { address } from "@/lib/server";
import { spacedWords } from "@/lib/spaced-words";
import { minutes } from "@/lib/time";
import type { TFunction } from "@/lib/words";
import { type Card, heardPart, isUnfinished, madePart, placeOf } from "@/shelf/card";
import { stateOf, titleOf } from "@/shelf/card-words";
import { Cover } from "@/shelf/cover";
import { LANGUAGE_NAMES } from "@/shelf/language-names";

/** What every card on the shelf is handed alike; all of it keeps its identity, so that a card is drawn once. */
export interface CardTools {
  t: TFunction;
  /** The interface's language. */
  language: string;
  onFavourite: (card: Card) => void;
  onMenu: (card: Card) => void;
}

interface BookCardProps {
  card: Card;
  tools: CardTools;
  /** On the first screen: fetch the cover now, not when it is scrolled to. */
  eager?: boolean;
  /** What stands under the title in place of the book's state; "" where the row's heading has said it. */
  said?: string;
}

/** One book: its cover leads to it; beneath, what it is called and what is to be known about it. */
export const BookCard = memo(function BookCard({ card, tools, eager = false, said }: BookCardProps) {
  const { t, language, onFavourite, onMenu } = tools;
  const title = titleOf(card);
  const state = said ?? stateOf(card, t);
  const part = isUnfinished(card) ? madePart(card) : heardPart(card);

  return (
    <article className="relative">
      <Link to={placeOf(card)} className="group block rounded-card">
        <Cover
          src={card.cover && address(card.cover.path)}
          alt=""
          eager={eager}
          part={part}
          className="rounded-card shadow-card group-active:brightness-95"
        />
        <h3
          lang={card.language}
          className={`mt-2 mr-10 line-clamp-3 font-story text-wrap text-[1.0625rem] leading-snug ${spacedWords(title)}`}
        >
          {title}
        </h3>
      </Link>

      <p className="mt-0.5 mr-10 flex flex-wrap items-baseline gap-x-2 text-sm leading-snug text-soft">
        {card.child && <span>{card.child}</span>}
        {card.listening_seconds > 0 && <span>{minutes(card.listening_seconds, language)}</span>}
        <span lang={card.language} className="leading-none">
          {LANGUAGE_NAMES[card.language]}
        </span>
        <OnThisDevice id={card.id} t={t} />
      </p>
      {state && <p className="mt-0.5 text-sm leading-snug text-lamp">{state}</p>}

      <button
        type="button"
        aria-label={t("card.favourite", { title })}
        aria-pressed={card.favourite}
        onClick={() => onFavourite(card)}
        className="absolute top-0 right-0 grid size-11 place-content-center rounded-full"
      >
        <span className="grid size-8 place-content-center rounded-full bg-page/75 text-ink">
          <Heart aria-hidden="true" className={`size-4.5 ${card.favourite ? "fill-lamp text-lamp" : ""}`} />
        </span>
      </button>
      <MenuButton label={t("card.menu", { title })} onClick={() => onMenu(card)} />
    </article>
  );
});

function MenuButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0">
      {/* A space as high as the cover, so that the button stands beside the title whatever the width. */}
      <div className="aspect-[4/3]" />
      <button
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        onClick={onClick}
        className="pointer-events-auto absolute top-full right-0 -mr-2 grid size-11 place-content-center rounded-full text-soft hover:bg-raised hover:text-ink"
      >
        <Ellipsis aria-hidden="true" className="size-5" />
      </button>
    </div>
  );
}

function OnThisDevice({ id, t }: { id: string; t: TFunction }) {
  const download = useDownload(id);
  if (download?.state !== "kept") return null;
  return (
    <span className="inline-flex items-center gap-1">
      <CircleCheckBig aria-hidden="true" className="size-3.5" />
      {t("card.kept")}
    </span>
  );
}
