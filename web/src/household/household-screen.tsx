import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function HouseholdScreen() {
  const { t } = useTranslation("household");
  return <Page title={t("title")}>{null}</Page>;
}
