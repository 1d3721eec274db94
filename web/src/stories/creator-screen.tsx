import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function CreatorScreen() {
  const { t } = useTranslation("stories");
  return <Page title={t("creator.title")}>{null}</Page>;
}
