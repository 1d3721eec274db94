import { BedtimeHours } from "@/household/bedtime-hours";
import { Section } from "@/household/section";
import { DIM, HIGHLIGHTS, LULLABIES, MODES, usePreference } from "@/lib/preferences";
import { useTranslation } from "@/lib/words";
import { Choices } from "@/ui/choices";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";

/** How a story is read on this device, until it is chosen otherwise while reading. */
export function ReadingHabits() {
  const { t, i18n } = useTranslation("household");
  const [mode, setMode] = usePreference("mode");
  const [highlight, setHighlight] = usePreference("highlight");
  const [lullaby, setLullaby] = usePreference("lullaby");
  const [fade, setFade] = usePreference("fade");
  const [dim, setDim] = usePreference("dim");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <Section title={t("reading.title")} note={t("reading.note")}>
      <Choices
        legend={t("reading.mode")}
        layout="grid"
        value={mode}
        onChange={setMode}
        options={MODES.map((value) => ({
          value,
          label: t(`reading.modes.${value}`),
          note: t(`reading.modeNotes.${value}`),
        }))}
      />
      <Choices
        legend={t("reading.highlight")}
        value={highlight}
        onChange={setHighlight}
        options={HIGHLIGHTS.map((value) => ({ value, label: t(`reading.highlights.${value}`) }))}
      />
      <Choices
        legend={t("reading.lullaby")}
        value={lullaby}
        onChange={setLullaby}
        options={LULLABIES.map((value) => ({ value, label: t(`reading.lullabies.${value}`) }))}
      />
      <Switch label={t("reading.fade")} note={t("reading.fadeNote")} checked={fade} onChange={setFade} />
      <BedtimeHours />
      <Slider
        label={t("reading.dim")}
        value={dim}
        {...DIM}
        onChange={setDim}
        format={(value) => percent.format(value)}
      />
    </Section>
  );
}
