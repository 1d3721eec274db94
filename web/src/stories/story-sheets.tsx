import { minutes } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { ChildSheet } from "@/stories/child-sheet";
import { type Draft, type Length, withLanguage } from "@/stories/draft";
import { band, MINUTES } from "@/stories/minutes";
import { SettingSheet } from "@/stories/setting-sheet";
import type { Setting } from "@/stories/story-chips";
import { StyleSheet } from "@/stories/style-sheet";
import type { Faults } from "@/stories/use-begin";
import { VoiceSheet } from "@/stories/voice-sheet";
import { LANGUAGES, OWN_NAME } from "@/stories/wire";

const LENGTHS: readonly Length[] = ["short", "usual", "long"];

type StorySheetsProps = {
  open: Setting | null;
  draft: Draft;
  age: number;
  voice: string | null;
  faults: Faults;
  onChange: (changes: Partial<Draft>) => void;
  onClose: () => void;
};

/** The sheets behind the chips; one is open at a time. */
export function StorySheets({ open, draft, age, voice, faults, onChange, onClose }: StorySheetsProps) {
  const { t, i18n } = useTranslation("stories");
  return (
    <>
      <ChildSheet
        open={open === "child"}
        draft={draft}
        age={age}
        errors={{ child: faults("child"), age: faults("age") }}
        onChange={onChange}
        onClose={onClose}
      />
      <SettingSheet
        open={open === "length"}
        title={t("length.title")}
        value={draft.length}
        options={LENGTHS.map((length) => ({
          value: length,
          label: t(`length.${length}`),
          note: t("length.about", { time: minutes(MINUTES[band(age)][length] * 60, i18n.language) }),
        }))}
        onChange={(length) => onChange({ length })}
        onClose={onClose}
      />
      <SettingSheet
        open={open === "language"}
        title={t("language.title")}
        value={draft.language}
        options={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language] }))}
        onChange={(language) => onChange(withLanguage(language))}
        onClose={onClose}
      >
        <p className="mt-4 text-soft">{t("language.note")}</p>
      </SettingSheet>
      <VoiceSheet
        open={open === "voice"}
        language={draft.language}
        voice={voice}
        onChange={(voice) => onChange({ voice })}
        onClose={onClose}
      />
      <StyleSheet
        open={open === "style"}
        style={draft.style}
        onChange={(style) => onChange({ style, illustrator: null })}
        onClose={onClose}
      />
    </>
  );
}
