import { type PointerEvent, useEffect, useEffectEvent, useRef } from "react";

/** What a key on the Player means. */
export type Key = "next" | "back" | "play" | "sentence-next" | "sentence-back" | "first" | "last";

const KEYS: Record<string, Key> = {
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "back",
  PageUp: "back",
  ArrowDown: "sentence-next",
  ArrowUp: "sentence-back",
  Home: "first",
  End: "last",
  " ": "play",
};

/** Keys of the Player, from wherever the focus is; a sheet, a field or a button keeps what it needs itself. */
export function useKeys(onKey: (key: Key) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as Element;
    if (target.closest("dialog, input")) return;
    if (event.key === " " && target.closest("button, a")) return;
    const key = KEYS[event.key];
    if (!key) return;
    event.preventDefault();
    onKey(key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

/**
 * Every touch of the screen or the keys, before anything else hears of it.
 *
 * `onTouch` returns whether the touch has done its work, such as waking the story; then it does nothing else.
 */
export function useTouches(onTouch: () => boolean): void {
  const touch = useEffectEvent(onTouch);
  useEffect(() => {
    let taken = false;
    const stop = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const began = (event: Event) => {
      taken = touch();
      if (taken) stop(event);
    };
    const lifted = (event: Event) => {
      // Phones let sound begin only when the finger lifts.
      if (touch()) taken = true;
      if (taken) stop(event);
    };
    const clicked = (event: Event) => {
      if (taken) stop(event);
      taken = false;
    };
    const all = { capture: true };
    window.addEventListener("pointerdown", began, all);
    window.addEventListener("pointerup", lifted, all);
    window.addEventListener("keydown", began, all);
    window.addEventListener("click", clicked, all);
    return () => {
      window.removeEventListener("pointerdown", began, all);
      window.removeEventListener("pointerup", lifted, all);
      window.removeEventListener("keydown", began, all);
      window.removeEventListener("click", clicked, all);
    };
  }, []);
}

/** How far a finger travels before it is a swipe, pixels. */
const SWIPE = 40;

/** Swipes across the page. A swipe acts under way, as soon as it is one; a finger that scrolls is none. */
export function useSwipe(onTurn: (by: 1 | -1) => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  const forget = () => {
    from.current = null;
  };
  return {
    onPointerDown(event: PointerEvent) {
      const element = event.target as Element;
      const free = event.button === 0 && !element.closest("button, dialog, fieldset, .player-dark");
      from.current = free ? { x: event.clientX, y: event.clientY } : null;
    },
    onPointerMove(event: PointerEvent) {
      if (!from.current) return;
      const across = event.clientX - from.current.x;
      const along = event.clientY - from.current.y;
      if (Math.abs(across) < SWIPE || Math.abs(across) < 1.5 * Math.abs(along)) return;
      forget();
      onTurn(across < 0 ? 1 : -1);
    },
    onPointerUp: forget,
    onPointerCancel: forget,
  };
}
