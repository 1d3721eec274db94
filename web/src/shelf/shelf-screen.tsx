import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function ShelfScreen() {
  const { t } = useTranslation("shelf");
  return <Page title={t("title")}>{null}</Page>;
}
