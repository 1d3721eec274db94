import { GRID } from "@/shelf/grid";

const PLACES = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** Books that are on their way: paper where the covers will be. */
export function ComingCards() {
  return (
    <li aria-hidden="true" className={GRID}>
      {PLACES.map((place) => (
        <div key={place} className="animate-breathe">
          <div className="aspect-[4/3] rounded-card bg-raised" />
          <div className="mt-3 h-4 w-4/5 rounded bg-raised" />
          <div className="mt-2 h-3 w-1/2 rounded bg-raised" />
        </div>
      ))}
    </li>
  );
}
