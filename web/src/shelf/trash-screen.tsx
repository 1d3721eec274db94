import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function TrashScreen() {
  const { t } = useTranslation("shelf");
  return <Page title={t("trash.title")}>{null}</Page>;
}
