import { useServerGone } from "@/lib/queries";
import { useTranslation } from "@/lib/words";
import { Banner } from "@/ui/banner";

/** Stands while the house does not answer, and leaves by itself when it does. */
export function ServerGoneBanner() {
  const { t } = useTranslation("ui");
  const gone = useServerGone();
  return (
    <div role="status" className="sticky top-0 z-20">
      {gone ? <Banner tone="waiting">{t("gone")}</Banner> : null}
    </div>
  );
}
