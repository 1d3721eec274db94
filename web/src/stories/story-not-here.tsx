import { useTranslation } from "@/lib/words";
import { ButtonLink } from "@/ui/button";
import { Trouble } from "@/ui/trouble";

/** A book that cannot be had: why, and the way back. */
export function StoryNotHere({ error }: { error: Error }) {
  const { t } = useTranslation("stories");
  return (
    <Trouble problem={error}>
      <ButtonLink to="/">{t("to_library")}</ButtonLink>
    </Trouble>
  );
}
