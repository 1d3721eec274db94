import { type PointerEvent, useEffect, useRef, useState } from "react";
import { address } from "@/lib/server";
import type { Scene } from "@/reading/story";

type PagePictureProps = {
  scene: Scene;
  next: Scene | undefined;
  language: string;
  /** The picture may still be painted. */
  making: boolean;
  /** A tap on the outer thirds wants the page before or after, one in the middle (0) wants to hear or to pause. */
  onTap: (by: 1 | -1 | 0) => void;
};

/** How far a finger may wander and still tap, pixels. */
const TAP = 12;

/**
 * The picture, to the edges of the screen, over its own light.
 *
 * A tap acts when the finger lifts, as only then it is known not to be a swipe. It does what the buttons do,
 * so those who cannot tap a picture miss nothing.
 */
export function PagePicture({ scene, next, language, making, onTap }: PagePictureProps) {
  const from = useRef<{ x: number; y: number } | null>(null);
  usePainted(next);

  const lifted = (event: PointerEvent<HTMLElement>) => {
    const began = from.current;
    from.current = null;
    if (!began || Math.hypot(event.clientX - began.x, event.clientY - began.y) > TAP) return;
    const box = event.currentTarget.getBoundingClientRect();
    const third = Math.floor((3 * (event.clientX - box.left)) / box.width);
    onTap(third < 1 ? -1 : third > 1 ? 1 : 0);
  };
  return (
    <figure
      className="player-picture"
      onPointerDown={(event) => {
        from.current = event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
      }}
      onPointerUp={lifted}
    >
      {scene.picture === null && <Unpainted making={making} />}
      <Layers scene={scene} language={language} />
    </figure>
  );
}

/** Paper that waits for its paint; a moon says so while the painter is at work. */
function Unpainted({ making }: { making: boolean }) {
  return (
    <div className="player-unpainted">
      <div className={`player-faint-moon ${making ? "animate-breathe" : ""}`} />
    </div>
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
