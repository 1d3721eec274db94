/** Times and dates as a person says them, in the interface's language. */

const DAY_MS = 86_400_000;

/** "7 min", "7分"; at least one minute. */
export function minutes(seconds: number, language: string): string {
  return inUnit("minute", language).format(Math.max(1, Math.round(seconds / 60)));
}

/** "0:07", "12:30": a place in something that is heard. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "about 40 seconds" without the about: "40 sec", "2 min"; rounded so that it does not flicker while it falls. */
export function roughly(seconds: number, language: string): string {
  if (seconds >= 90) return minutes(seconds, language);
  const rounded = seconds > 10 ? Math.ceil(seconds / 5) * 5 : Math.max(1, Math.ceil(seconds));
  return inUnit("second", language).format(rounded);
}

/** "12 November 2026". */
export function date(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(at));
}

/** "18:42" for something of today, "12 November 2026, 18:42" for what is longer ago. */
export function moment(at: string, language: string, now: Date = new Date()): string {
  const today = startOfDay(new Date(at)) === startOfDay(now);
  const style: Intl.DateTimeFormatOptions = { timeStyle: "short" };
  if (!today) style.dateStyle = "long";
  return new Intl.DateTimeFormat(language, style).format(new Date(at));
}

/** "today", "yesterday", "3 days ago"; the date itself once it is more than a week away. */
export function relativeDay(at: string, language: string, now: Date = new Date()): string {
  const days = Math.round((startOfDay(new Date(at)) - startOfDay(now)) / DAY_MS);
  if (Math.abs(days) > 7) return date(at, language);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day");
}

function startOfDay(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

const units = new Map<string, Intl.NumberFormat>();

/** Kept, because making one takes longer than using it a hundred times, and a shelf asks once a book. */
function inUnit(unit: "minute" | "second", language: string): Intl.NumberFormat {
  const known = units.get(`${unit} ${language}`);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" });
  units.set(`${unit} ${language}`, made);
  return made;
}
