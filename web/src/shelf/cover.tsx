import type { SyntheticEvent } from "react";

interface CoverProps {
  /** Null until the first page is painted. */
  src: string | null;
  alt: string;
  eager?: boolean;
  /** A thin bar along the lower edge, 0..1; none at 0 or null. The words beside the cover say the same. */
  part?: number | null;
  className?: string;
}

/**
 * A book's cover, or paper waiting to be painted. Lighter than `ui/picture`, which fades: a shelf has a
 * thousand of these, and they must not each ask for a re-render.
 */
export function Cover({ src, alt, eager = false, part = 0, className = "" }: CoverProps) {
  return (
    <span className={`relative block aspect-[4/3] overflow-hidden bg-raised ${className}`}>
      {src && (
        <img
          key={src}
          src={src}
          alt={alt}
          width={1024}
          height={768}
          loading={eager ? "eager" : "lazy"}
          decoding="async"
          onError={hide}
          className="size-full object-cover"
        />
      )}
      {part ? (
        <span className="absolute inset-x-0 bottom-0 h-1.5 bg-page/70">
          <span className="block h-full bg-lamp" style={{ width: `${Math.round(part * 100)}%` }} />
        </span>
      ) : null}
    </span>
  );
}

/** A picture that does not come leaves bare paper, not the browser's broken frame. */
function hide({ currentTarget }: SyntheticEvent<HTMLImageElement>) {
  currentTarget.style.visibility = "hidden";
}
