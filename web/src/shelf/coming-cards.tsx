import { GRID } from "@/shelf/grid";

/** Books that are on their way: paper where the covers will be, in two whole rows. */
export function ComingCards({ columns }: { columns: number }) {
  const places = Array.from({ length: 2 * columns }, (_, place) => `place ${place}`);
  return (
    <div aria-hidden="true" className={GRID}>
      {places.map((place) => (
        <div key={place} className="animate-breathe">
          <div className="aspect-[4/3] rounded-card bg-raised" />
          <div className="mt-3 h-4 w-4/5 rounded bg-raised" />
          <div className="mt-2 h-3 w-1/2 rounded bg-raised" />
        </div>
      ))}
    </div>
  );
}
