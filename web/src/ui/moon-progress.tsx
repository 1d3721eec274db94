import { useId } from "react";

type MoonProgressProps = {
  /** 0 (new moon) to 1 (full moon); null while nobody can say. */
  value: number | null;
  label: string;
  /** Across, in pixels. */
  size?: number;
};

const RADIUS = 46;

/** A moon that fills as the work is done. */
export function MoonProgress({ value, label, size = 48 }: MoonProgressProps) {
  const shade = useId();
  const lit = value === null ? 0.25 : Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(lit * 100)}
      className={`shrink-0 ${value === null ? "animate-breathe" : ""}`}
      style={{ width: size, height: size }}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true" className="size-full">
        <defs>
          <clipPath id={shade}>
            <path d={litPath(lit)} />
          </clipPath>
        </defs>
        <circle cx="50" cy="50" r={RADIUS} className="fill-raised stroke-moon-rim" strokeWidth="2" />
        <g clipPath={`url(#${shade})`}>
          <circle cx="50" cy="50" r={RADIUS} className="fill-moon" />
          <g className="fill-black" opacity="0.09">
            <circle cx="64" cy="36" r="9" />
            <circle cx="42" cy="58" r="13" />
            <circle cx="68" cy="68" r="6" />
          </g>
        </g>
      </svg>
    </div>
  );
}

/** The lit part of a waxing moon: the right rim, and back along the line between light and dark. */
function litPath(lit: number): string {
  const [top, bottom] = [50 - RADIUS, 50 + RADIUS];
  const waist = Math.abs(1 - 2 * lit) * RADIUS;
  return `M50 ${top} A${RADIUS} ${RADIUS} 0 0 1 50 ${bottom} A${waist} ${RADIUS} 0 0 ${lit < 0.5 ? 0 : 1} 50 ${top}Z`;
}
