/** What the shelf is narrowed to. It lives in the address, so that Back, a reload and a bookmark keep it. */

import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { LANGUAGES, type Language } from "@/shelf/language-names";

export interface Filters {
  query: string;
  child: string;
  /** "" for any. */
  language: Language | "";
  favourites: boolean;
  short: boolean;
}

export const NO_FILTERS: Filters = { query: "", child: "", language: "", favourites: false, short: false };

export function isNarrowed(filters: Filters): boolean {
  return Object.values(filters).some(Boolean);
}

export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (wanted: Partial<Filters>) => {
      setParams((before) => writeFilters({ ...readFilters(before), ...wanted }), { replace: true });
    },
    [setParams],
  );
  return [filters, change];
}

export function readFilters(params: URLSearchParams): Filters {
  return {
    query: params.get("query") ?? "",
    child: params.get("child") ?? "",
    language: languageNamed(params.get("language")),
    favourites: params.has("favourites"),
    short: params.has("short"),
  };
}

function writeFilters({ query, child, language, favourites, short }: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (query) params.set("query", query);
  if (child) params.set("child", child);
  if (language) params.set("language", language);
  if (favourites) params.set("favourites", "1");
  if (short) params.set("short", "1");
  return params;
}

function languageNamed(id: string | null): Language | "" {
  return LANGUAGES.find((language) => language === id) ?? "";
}
