import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function PlayerScreen() {
  const { t } = useTranslation("reading");
  return <Page title={t("title")}>{null}</Page>;
}
