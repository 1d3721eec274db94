import { Section } from "@/household/section";
import { usePreference } from "@/lib/preferences";
import { useTranslation } from "@/lib/words";
import { Switch } from "@/ui/switch";

export function ChildLock() {
  const { t } = useTranslation("household");
  const [locked, setLocked] = usePreference("childLock");
  return (
    <Section title={t("lock.title")} note={t("lock.note")}>
      <Switch label={t("lock.switch")} note={t("lock.how")} checked={locked} onChange={setLocked} />
    </Section>
  );
}
