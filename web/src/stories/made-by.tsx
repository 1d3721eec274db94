import { useQuery } from "@tanstack/react-query";
import { dollars } from "@/lib/money";
import { roughly } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { voicesQuery } from "@/stories/api";
import { useEngineName } from "@/stories/engine-name";
import type { Language, Provenance, Scene } from "@/stories/wire";

/** Who made this page, in plain words: engine, voice, seconds, cost, and what stood in for what. */
export function PageMadeBy({ scene, language }: { scene: Scene; language: Language }) {
  const { t, i18n } = useTranslation("stories");
  const engineName = useEngineName();
  const voices = useQuery(voicesQuery(language)).data?.voices ?? [];
  const { text, picture, narration } = scene.made_by;
  const parts = [
    { part: "text", by: text },
    { part: "picture", by: picture },
    { part: "narration", by: narration },
  ].filter((entry): entry is { part: string; by: Provenance } => Boolean(entry.by));
  if (parts.length === 0) return null;

  const maker = ({ engine, model = "", voice, voice_name, style }: Provenance) => {
    const name = engineName(engine, model);
    // Its hash is for the book's own document.
    if (style) return t("made_by.style", { name, style: style.split(" ")[0] });
    // A vendor may have taken the voice away since: the book remembers what it was called.
    const spoken = voice_name || (voices.find(({ id }) => id === voice)?.name ?? voice);
    return spoken ? t("made_by.voice", { name, voice: spoken }) : name;
  };
  const made = (by: Provenance) =>
    by.seconds ? t("made_by.took", { name: maker(by), time: roughly(by.seconds, i18n.language) }) : maker(by);

  return (
    <details className="text-sm text-soft">
      <summary className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:text-ink">
        {t("made_by.title")}
      </summary>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 pb-2">
        {parts.map(({ part, by }) => (
          <div key={part} className="contents">
            <dt>{t(`made_by.${part}`)}</dt>
            <dd className="text-ink wrap-anywhere">
              {made(by)}
              {by.cost ? ` · ${dollars(by.cost, i18n.language)}` : ""}
              {by.fallback && (
                <span className="block text-soft">{t("made_by.fallback", { reason: by.fallback })}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
