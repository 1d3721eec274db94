import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "@/lib/words";
import { heroesQuery, stylesQuery } from "@/stories/api";
import { SettingSheet } from "@/stories/setting-sheet";
import { styleOf, troubledOf, usableOf, WATERCOLOURS } from "@/stories/style-choice";

type StyleSheetProps = {
  open: boolean;
  style: string | null;
  onChange: (style: string) => void;
  onClose: () => void;
};

/** How the pictures are painted: the house's watercolour, or a style the household has published. */
export function StyleSheet({ open, style, onChange, onClose }: StyleSheetProps) {
  const { t, i18n } = useTranslation("stories");
  const styles = useQuery({ ...stylesQuery, enabled: open }).data?.styles ?? [];
  const heroes = useQuery({ ...heroesQuery(i18n.language), enabled: open }).data?.heroes ?? [];
  const usable = usableOf(styles);
  return (
    <SettingSheet
      title={t("style.title")}
      open={open}
      onClose={onClose}
      value={styleOf(style, styles)?.name ?? WATERCOLOURS}
      onChange={onChange}
      layout={usable.length > 0 ? "pictures" : "row"}
      options={[
        {
          value: WATERCOLOURS,
          label: t("style.watercolour"),
          note: t("style.watercolour_note"),
          picture: usable.length > 0 ? heroes[0]?.picture : undefined,
        },
        ...usable.map(({ name, title, samples, in_use }) => ({
          value: name,
          label: title,
          note: in_use ? t("style.in_use") : t("style.published"),
          picture: samples[0],
        })),
      ]}
    >
      {styles.length === 0 && <p className="mt-4 text-soft">{t("style.none_published")}</p>}
      {troubledOf(styles).map(({ name, title, trouble }) => (
        <p key={name} className="mt-4 text-soft wrap-anywhere">
          {t("style.not_now", { title })} <span lang="en">{trouble}</span>
        </p>
      ))}
    </SettingSheet>
  );
}
