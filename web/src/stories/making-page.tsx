import { address } from "@/lib/server";
import { spacedWords } from "@/lib/spaced-words";
import { useTranslation } from "@/lib/words";
import { PaperWash } from "@/stories/paper-wash";
import type { Language, Scene } from "@/stories/wire";
import { Picture } from "@/ui/picture";
import { Skeleton } from "@/ui/skeleton";

type MakingPageProps = {
  number: number;
  /** What is there of the page; nothing until its words are written. */
  scene: Scene | undefined;
  language: Language;
  painting: boolean;
  narrating: boolean;
  pictures: boolean;
};

/** One page of the book as far as it is made: its words first, then its picture, then its voice. */
export function MakingPage({ number, scene, language, painting, narrating, pictures }: MakingPageProps) {
  const { t } = useTranslation("stories");
  return (
    <li className="overflow-hidden rounded-card border border-line bg-panel">
      {scene?.picture ? (
        <Picture
          src={address(scene.picture.path)}
          alt={scene.picture.alt}
          width={scene.picture.width}
          height={scene.picture.height}
        />
      ) : (
        pictures && <PaperWash painting={painting} />
      )}
      <div className="px-5 pt-3 pb-5">
        <p className="text-sm text-soft">
          {t("page.number", { page: number })}
          {narrating && ` · ${t("page.being_read")}`}
          {scene?.narration && !narrating && ` · ${t("page.read")}`}
        </p>
        {scene ? (
          <div lang={language} className={`font-story ${spacedWords(scene.text)}`}>
            <h3 className="mt-1 text-lg">{scene.title}</h3>
            <p className="mt-2 whitespace-pre-line text-ink">{scene.text}</p>
          </div>
        ) : (
          <div className="mt-3 grid gap-2.5">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-5/6" />
          </div>
        )}
      </div>
    </li>
  );
}
