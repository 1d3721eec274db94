import { describe, expect, test } from "vitest";
import { LOOP_SECONDS, type Lullaby, lullabyLoop, SAMPLE_RATE_HZ } from "./noise";
import { wav } from "./wav";

const KINDS: Lullaby[] = ["rain", "waves", "brown"];

const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

/** Mean power around `hertz` (Goertzel over windows of a tenth of a second). */
function power(samples: Float32Array, hertz: number): number {
  const size = SAMPLE_RATE_HZ / 10;
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE_HZ);
  let sum = 0;
  for (let start = 0; start + size <= samples.length; start += size) {
    let [one, two] = [0, 0];
    for (let at = start; at < start + size; at++)
      [one, two] = [(samples[at] as number) + turn * one - two, one];
    sum += one * one + two * two - turn * one * two;
  }
  return sum;
}

describe.each(KINDS)("%s", (kind) => {
  const loop = lullabyLoop(kind);

  test("is quiet, level and never harsh", () => {
    expect(loop.length).toBe(SAMPLE_RATE_HZ * LOOP_SECONDS);
    expect(rms(loop)).toBeCloseTo(0.07, 2);
    expect(loop.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeLessThan(0.6);
    expect(Math.abs(loop.reduce((sum, x) => sum + x, 0) / loop.length)).toBeLessThan(1e-4);
  });

  test("closes on itself: the step over the seam is one like all others", () => {
    const steps = loop.map((x, at) => Math.abs(x - (loop[(at + loop.length - 1) % loop.length] as number)));
    const usual = rms(steps);
    expect(steps[0]).toBeLessThan(4 * usual);
    const around = Float32Array.from(
      { length: 2400 },
      (_, at) => loop[(loop.length - 1200 + at) % loop.length] as number,
    );
    const inside = loop.subarray(1200, 3600);
    expect(rms(around) / rms(inside)).toBeGreaterThan(0.5);
    expect(rms(around) / rms(inside)).toBeLessThan(2);
  });

  test("lies low: hiss is far below the body of the sound", () => {
    expect(power(loop, 9000)).toBeLessThan(power(loop, 500) / 10);
  });

  test("is the same every night", () => {
    expect(lullabyLoop(kind).subarray(0, 500)).toEqual(loop.subarray(0, 500));
  });
});

test("brown noise falls by about 6 dB an octave", () => {
  const loop = lullabyLoop("brown");
  const fall = 10 * Math.log10(power(loop, 400) / power(loop, 800));
  expect(fall).toBeGreaterThan(4.5);
  expect(fall).toBeLessThan(7.5);
});

test("waves rise and fall", () => {
  const loop = lullabyLoop("waves");
  const second = (at: number) => rms(loop.subarray(at * SAMPLE_RATE_HZ, (at + 1) * SAMPLE_RATE_HZ));
  expect(second(4) / second(0)).toBeGreaterThan(1.5);
});

test("a WAV file says how long it is", async () => {
  const blob = wav(new Float32Array([0, 0.5, -1]), 24_000);
  const bytes = new DataView(await blob.arrayBuffer());
  expect(blob.size).toBe(50);
  expect(bytes.getUint32(24, true)).toBe(24_000);
  expect([44, 46, 48].map((at) => bytes.getInt16(at, true))).toEqual([0, 16384, -32767]);
});
