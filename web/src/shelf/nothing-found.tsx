import type { TFunction } from "@/lib/words";
import type { Filters } from "@/shelf/filters";
import { LANGUAGE_NAMES } from "@/shelf/language-names";
import { Button } from "@/ui/button";

/** No book passes the filters: say what was looked for, and the way back to all. */
export function NothingFound({
  t,
  filters,
  onClear,
}: {
  t: TFunction;
  filters: Filters;
  onClear: () => void;
}) {
  const { query, child, language, favourites, short } = filters;
  const wanted = [
    query && t("nothing.query", { query }),
    child && t("nothing.child", { child }),
    favourites && t("filter.favourites"),
    short && t("filter.short"),
    language && LANGUAGE_NAMES[language],
  ].filter((part) => typeof part === "string" && part !== "");

  return (
    <div role="status" className="mx-auto max-w-md py-12 text-center">
      <h2 className="text-xl">{t("nothing.title")}</h2>
      <p className="mt-2 mb-6 text-soft">{t("nothing.searched", { wanted: wanted.join(" · ") })}</p>
      <Button onClick={onClear}>{t("nothing.clear")}</Button>
    </div>
  );
}
