import { type ComponentType, lazy } from "react";
import { Route, Routes } from "react-router";
import { NotHere } from "@/app/not-here";
import { Screen } from "@/app/screen";
import { Shell } from "@/app/shell";
import { ShelfScreen } from "@/shelf/shelf-screen";

/** A screen fetched when it is first opened; the Library is the first screen and comes with the app. */
function screen<Name extends string>(fetch: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await fetch())[name] }));
}

const TrashScreen = screen(() => import("@/shelf/trash-screen"), "TrashScreen");
const HouseholdScreen = screen(() => import("@/household/household-screen"), "HouseholdScreen");
const CreatorScreen = screen(() => import("@/stories/creator-screen"), "CreatorScreen");
const MakingScreen = screen(() => import("@/stories/making-screen"), "MakingScreen");
const ReviewScreen = screen(() => import("@/stories/review-screen"), "ReviewScreen");
const TeamScreen = screen(() => import("@/team/team-screen"), "TeamScreen");
const TalkScreen = screen(() => import("@/team/talk-screen"), "TalkScreen");
const PlayerScreen = screen(() => import("@/reading/player-screen"), "PlayerScreen");

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<ShelfScreen />} />
        <Route path="trash" element={<TrashScreen />} />
        <Route path="household" element={<HouseholdScreen />} />
        <Route path="team" element={<TeamScreen />} />
        <Route path="team/:agent" element={<TalkScreen />} />
        <Route path="new" element={<CreatorScreen />} />
        <Route path="making/:id" element={<MakingScreen />} />
        <Route path="review/:id" element={<ReviewScreen />} />
        <Route path="*" element={<NotHere />} />
      </Route>
      {/* The Player has the whole window to itself. */}
      <Route
        path="read/:id"
        element={
          <Screen>
            <PlayerScreen />
          </Screen>
        }
      />
    </Routes>
  );
}
