import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { PressButton } from "@/reading/press-button";

type PlayerBarProps = {
  page: number;
  pages: number;
  going: boolean;
  onTurn: (by: 1 | -1) => void;
  onToggle: () => void;
};

/** What a child needs: back, hear it, on. Always there, large, and acting at once. */
export function PlayerBar({ page, pages, going, onTurn, onToggle }: PlayerBarProps) {
  const { t } = useTranslation("reading");
  return (
    <div className="player-bar">
      <PressButton className="player-turn" aria-label={t("back_page")} onPress={() => onTurn(-1)}>
        <ChevronLeft aria-hidden="true" />
      </PressButton>
      <div className="grid justify-items-center gap-2">
        <PressButton className="player-play" aria-label={t(going ? "pause" : "play")} onPress={onToggle}>
          {going ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" className="translate-x-[6%]" />}
        </PressButton>
        <Place page={page} pages={pages} />
      </div>
      <PressButton className="player-turn" aria-label={t("next_page")} onPress={() => onTurn(1)}>
        <ChevronRight aria-hidden="true" />
      </PressButton>
    </div>
  );
}

/** Moons for the pages; the one that is open is full. */
function Place({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation("reading");
  return (
    <div className="flex gap-1.5" role="img" aria-label={t("page_of", { page: page + 1, pages })}>
      {Array.from({ length: pages }, (_, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages do not change places
        <span key={number} className="player-moon" data-here={number === page} data-read={number < page} />
      ))}
    </div>
  );
}
