import { Pencil, X } from "lucide-react";
import { useTranslation } from "@/lib/words";
import type { Slot } from "@/stories/wire";
import { IconButton } from "@/ui/icon-button";

type ThingCardProps = {
  slot: Slot | "child";
  name: string;
  onChange: () => void;
  onTakeOut?: () => void;
};

/** One thing the story will hold, to be changed or taken out. */
export function ThingCard({ slot, name, onChange, onTakeOut }: ThingCardProps) {
  const { t } = useTranslation("stories");
  return (
    <li className="flex min-h-14 items-center rounded-card border border-line bg-panel py-1 pr-1.5 pl-4">
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block text-sm text-soft">{t(`slot.${slot}`)}</span>
        <span className="block text-ink">{name}</span>
      </span>
      <IconButton icon={<Pencil />} label={t("understood.change", { name })} onClick={onChange} />
      {onTakeOut && (
        <IconButton icon={<X />} label={t("understood.take_out", { name })} onClick={onTakeOut} />
      )}
    </li>
  );
}
