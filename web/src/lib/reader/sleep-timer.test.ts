import { expect, test } from "vitest";
import { FADE, SleepTimer } from "./sleep-timer";

const MINUTE = 60_000;

function tenMinutes() {
  const timer = new SleepTimer();
  timer.set(10);
  timer.tick(0, true);
  return timer;
}

test("minutes count only while somebody listens", () => {
  const timer = tenMinutes();
  timer.tick(4 * MINUTE, true);
  timer.tick(4 * MINUTE, false);
  timer.tick(9 * MINUTE, false);
  timer.tick(9 * MINUTE, true);
  expect(timer.left).toBe(6 * MINUTE);
});

test("the voice fades over the last 25 seconds and then it is over, once", () => {
  const timer = tenMinutes();
  expect(timer.tick(10 * MINUTE - FADE, true)).toEqual({ level: 1, over: false });
  expect(timer.tick(10 * MINUTE - FADE / 2, true).level).toBeCloseTo(0.25);
  expect(timer.tick(10 * MINUTE, true)).toEqual({ level: 0, over: true });
  expect(timer.tick(11 * MINUTE, true).over).toBe(false);
});

test("the fade can be turned off", () => {
  const timer = tenMinutes();
  timer.fade = false;
  expect(timer.tick(10 * MINUTE - 1000, true).level).toBe(1);
});

test("a touch in the last two minutes gives the whole time again", () => {
  const timer = tenMinutes();
  timer.tick(7.9 * MINUTE, true);
  expect(timer.touched(7.9 * MINUTE)).toBe("nothing");
  timer.tick(8.5 * MINUTE, true);
  expect(timer.touched(8.5 * MINUTE)).toBe("restarted");
  expect(timer.left).toBe(10 * MINUTE);
});

test("a touch within two minutes after wakes the story, a later one does not", () => {
  const timer = tenMinutes();
  timer.tick(10 * MINUTE, true);
  expect(timer.touched(12 * MINUTE)).toBe("woken");
  expect(timer.left).toBe(10 * MINUTE);

  const later = tenMinutes();
  later.tick(10 * MINUTE, true);
  expect(later.touched(12.1 * MINUTE)).toBe("nothing");
  expect(later.choice).toBe("off");
});

test("two stories end with the second", () => {
  const timer = new SleepTimer();
  timer.set("stories");
  expect(timer.endsWithStory()).toBe(false);
  expect(timer.stories).toBe(1);
  expect(timer.endsWithStory()).toBe(true);
  expect(timer.choice).toBe("off");
});

test("minutes do not end with a story, and a page does", () => {
  expect(tenMinutes().endsWithStory()).toBe(false);
  const timer = new SleepTimer();
  timer.set("page");
  expect([timer.endsWithPage(), timer.endsWithStory()]).toEqual([true, true]);
});
