import { useTranslation } from "@/lib/words";
import { ButtonLink } from "@/ui/button";
import { Page } from "@/ui/page";

export function NotHere() {
  const { t } = useTranslation("ui");
  return (
    <Page title={t("notHere.title")}>
      <p className="mb-6 text-soft">{t("notHere.detail")}</p>
      <ButtonLink to="/" tone="gold">
        {t("notHere.back")}
      </ButtonLink>
    </Page>
  );
}
