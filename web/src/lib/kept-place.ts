/** Where the Library was left, so that coming back from a story finds it as it was. Kept until the app is closed. */

const TOP = { search: "", y: 0 };
let left = TOP;

/** `search` is the query of its address ("?favourites=1"), `y` how far it was scrolled, in pixels. */
export function keepPlace(search: string, y: number): void {
  left = { search, y };
}

/** A new story stands at the top, and is what one comes back for. */
export function forgetPlace(): void {
  left = TOP;
}

/** How far the Library was scrolled when it was last left with this query, in pixels. */
export function keptPlace(search: string): number {
  return left.search === search ? left.y : 0;
}

/** The way back to the Library as it was left: its path, with what it was narrowed to. */
export function wayToLibrary(): string {
  return `/${left.search}`;
}
