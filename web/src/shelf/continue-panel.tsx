import { Play } from "lucide-react";
import { useId } from "react";
import { Link } from "react-router";
import { address } from "@/lib/server";
import { BookCard, type CardTools } from "@/shelf/book-card";
import { type Card, heardPart } from "@/shelf/card";
import { leftOf, pageOf, titleOf } from "@/shelf/card-words";
import { Cover } from "@/shelf/cover";
import { useGrowing } from "@/shelf/use-growing";
import { ButtonLink } from "@/ui/button";

/** About as many as a wide window shows beside the latest. */
const FIRST_OTHERS = 3;

/** What was begun and not heard to the end: the latest large, since that is what most evenings ask for. */
export function ContinuePanel({ cards, tools }: { cards: Card[]; tools: CardTools }) {
  const heading = useId();
  const [latest, ...others] = cards;
  const drawn = useGrowing(others, FIRST_OTHERS);
  if (!latest) return null;
  const { t, language } = tools;
  const place = `/read/${latest.id}`;

  return (
    <section aria-labelledby={heading} className="mb-9">
      <h2 id={heading} className="mb-3 text-xl">
        {t("row.continue")}
      </h2>
      <div className="flex flex-col gap-x-6 gap-y-7 lg:flex-row">
        <article className="flex gap-4 rounded-card border border-line bg-panel p-3 sm:gap-6 sm:p-4 lg:w-lg lg:shrink-0">
          <Link to={place} tabIndex={-1} aria-hidden="true" className="w-2/5 shrink-0 self-start sm:w-1/2">
            <Cover
              src={latest.cover && address(latest.cover.path)}
              alt=""
              eager
              part={heardPart(latest)}
              className="rounded-[10px]"
            />
          </Link>
          <div className="flex min-w-0 flex-1 flex-col items-start">
            <h3 lang={latest.language} className="line-clamp-3 font-story text-lg leading-snug sm:text-xl">
              {titleOf(latest)}
            </h3>
            <p className="mt-1 mb-3 text-sm leading-snug text-soft">
              {pageOf(latest, t)}
              <br />
              {leftOf(latest, t, language)}
            </p>
            <ButtonLink
              to={place}
              tone="gold"
              icon={<Play />}
              aria-label={t("goOn.label", { title: titleOf(latest) })}
              className="mt-auto"
            >
              {t("goOn.short")}
            </ButtonLink>
          </div>
        </article>
        {others.length > 0 && (
          <ul className="-mx-4 flex min-w-0 flex-1 snap-x scroll-px-4 gap-4 overflow-x-auto px-4 pb-2 sm:-mx-8 sm:scroll-px-8 sm:px-8 lg:ml-0 lg:scroll-px-1 lg:pl-1">
            {drawn.map((card) => (
              <li key={card.id} className="w-40 shrink-0 snap-start">
                <BookCard card={card} tools={tools} said={pageOf(card, t)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
