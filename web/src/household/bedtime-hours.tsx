import { USUAL_BEDTIME } from "@/lib/bedtime";
import { usePreference } from "@/lib/preferences";
import { useTranslation } from "@/lib/words";
import { Field } from "@/ui/field";
import { Switch } from "@/ui/switch";

/** From when to when a story stops by itself at its end. */
export function BedtimeHours() {
  const { t } = useTranslation("household");
  const [bedtime, setBedtime] = usePreference("bedtime");
  return (
    <div>
      <Switch
        label={t("reading.bedtime")}
        note={t("reading.bedtimeNote")}
        checked={bedtime !== null}
        onChange={(on) => setBedtime(on ? USUAL_BEDTIME : null)}
      />
      {bedtime && (
        <div className="mt-3 grid max-w-xs grid-cols-2 gap-4">
          {(["from", "to"] as const).map((end) => (
            <Field key={end} label={t(`reading.${end}`)}>
              {(ids) => (
                <input
                  {...ids}
                  type="time"
                  required
                  value={bedtime[end]}
                  className="input-line"
                  onChange={({ target }) => target.value && setBedtime({ ...bedtime, [end]: target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </div>
  );
}
