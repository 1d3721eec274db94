/** The hours in which a household goes to bed, by the clock on the wall. */

export interface Bedtime {
  /** "19:30", as a time input says it. */
  from: string;
  /** Not within it any more. Earlier than `from`, it is past midnight. */
  to: string;
}

export const USUAL_BEDTIME: Bedtime = { from: "19:00", to: "22:00" };

/** Whether it is bedtime now; never for a household that has set none. */
export function isBedtime(bedtime: Bedtime | null, now = new Date()): boolean {
  if (bedtime === null) return false;
  const { from, to } = bedtime;
  const clock = `${twoDigits(now.getHours())}:${twoDigits(now.getMinutes())}`;
  // Times of day in this form stand in the order of the alphabet.
  return from <= to ? from <= clock && clock < to : from <= clock || clock < to;
}

/** Whether a kept value can be read as hours. */
export function isHours(value: unknown): value is Bedtime {
  if (typeof value !== "object" || value === null || !("from" in value) || !("to" in value)) return false;
  return [value.from, value.to].every((time) => typeof time === "string" && /^\d\d:\d\d$/.test(time));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
