import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAnnounce } from "@/lib/announce";
import { removeDownload } from "@/lib/offline/downloads";
import { useTranslation } from "@/lib/words";
import { trashed } from "@/shelf/api";
import type { Card } from "@/shelf/card";
import { titleOf } from "@/shelf/card-words";
import { useDestroy, useRestore } from "@/shelf/changes";
import { DestroySheet } from "@/shelf/destroy-sheet";
import { TrashedBook } from "@/shelf/trashed-book";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { Trouble } from "@/ui/trouble";

/** What was thrown away: to be taken back, or destroyed for good. */
export function TrashScreen() {
  const { t } = useTranslation("shelf");
  const announce = useAnnounce();
  const trash = useInfiniteQuery(trashed());
  const restore = useRestore();
  const destroy = useDestroy();
  const [doomed, setDoomed] = useState<Card | null>(null);
  const cards = trash.data?.pages.flatMap((page) => page.stories) ?? [];

  const takeBack = (card: Card) =>
    restore.mutate(card.id, { onSuccess: () => announce(t("trash.restored", { title: titleOf(card) })) });
  const destroyForGood = (card: Card) =>
    destroy.mutate(card.id, {
      onSuccess: () => {
        setDoomed(null);
        announce(t("trash.destroyed", { title: titleOf(card) }));
        void removeDownload(card.id);
      },
    });
  const refused = restore.error ?? destroy.error;

  return (
    <Page title={t("trash.title")} back="/">
      <p className="mb-6 text-soft">{t(trash.data && cards.length === 0 ? "trash.empty" : "trash.note")}</p>
      {refused && !doomed && <Trouble problem={refused} />}
      {trash.isError && <Trouble problem={trash.error} onRetry={() => void trash.refetch()} />}
      {trash.isPending && <Skeleton className="h-24" />}
      <ul className="divide-y divide-line">
        {cards.map((card) => (
          <TrashedBook key={card.id} card={card} onRestore={takeBack} onDestroy={setDoomed} />
        ))}
      </ul>
      {trash.hasNextPage && (
        <Button className="mt-6" busy={trash.isFetchingNextPage} onClick={() => void trash.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      <DestroySheet
        card={doomed}
        busy={destroy.isPending}
        problem={destroy.error}
        onKeep={() => setDoomed(null)}
        onDestroy={destroyForGood}
      />
    </Page>
  );
}
