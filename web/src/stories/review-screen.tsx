import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function ReviewScreen() {
  const { t } = useTranslation("stories");
  return <Page title={t("review.title")}>{null}</Page>;
}
