import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Heart } from "lucide-react";
import type { ReactNode } from "react";
import type { TFunction } from "@/lib/words";
import { children } from "@/shelf/api";
import type { Filters } from "@/shelf/filters";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/shelf/language-names";

interface FilterBarProps {
  t: TFunction;
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}

/** For whom, which, how long, in what language. One line on a phone, to be pushed sideways. */
export function FilterBar({ t, filters, onChange }: FilterBarProps) {
  const known = useQuery(children());
  const names = known.data?.map(({ name }) => name).filter(Boolean) ?? [];

  return (
    <fieldset
      aria-label={t("filter.label")}
      className="-mx-4 mb-7 flex min-w-0 gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:-mx-8 sm:flex-wrap sm:px-8"
    >
      {names.map((name) => (
        <Chip key={name} on={filters.child === name} onPress={(on) => onChange({ child: on ? name : "" })}>
          {name}
        </Chip>
      ))}
      <Chip on={filters.favourites} onPress={(favourites) => onChange({ favourites })}>
        <Heart aria-hidden="true" className="size-4" />
        {t("filter.favourites")}
      </Chip>
      <Chip on={filters.short} onPress={(short) => onChange({ short })}>
        {t("filter.short")}
      </Chip>
      <LanguageChip t={t} value={filters.language} onChange={(language) => onChange({ language })} />
    </fieldset>
  );
}

function look(on: boolean): string {
  const tone = on ? "border-lamp bg-lamp text-on-lamp font-semibold" : "border-edge text-ink hover:bg-panel";
  return `inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full border px-4 whitespace-nowrap ${tone}`;
}

function Chip({
  on,
  onPress,
  children,
}: {
  on: boolean;
  onPress: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <button type="button" aria-pressed={on} onClick={() => onPress(!on)} className={look(on)}>
      {children}
    </button>
  );
}

interface LanguageChipProps {
  t: TFunction;
  value: Language | "";
  onChange: (language: Language | "") => void;
}

function LanguageChip({ t, value, onChange }: LanguageChipProps) {
  return (
    <span className="relative shrink-0">
      <select
        aria-label={t("filter.language")}
        value={value}
        onChange={(event) => onChange(event.target.value as Language | "")}
        className={`${look(value !== "")} appearance-none pr-10`}
      >
        <option value="">{t("filter.anyLanguage")}</option>
        {LANGUAGES.map((id) => (
          <option key={id} value={id} lang={id}>
            {LANGUAGE_NAMES[id]}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className={`pointer-events-none absolute top-1/2 right-3.5 size-4 -translate-y-1/2 ${value ? "text-on-lamp" : "text-soft"}`}
      />
    </span>
  );
}
