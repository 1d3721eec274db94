import { useQuery } from "@tanstack/react-query";
import { shelfRow } from "@/shelf/api";
import type { CardTools } from "@/shelf/book-card";
import { BookRow } from "@/shelf/book-row";
import type { Card } from "@/shelf/card";
import { ContinuePanel } from "@/shelf/continue-panel";

/** What an evening is likely to ask for, in that order, before all the rest. */
export function Rows({ inTheMaking, tools }: { inTheMaking: Card[]; tools: CardTools }) {
  const { t } = tools;
  const begun = useQuery(shelfRow("continue"));
  const waiting = useQuery(shelfRow("waiting"));
  const favourites = useQuery(shelfRow("favourites"));
  return (
    <>
      <ContinuePanel cards={begun.data?.stories ?? []} tools={tools} />
      <BookRow title={t("row.waiting")} cards={waiting.data?.stories ?? []} tools={tools} eager headingSays />
      <BookRow title={t("row.making")} cards={inTheMaking} tools={tools} eager />
      <BookRow title={t("row.favourites")} cards={favourites.data?.stories ?? []} tools={tools} />
    </>
  );
}
