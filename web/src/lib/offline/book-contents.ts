/** What has to be fetched for a book to play with the server gone. */

interface Placed {
  path: string;
  alt?: string;
}

/** As much of the book document as a download needs to know. */
export interface KeptDocument {
  id: string;
  title: string;
  language: string;
  child: string;
  state: string;
  scenes: {
    number: number;
    text: string;
    picture: Placed | null;
    narration: (Placed & { seconds: number }) | null;
  }[];
}

/** Whether nobody is working on it any more: a book in the making has no whole to keep. */
export function isWhole({ state }: KeptDocument): boolean {
  return state !== "writing" && state !== "making";
}

/** Every picture and sound of the book as absolute addresses, in page order, each once. */
export function mediaOf(book: KeptDocument, documentAddress: string): string[] {
  const parts = book.scenes.flatMap((scene) => [scene.picture, scene.narration]);
  const paths = parts.filter((part) => part !== null).map((part) => new URL(part.path, documentAddress).href);
  return [...new Set(paths)];
}

/**
 * A short mark that changes when a picture, a sound, a sentence or the title does.
 *
 * Media addresses carry their content's hash (`?v=`), so the addresses say all there is to say about them.
 * The hash is 53-bit cyrb53-like mixing: it tells versions apart, it guards nothing.
 */
export function versionOf(book: KeptDocument): string {
  const said = [
    book.title,
    ...book.scenes.map((scene) => [scene.text, scene.picture?.path, scene.narration?.path].join("\n")),
  ];
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const character of said.join("\n\n")) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36);
}

export function listeningSecondsOf(book: KeptDocument): number {
  return book.scenes.reduce((sum, scene) => sum + (scene.narration?.seconds ?? 0), 0);
}

/**
 * Roughly what a download will weigh, in bytes, before anything is fetched.
 *
 * Sound is 64 kbit/s MP3 and a painted page about 130 kB of WebP, as measured on the sample books.
 */
export function expectedBytes({
  pages,
  listeningSeconds,
}: {
  pages: number;
  listeningSeconds: number;
}): number {
  return pages * 130_000 + listeningSeconds * 8_000;
}
