import { Plus, RotateCcw } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { ThingCard } from "@/stories/thing-card";
import type { Thing } from "@/stories/understood";
import type { Slot } from "@/stories/wire";

/** What has no chip of its own, and can be chosen here. */
const ASIDE: readonly Slot[] = ["companion", "prop", "lesson", "wonder", "weather"];

type UnderstandingProps = {
  things: Thing[];
  out: Thing[];
  /** Words of the idea that nothing was made of. */
  unused: string[];
  child: { name: string; onChange: () => void } | null;
  typed: boolean;
  reading: boolean;
  onChange: (slot: Slot) => void;
  onTakeOut: (slot: Slot) => void;
  onPutBack: (slot: Slot) => void;
};

/** What I understood: little cards a parent can correct before any work starts. */
export function Understanding(props: UnderstandingProps) {
  const { t, i18n } = useTranslation("stories");
  const { things, out, unused, child, typed, reading } = props;
  const more = ASIDE.filter((slot) => !things.some((thing) => thing.slot === slot));
  const empty = things.length === 0 && !child;
  const list = new Intl.ListFormat(i18n.language);

  return (
    <section aria-labelledby="understood" aria-busy={reading || undefined}>
      <h2 id="understood" className="text-xl">
        {t("understood.title")}
      </h2>
      {!typed && empty && <p className="mt-2 text-soft">{t("understood.nothing_typed")}</p>}
      {typed && empty && (
        <p className="mt-2 text-soft">{t(reading ? "understood.reading" : "understood.nothing_read")}</p>
      )}
      <ul className="mt-3 grid gap-2 sm:grid-cols-2 lg:grid-cols-1">
        {child && <ThingCard slot="child" name={child.name} onChange={child.onChange} />}
        {things.map((thing) => (
          <ThingCard
            key={thing.slot}
            slot={thing.slot}
            name={thing.name}
            onChange={() => props.onChange(thing.slot)}
            onTakeOut={() => props.onTakeOut(thing.slot)}
          />
        ))}
      </ul>

      {out.length > 0 && (
        <ul className="mt-3 grid gap-1">
          {out.map(({ slot, name }) => (
            <li key={slot} className="flex flex-wrap items-center gap-x-3 text-soft">
              {t("understood.taken_out", { name })}
              <button
                type="button"
                onClick={() => props.onPutBack(slot)}
                className="inline-flex min-h-11 items-center gap-1.5 text-lamp underline underline-offset-4"
              >
                <RotateCcw aria-hidden="true" className="size-4" />
                {t("understood.put_back", { name })}
              </button>
            </li>
          ))}
        </ul>
      )}

      {typed && unused.length > 0 && (
        <p className="mt-3 text-soft">
          {t("understood.unused", { words: list.format(unused.map((word) => t("quoted", { word }))) })}
        </p>
      )}

      {more.length > 0 && (
        <div className="mt-4">
          <p className="text-sm text-soft">{t("understood.add")}</p>
          <ul className="-mx-3 mt-1 flex flex-wrap gap-x-1">
            {more.map((slot) => (
              <li key={slot}>
                <button
                  type="button"
                  aria-haspopup="dialog"
                  onClick={() => props.onChange(slot)}
                  className="inline-flex min-h-11 items-center gap-1 rounded-full px-3 text-ink hover:bg-raised"
                >
                  <Plus aria-hidden="true" className="size-4 text-soft" />
                  {t(`slot.${slot}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
