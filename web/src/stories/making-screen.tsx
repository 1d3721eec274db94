import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function MakingScreen() {
  const { t } = useTranslation("stories");
  return <Page title={t("making.title")}>{null}</Page>;
}
