import { useQuery } from "@tanstack/react-query";
import { Square, Volume2 } from "lucide-react";
import { useId, useState } from "react";
import { voices } from "@/household/api";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/household/languages";
import { Section } from "@/household/section";
import { useSample } from "@/household/use-sample";
import { usePreference } from "@/lib/preferences";
import { serviceName } from "@/lib/services";
import { useTranslation } from "@/lib/words";
import { Choices } from "@/ui/choices";
import { IconButton } from "@/ui/icon-button";
import { Skeleton } from "@/ui/skeleton";
import { Trouble } from "@/ui/trouble";

/** What is said of a voice; of one that does not tell, nothing. */
const GENDERS: Readonly<Record<string, string>> = { f: "voices.woman", m: "voices.man" };

/** Who reads, language by language: hear each, keep the one the family likes. */
export function Voices() {
  const { t } = useTranslation("household");
  const [interfaceLanguage] = usePreference("interface");
  const [language, setLanguage] = useState<Language>(interfaceLanguage);
  const [preferred, setPreferred] = usePreference("narrationVoice");
  const known = useQuery(voices(language));
  const { sample, problem, hear } = useSample();
  const group = useId();
  const chosen = preferred[language] ?? known.data?.[0]?.id;
  const aboutVoice = ({ gender, engine }: { gender: string; engine: string }) => {
    const sex = GENDERS[gender];
    return [sex && t(sex), serviceName(engine)].filter(Boolean).join(" · ");
  };

  return (
    <Section title={t("voices.title")} note={t("voices.note")}>
      <Choices
        legend={t("voices.language")}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      {known.isError && <Trouble problem={known.error} onRetry={() => void known.refetch()} />}
      {known.isPending && <Skeleton className="h-56" />}
      <fieldset className="divide-y divide-line overflow-hidden rounded-card border border-line empty:hidden">
        {known.data?.map((voice) => {
          const here = sample?.voice === voice.id ? sample.state : null;
          return (
            <div key={voice.id} className="flex items-center gap-2 bg-panel pr-2">
              <label className="flex min-h-14 min-w-0 flex-1 items-center gap-3 py-2 pl-4">
                <input
                  type="radio"
                  name={group}
                  checked={voice.id === chosen}
                  onChange={() => setPreferred({ ...preferred, [language]: voice.id })}
                  className="size-5 shrink-0 appearance-none rounded-full border-2 border-edge checked:border-6 checked:border-lamp"
                />
                <span>
                  {voice.name}
                  <span className="block text-sm text-soft empty:hidden">{aboutVoice(voice)}</span>
                </span>
              </label>
              <IconButton
                label={t(here ? "voices.stop" : "voices.listen", { name: voice.name })}
                icon={
                  here ? <Square className={here === "fetching" ? "animate-breathe" : ""} /> : <Volume2 />
                }
                aria-busy={here === "fetching"}
                onClick={() => void hear(voice.id, language)}
              />
            </div>
          );
        })}
      </fieldset>
      {problem && <Trouble problem={problem} />}
    </Section>
  );
}
