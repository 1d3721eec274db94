import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { Link, useLocation } from "react-router";
import { useAnnounce } from "@/lib/announce";
import { keepPlace, keptPlace } from "@/lib/kept-place";
import { mendDownloads } from "@/lib/offline/downloads";
import { useServerGone } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { AllBooks } from "@/shelf/all-books";
import { newest } from "@/shelf/api";
import type { CardTools } from "@/shelf/book-card";
import { type Card, isUnfinished } from "@/shelf/card";
import { CardMenu } from "@/shelf/card-menu";
import { titleOf } from "@/shelf/card-words";
import { useFavourite, useRestore, useTrash } from "@/shelf/changes";
import { EmptyShelf } from "@/shelf/empty-shelf";
import { FilterBar } from "@/shelf/filter-bar";
import { isNarrowed, NO_FILTERS, useFilters } from "@/shelf/filters";
import { OfflineShelf } from "@/shelf/offline-shelf";
import { Rows } from "@/shelf/rows";
import { SearchBox } from "@/shelf/search-box";
import { TonightStrip } from "@/shelf/tonight-strip";
import { UndoBar } from "@/shelf/undo-bar";
import { UpdateBanner } from "@/shelf/update-banner";
import { Page } from "@/ui/page";

/** The household's books. */
export function ShelfScreen() {
  const { t, i18n } = useTranslation("shelf");
  const [filters, narrow] = useFilters();
  const narrowed = isNarrowed(filters);
  const serverGone = useServerGone();
  const latest = useQuery(newest());
  const [menuFor, setMenuFor] = useState<Card | null>(null);
  const { throwAway, takeBack, thrown, refused } = useThrowingAway();
  const { mutate: mark, variables: wanted, isError: unmarked } = useFavourite();
  const { search: address } = useLocation();

  const tools = useMemo<CardTools>(
    () => ({
      t,
      language: i18n.language,
      onFavourite: ({ id, favourite }) => mark({ id, favourite: !favourite }),
      onMenu: setMenuFor,
    }),
    [t, i18n.language, mark],
  );
  const search = useCallback((query: string) => narrow({ query }), [narrow]);
  const clear = useCallback(() => narrow(NO_FILTERS), [narrow]);

  // While the shelf still stands: with it gone, the page is shorter and the place is lost.
  useLayoutEffect(() => () => keepPlace(address, window.scrollY), [address]);
  useEffect(() => {
    if (serverGone) return;
    // When the shelf has settled. Whether the house stays reachable is told elsewhere; the books stay as they are.
    const settled = setTimeout(() => void mendDownloads().catch(() => undefined), 3_000);
    return () => clearTimeout(settled);
  }, [serverGone]);

  const inTheMaking = useMemo(
    () => (narrowed ? [] : (latest.data?.stories.filter(isUnfinished) ?? [])),
    [narrowed, latest.data],
  );
  const shownAbove = useMemo(() => new Set(inTheMaking.map(({ id }) => id)), [inTheMaking]);
  const nothingYet = latest.data?.stories.length === 0;
  const searchable = !serverGone && (narrowed || !nothingYet);

  return (
    <Page
      title={t("title")}
      wide
      place={keptPlace(address)}
      actions={
        searchable && (
          <SearchBox
            label={t("search")}
            clearLabel={t("clearSearch")}
            value={filters.query}
            onSearch={search}
          />
        )
      }
    >
      <UpdateBanner />
      {searchable && <FilterBar t={t} filters={filters} onChange={narrow} />}
      {serverGone ? (
        <OfflineShelf />
      ) : nothingYet && !narrowed ? (
        <EmptyShelf t={t} />
      ) : (
        <>
          {!narrowed && <TonightStrip />}
          {!narrowed && <Rows inTheMaking={inTheMaking} tools={tools} />}
          <AllBooks filters={filters} tools={tools} onClear={clear} except={shownAbove} />
        </>
      )}
      {!serverGone && (
        <p className="mt-14 text-center text-sm">
          <Link
            to="/trash"
            className="inline-flex min-h-11 items-center px-3 text-soft underline underline-offset-4"
          >
            {t("toTrash")}
          </Link>
        </p>
      )}
      <CardMenu card={menuFor} onClose={() => setMenuFor(null)} onTrash={throwAway} />
      {refused ? (
        <UndoBar action={t("undo.again")} onAction={() => throwAway(refused)}>
          {t("undo.failed")}
        </UndoBar>
      ) : unmarked ? (
        <UndoBar action={t("undo.again")} onAction={() => mark(wanted)}>
          {t("undo.unmarked")}
        </UndoBar>
      ) : (
        thrown && (
          <UndoBar action={t("undo.action")} onAction={() => takeBack(thrown)}>
            {t("undo.trashed", { title: titleOf(thrown) })}
          </UndoBar>
        )
      )}
    </Page>
  );
}

/** Into the trash, with the way back in view; or, where the house refuses, with the way to try again. */
function useThrowingAway() {
  const { t } = useTranslation("shelf");
  const announce = useAnnounce();
  const [asked, setAsked] = useState<Card | null>(null);
  const trash = useTrash();
  const restore = useRestore();

  const throwAway = (card: Card) => {
    setAsked(card);
    trash.mutate(card.id);
  };
  const takeBack = (card: Card) =>
    restore.mutate(card.id, {
      onSuccess: () => {
        announce(t("undo.restored", { title: titleOf(card) }));
        trash.reset();
      },
    });
  return {
    throwAway,
    takeBack,
    thrown: trash.isSuccess ? asked : null,
    refused: trash.isError ? asked : null,
  };
}
