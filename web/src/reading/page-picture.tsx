import { type PointerEvent, useEffect, useRef, useState } from "react";
import { address } from "@/lib/server";
import type { Scene } from "@/reading/story";

type PagePictureProps = {
  scene: Scene;
  next: Scene | undefined;
  language: string;
  /** A finger that wants the page before or after; in the middle, one that wants to hear or to pause. */
  onTurn: (by: 1 | -1) => void;
  onMiddle: () => void;
};

/** How far a finger travels before it is a swipe and not a tap, pixels. */
const SWIPE = 40;
const TAP = 12;

/**
 * The picture, to the edges of the screen, over its own light.
 *
 * A tap acts when the finger lifts, as only then it is known not to be a swipe; a swipe acts under way.
 */
export function PagePicture({ scene, next, language, onTurn, onMiddle }: PagePictureProps) {
  const from = useRef<{ x: number; y: number } | null>(null);
  usePainted(next);

  const down = (event: PointerEvent) => {
    if (event.button === 0) from.current = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent) => {
    if (!from.current) return;
    const across = event.clientX - from.current.x;
    if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(event.clientY - from.current.y)) return;
    from.current = null;
    onTurn(across < 0 ? 1 : -1);
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    const began = from.current;
    from.current = null;
    if (!began || Math.hypot(event.clientX - began.x, event.clientY - began.y) > TAP) return;
    const box = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width;
    if (place < 1 / 3) onTurn(-1);
    else if (place > 2 / 3) onTurn(1);
    else onMiddle();
  };

  return (
    <figure
      className="player-picture"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => {
        from.current = null;
      }}
    >
      <Layers scene={scene} language={language} />
    </figure>
  );
}

/** This page's picture, fading in over the one before it. */
function Layers({ scene, language }: { scene: Scene; language: string }) {
  const src = scene.picture ? address(scene.picture.path) : null;
  const [below, setBelow] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      {below && below !== src && <Paint key={below} src={below} alt="" language={language} shown />}
      {src && (
        <Paint
          key={src}
          src={src}
          alt={scene.picture?.alt || scene.alt}
          language={language}
          shown={shown === src}
          onLoad={() => setShown(src)}
          onShown={() => setBelow(src)}
        />
      )}
    </>
  );
}

type PaintProps = {
  src: string;
  alt: string;
  language: string;
  shown: boolean;
  onLoad?: () => void;
  onShown?: () => void;
};

function Paint({ src, alt, language, shown, onLoad, onShown }: PaintProps) {
  return (
    <div className="player-paint" data-shown={shown} onTransitionEnd={onShown}>
      <img className="player-glow" src={src} alt="" aria-hidden="true" draggable={false} />
      <div className="player-frame">
        <img
          src={src}
          alt={alt}
          lang={language}
          draggable={false}
          ref={(image) => {
            // A picture from the cache may be there before anyone listens for it.
            if (image?.complete && image.naturalWidth > 0) onLoad?.();
          }}
          onLoad={onLoad}
        />
      </div>
    </div>
  );
}

/** Have the next page's picture ready before it is turned to. */
function usePainted(scene: Scene | undefined) {
  const path = scene?.picture?.path;
  useEffect(() => {
    if (path) new Image().src = address(path);
  }, [path]);
}
