/** In which picture style a story will be painted: the one chosen, or the one the house uses. */
import type { Style } from "@/stories/wire";

/** Chosen in place of a style's name: the house's own watercolours, whatever style it uses else. */
export const WATERCOLOURS = "";

/** The newest version of each style that can be painted in here. */
export function usableOf(styles: Style[]): Style[] {
  return newestOf(styles).filter(({ trouble }) => trouble === "");
}

/** Styles that are there and cannot be painted in, newest versions only. */
export function troubledOf(styles: Style[]): Style[] {
  return newestOf(styles).filter(({ trouble }) => trouble !== "");
}

/** The style of a story, where it has one: null is the house's watercolours. */
export function styleOf(chosen: string | null, styles: Style[]): Style | null {
  const usable = usableOf(styles);
  if (chosen === WATERCOLOURS) return null;
  const used = usable.find(({ name }) => styles.some((style) => style.in_use && style.name === name));
  return usable.find(({ name }) => name === chosen) ?? used ?? null;
}

/** What a wish says of its pictures, beside who paints them otherwise. */
export function picturesOf(
  chosen: string | null,
  styles: Style[],
): { style: string | null; illustrator?: string } {
  if (chosen === null) return { style: null };
  const style = styleOf(chosen, styles);
  if (chosen === WATERCOLOURS) return { style: null, illustrator: "painter" };
  return style?.name === chosen ? { style: chosen, illustrator: "diffusion" } : { style: null };
}

function newestOf(styles: Style[]): Style[] {
  // The house tells the newest version of each first.
  return styles.filter(({ name }, place) => styles.findIndex((other) => other.name === name) === place);
}
