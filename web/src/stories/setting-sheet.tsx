import type { ReactNode } from "react";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { type Choice, Choices } from "@/ui/choices";
import { Sheet } from "@/ui/sheet";

type SettingSheetProps<T extends string> = {
  title: string;
  open: boolean;
  value: T;
  options: Choice<T>[];
  /** Chips in a row, or cards with pictures. */
  layout?: "row" | "pictures";
  onChange: (value: T) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** One setting of the story and its few choices. */
export function SettingSheet<T extends string>({
  children,
  layout = "row",
  ...setting
}: SettingSheetProps<T>) {
  const { t } = useTranslation("stories");
  return (
    <Sheet
      open={setting.open}
      onClose={setting.onClose}
      title={setting.title}
      actions={
        <Button tone="gold" onClick={setting.onClose}>
          {t("done")}
        </Button>
      }
    >
      <Choices
        legend={setting.title}
        hideLegend
        layout={layout}
        value={setting.value}
        onChange={setting.onChange}
        options={setting.options}
      />
      {children}
    </Sheet>
  );
}
