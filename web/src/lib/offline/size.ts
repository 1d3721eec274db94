/** "2.4 MB", "2,4 Mo", "640 kB": a size as a person reads it, in the interface's language. */
export function size(bytes: number, language: string): string {
  const large = bytes >= 1_000_000;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumFractionDigits: large && bytes < 100_000_000 ? 1 : 0,
  }).format(large ? bytes / 1_000_000 : Math.ceil(bytes / 1000));
}
