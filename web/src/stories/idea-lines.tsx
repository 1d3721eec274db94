import { useTranslation } from "@/lib/words";
import { ideasOfTheEvening } from "@/stories/ideas";
import type { Language } from "@/stories/wire";

const DAY_MS = 86_400_000;

/** Three ideas to begin from: a tap puts one into the box. */
export function IdeaLines({ language, onChoose }: { language: Language; onChoose: (idea: string) => void }) {
  const { t } = useTranslation("stories");
  const evening = Math.floor(Date.now() / DAY_MS);
  return (
    <section aria-label={t("idea.examples")}>
      <p className="text-soft">{t("idea.examples")}</p>
      <ul className="mt-1 divide-y divide-line">
        {ideasOfTheEvening(language, evening).map((idea) => (
          <li key={idea}>
            <button
              type="button"
              lang={language}
              onClick={() => onChoose(idea)}
              className="min-h-11 w-full py-2.5 text-left font-story text-ink decoration-lamp underline-offset-4 hover:underline"
            >
              {idea}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
