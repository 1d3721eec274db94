import { About } from "@/household/about";
import { ChildLock } from "@/household/child-lock";
import { Engines } from "@/household/engines";
import { KeptHere } from "@/household/kept-here";
import { LanguageAndLight } from "@/household/language-and-light";
import { ReadingHabits } from "@/household/reading-habits";
import { TheFour } from "@/household/the-four";
import { Voices } from "@/household/voices";
import { useTranslation } from "@/lib/words";
import { Page } from "@/ui/page";

/** How this family likes it: each matter in its own quiet section. */
export function HouseholdScreen() {
  const { t } = useTranslation("household");
  return (
    <Page title={t("title")} wide>
      <div className="max-w-5xl">
        <LanguageAndLight />
        <ReadingHabits />
        <ChildLock />
        <Voices />
        <KeptHere />
        <TheFour />
        <Engines />
        <About />
      </div>
    </Page>
  );
}
