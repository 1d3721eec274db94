import { useTranslation } from "@/lib/words";
import type { Flag } from "@/stories/verdicts";

const JUDGES = new Set(["rules", "lifeline", "mistral"]);
/** Themes that have words; a judge may give reasons of its own, which have none. */
const THEMES = new Set([
  ...["sexual", "violence", "weapons", "death", "self_harm", "abuse", "drugs", "hate", "fear"],
  ...["abandonment", "shame", "danger", "brands", "people", "gambling", "crime", "contact"],
  ...["instructions", "lettering", "anatomy", "distress"],
]);

/** A judge as a parent knows it. */
export function useJudgeName(): (judge: string) => string {
  const { t } = useTranslation("stories");
  return (judge) => (JUDGES.has(judge) ? t(`looked.judges.${judge}`) : judge);
}

/** A flag in one sentence; `whole` where it is about the story and not about a page. */
export function useFlagSentence(): (flag: Flag, whole?: boolean) => string {
  const { t, i18n } = useTranslation("stories");
  const judgeName = useJudgeName();
  const list = new Intl.ListFormat(i18n.language);
  return ({ judge, outcome, layers, reasons }, whole = false) => {
    const what = list.format(
      layers.map((layer) => t(`looked.layers.${whole && layer === "text" ? "story" : layer}`)),
    );
    const themes = reasons.filter((reason) => THEMES.has(reason)).map((reason) => t(`theme.${reason}`));
    const because = themes.length > 0 ? t("looked.because", { themes: list.format(themes) }) : "";
    return t(`looked.${outcome}`, { judge: judgeName(judge), what, because });
  };
}
