import { MoonStar } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { ButtonLink } from "@/ui/button";

/** Nobody can talk freely here: what that would need, and that a story needs none of it. */
export function NeedsModel() {
  const { t } = useTranslation("team");
  return (
    <section
      aria-labelledby="needs"
      className="flex gap-4 rounded-card border border-line bg-panel p-5 sm:p-6"
    >
      <MoonStar aria-hidden="true" className="mt-0.5 size-6 shrink-0 text-lamp" />
      <div className="min-w-0 flex-1">
        <h2 id="needs" className="text-lg">
          {t("needs.title")}
        </h2>
        <p className="mt-1">{t("needs.what")}</p>
        <p className="mt-1 text-soft">{t("needs.stories")}</p>
        <div className="mt-4 flex flex-wrap gap-3">
          <ButtonLink to="/household#engines">{t("needs.where")}</ButtonLink>
          <ButtonLink to="/new">{t("needs.new_story")}</ButtonLink>
        </div>
      </div>
    </section>
  );
}
