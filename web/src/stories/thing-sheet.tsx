import { useQuery } from "@tanstack/react-query";
import { address } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { heroesQuery, worldQuery } from "@/stories/api";
import type { Slot } from "@/stories/wire";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";

/** Left to the idea, and to chance. */
const OPEN = "";

type ThingSheetProps = {
  slot: Slot;
  open: boolean;
  /** What the story holds now, by the world's id. */
  value: string | undefined;
  onChoose: (id: string) => void;
  onLeaveOpen: () => void;
  onClose: () => void;
};

/** Everything a story can hold of one kind, to choose from. */
export function ThingSheet({ slot, open, value, onChoose, onLeaveOpen, onClose }: ThingSheetProps) {
  const { t, i18n } = useTranslation("stories");
  const world = useQuery({ ...worldQuery(i18n.language), enabled: open });
  const heroes = useQuery({ ...heroesQuery(i18n.language), enabled: open && slot === "hero" });

  const pictures = new Map(heroes.data?.heroes.map((hero) => [hero.id, address(hero.picture)]));
  const things = world.data?.[slot] ?? [];

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t(`choose.${slot}`)}
      actions={
        <Button tone="gold" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      {world.data ? (
        <Choices
          legend={t(`choose.${slot}`)}
          hideLegend
          layout={slot === "hero" ? "grid" : "row"}
          value={value ?? OPEN}
          onChange={(id) => (id === OPEN ? onLeaveOpen() : onChoose(id))}
          options={[
            { value: OPEN, label: t("choose.open") },
            ...things.map(({ id, name }) => {
              const picture = pictures.get(id);
              return { value: id, label: name, ...(picture && { picture }) };
            }),
          ]}
        />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </Sheet>
  );
}
