import { ArrowLeft, ArrowRight, X } from "lucide-react";
import type { components } from "@/client/schema";
import { address } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { Cover } from "@/shelf/cover";
import { IconButton } from "@/ui/icon-button";

interface TonightStoryProps {
  /** Undefined until the house has told what the id stands for. */
  story: components["schemas"]["BookDocument"] | undefined;
  /** Its place in the evening, from 1. */
  place: number;
  last: boolean;
  onMove: (steps: number) => void;
  onRemove: () => void;
}

/** One of tonight's stories, to be moved or left for another evening. */
export function TonightStory({ story, place, last, onMove, onRemove }: TonightStoryProps) {
  const { t } = useTranslation("shelf");
  const cover = story?.scenes.find((scene) => scene.picture)?.picture;
  const title = story?.title ?? "";
  return (
    <li className="w-36 shrink-0 snap-start">
      <div className="relative">
        <Cover src={cover ? address(cover.path) : null} alt="" eager className="rounded-[10px]" />
        <span
          aria-hidden="true"
          className="absolute top-1.5 left-1.5 grid size-7 place-content-center rounded-full bg-page/80 text-sm font-semibold"
        >
          {place}
        </span>
      </div>
      <p lang={story?.language} className="mt-1.5 line-clamp-2 min-h-[2lh] font-story leading-snug">
        {title}
      </p>
      <div className="-mx-1 flex justify-between">
        <IconButton
          label={t("tonight.earlier", { title })}
          icon={<ArrowLeft />}
          disabled={place === 1}
          onClick={() => onMove(-1)}
        />
        <IconButton label={t("tonight.remove", { title })} icon={<X />} onClick={onRemove} />
        <IconButton
          label={t("tonight.later", { title })}
          icon={<ArrowRight />}
          disabled={last}
          onClick={() => onMove(1)}
        />
      </div>
    </li>
  );
}
