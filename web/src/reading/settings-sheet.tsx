import { DIM, HIGHLIGHTS, LULLABIES, usePreference } from "@/lib/preferences";
import type { Mode } from "@/lib/reader/page";
import type { SleepChoice } from "@/lib/reader/sleep-timer";
import { useTranslation } from "@/lib/words";
import { Modes } from "@/reading/title-page";
import { LULLABY_MINUTES } from "@/reading/use-lullaby";
import { Choices } from "@/ui/choices";
import { Sheet } from "@/ui/sheet";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";

const SLEEP = ["off", "page", "story", "stories", 10, 15, 20, 30] as const satisfies SleepChoice[];

type SettingsSheetProps = {
  open: boolean;
  onClose: () => void;
  mode: Mode;
  onMode: (mode: Mode) => void;
  sleep: SleepChoice;
  onSleep: (choice: SleepChoice) => void;
};

/** Everything a parent sets for the evening, in one place. */
export function SettingsSheet({ open, onClose, mode, onMode, sleep, onSleep }: SettingsSheetProps) {
  const { t } = useTranslation("reading");
  return (
    <Sheet open={open} onClose={onClose} title={t("settings")}>
      <div className="grid gap-7">
        <Modes mode={mode} onMode={onMode} />
        <SleepChoices sleep={sleep} onSleep={onSleep} />
        <Light />
        <Marking />
        <Lullaby />
        <Lock />
      </div>
    </Sheet>
  );
}

function SleepChoices({ sleep, onSleep }: Pick<SettingsSheetProps, "sleep" | "onSleep">) {
  const { t, i18n } = useTranslation("reading");
  const [fade, setFade] = usePreference("fade");
  const inMinutes = new Intl.NumberFormat(i18n.language, {
    style: "unit",
    unit: "minute",
    unitDisplay: "short",
  });
  return (
    <div className="grid gap-2">
      <Choices
        legend={t("sleep.legend")}
        value={String(sleep)}
        onChange={(value) => onSleep(SLEEP.find((choice) => String(choice) === value) ?? "off")}
        options={SLEEP.map((choice) => ({
          value: String(choice),
          label: typeof choice === "number" ? inMinutes.format(choice) : t(`sleep.${choice}`),
        }))}
      />
      <Switch label={t("sleep.fade")} note={t("sleep.fade_note")} checked={fade} onChange={setFade} />
    </div>
  );
}

function Light() {
  const { t, i18n } = useTranslation("reading");
  const [dim, setDim] = usePreference("dim");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <Slider
      label={t("dim")}
      value={dim}
      {...DIM}
      onChange={setDim}
      format={(value) => percent.format(value)}
    />
  );
}

function Marking() {
  const { t } = useTranslation("reading");
  const [highlight, setHighlight] = usePreference("highlight");
  return (
    <Choices
      legend={t("highlight.legend")}
      value={highlight}
      onChange={setHighlight}
      options={HIGHLIGHTS.map((value) => ({
        value,
        label: t(`highlight.${value}`),
      }))}
    />
  );
}

function Lullaby() {
  const { t } = useTranslation("reading");
  const [lullaby, setLullaby] = usePreference("lullaby");
  return (
    <div className="grid gap-2">
      <Choices
        legend={t("lullaby.legend")}
        value={lullaby}
        onChange={setLullaby}
        options={LULLABIES.map((value) => ({
          value,
          label: t(`lullaby.${value}`),
        }))}
      />
      <p className="text-sm text-soft">{t("lullaby.note", { minutes: LULLABY_MINUTES })}</p>
    </div>
  );
}

function Lock() {
  const { t } = useTranslation("reading");
  const [locked, setLocked] = usePreference("childLock");
  return <Switch label={t("lock.label")} note={t("lock.note")} checked={locked} onChange={setLocked} />;
}
