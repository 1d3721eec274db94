import { takeUpdate, useUpdateWaiting } from "@/lib/offline/app-update";
import { useTranslation } from "@/lib/words";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";

/** "A new version is ready", for screens where opening the app anew disturbs nobody. */
export function UpdateBanner() {
  const { t } = useTranslation("shelf");
  if (!useUpdateWaiting()) return null;
  return (
    <div className="mb-6 overflow-hidden rounded-card">
      <Banner tone="calm" action={<Button onClick={takeUpdate}>{t("update.take")}</Button>}>
        {t("update.ready")}
      </Banner>
    </div>
  );
}
