import { useState } from "react";

type PictureProps = { src: string; alt: string; width: number; height: number; className?: string };

/** A painted picture: a wash of paper where it will stand, then the paint fades in. */
export function Picture({ src, alt, width, height, className }: PictureProps) {
  // By address, so that a page painted again fades in again.
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div
      className={`overflow-hidden bg-raised ${className ?? ""}`}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <img
        src={src}
        alt={alt}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        ref={(image) => {
          // A picture from the cache may be there before anyone listens for it.
          if (image?.complete && image.naturalWidth > 0) setShown(src);
        }}
        onLoad={() => setShown(src)}
        className={`size-full object-cover text-transparent transition-opacity duration-500 ease-calm motion-reduce:transition-none ${
          shown === src ? "opacity-100" : "opacity-0"
        }`}
      />
    </div>
  );
}
