import { LANGUAGE_NAMES } from "@/household/languages";
import { Section } from "@/household/section";
import { INTERFACE_LANGUAGES, THEMES, usePreference } from "@/lib/preferences";
import { useTranslation } from "@/lib/words";
import { Choices } from "@/ui/choices";

export function LanguageAndLight() {
  const { t } = useTranslation("household");
  const [language, setLanguage] = usePreference("interface");
  const [theme, setTheme] = usePreference("theme");
  return (
    <Section title={t("look.title")} note={t("look.note")}>
      <Choices
        legend={t("look.language")}
        value={language}
        onChange={setLanguage}
        options={INTERFACE_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <Choices
        legend={t("look.theme")}
        value={theme}
        onChange={setTheme}
        options={THEMES.map((value) => ({ value, label: t(`look.${value}`) }))}
      />
    </Section>
  );
}
