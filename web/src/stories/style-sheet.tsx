import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "@/lib/words";
import { stylesQuery } from "@/stories/api";
import { SettingSheet } from "@/stories/setting-sheet";

const WATERCOLOUR = "";

type StyleSheetProps = {
  open: boolean;
  style: string | null;
  onChange: (style: string | null) => void;
  onClose: () => void;
};

/** How the pictures are painted: the house's watercolour, or a style the household has published. */
export function StyleSheet({ open, style, onChange, onClose }: StyleSheetProps) {
  const { t } = useTranslation("stories");
  const styles = useQuery({ ...stylesQuery, enabled: open }).data?.styles ?? [];
  return (
    <SettingSheet
      title={t("style.title")}
      open={open}
      onClose={onClose}
      value={style ?? WATERCOLOUR}
      onChange={(value) => onChange(value === WATERCOLOUR ? null : value)}
      options={[
        { value: WATERCOLOUR, label: t("style.watercolour"), note: t("style.watercolour_note") },
        ...styles.map((published) => ({ value: String(published.name), label: String(published.name) })),
      ]}
    >
      {styles.length === 0 && <p className="mt-4 text-soft">{t("style.none_published")}</p>}
    </SettingSheet>
  );
}
