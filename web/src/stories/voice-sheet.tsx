import { useQuery } from "@tanstack/react-query";
import { serviceName } from "@/lib/services";
import { useTranslation } from "@/lib/words";
import { readAloud, voicesQuery } from "@/stories/api";
import { SAMPLE_LINE } from "@/stories/ideas";
import { ListenButton } from "@/stories/listen-button";
import { SettingSheet } from "@/stories/setting-sheet";
import type { Language } from "@/stories/wire";

const BEST = "";
const KNOWN_GENDERS = new Set(["f", "m"]);

type VoiceSheetProps = {
  open: boolean;
  language: Language;
  voice: string | null;
  onChange: (voice: string | null) => void;
  onClose: () => void;
};

/** The voices of a language, each to be heard before it is chosen. */
export function VoiceSheet({ open, language, voice, onChange, onClose }: VoiceSheetProps) {
  const { t } = useTranslation("stories");
  const voices = useQuery({ ...voicesQuery(language), enabled: open }).data?.voices ?? [];
  const tried = voice ?? voices[0]?.id ?? null;

  return (
    <SettingSheet
      title={t("voice.title")}
      open={open}
      onClose={onClose}
      value={voice ?? BEST}
      onChange={(value) => onChange(value === BEST ? null : value)}
      options={[
        { value: BEST, label: t("voice.best") },
        ...voices.map(({ id, name, gender, engine }) => {
          const sex = KNOWN_GENDERS.has(gender) ? t(`voice.gender.${gender}`) : "";
          const note = [sex, serviceName(engine)].filter(Boolean).join(" · ");
          return { value: id, label: name, ...(note && { note }) };
        }),
      ]}
    >
      <div className="mt-6">
        <ListenButton
          key={`${language} ${tried}`}
          label={t("voice.listen")}
          fetchAddress={async () =>
            URL.createObjectURL(await readAloud({ text: SAMPLE_LINE[language], language, voice: tried }))
          }
        />
        <p lang={language} className="mt-3 font-story text-soft">
          {SAMPLE_LINE[language]}
        </p>
      </div>
    </SettingSheet>
  );
}
