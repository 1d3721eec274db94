import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { health } from "@/household/api";
import { Section } from "@/household/section";
import { useTranslation } from "@/lib/words";
import { ButtonLink } from "@/ui/button";

export function About() {
  const { t } = useTranslation("household");
  const { data } = useQuery(health());
  return (
    <Section title={t("about.title")}>
      <ButtonLink to="/trash" icon={<Trash2 />}>
        {t("about.trash")}
      </ButtonLink>
      {data && (
        <p className="text-soft">
          {t("about.version", { version: data.version })}
          {data.state === "warming" && <span className="block">{t("about.warming")}</span>}
        </p>
      )}
    </Section>
  );
}
