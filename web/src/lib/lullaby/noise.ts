/**
 * Rain, waves and brown noise, made here: no recording, the same sound every night.
 *
 * The noise that goes in repeats with the loop, and linear filters are run round the loop until they have
 * settled; what comes out then repeats with the loop too, without a seam to hide. Mono samples in [-1, 1].
 */

export type Lullaby = "rain" | "waves" | "brown";

export const SAMPLE_RATE_HZ = 24_000;
export const LOOP_SECONDS = 24;

/** How loud a loop is, as the root of its mean square: quiet enough to lie under a sleeping child's breath. */
const LOUDNESS = 0.07;
const CEILING = 0.6;

export function lullabyLoop(kind: Lullaby): Float32Array {
  const length = SAMPLE_RATE_HZ * LOOP_SECONDS;
  const loop = { rain, waves, brown }[kind](length);
  return levelled(loop);
}

/** Numbers in [-1, 1) that are the same for a seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

function white(length: number, seed: number): Float32Array {
  const next = numbers(seed);
  return Float32Array.from({ length }, next);
}

/** One-pole low-pass, run round the loop: the first round only brings the filter to where it ends. */
function lowPass(input: Float32Array, cutoffHz: number): Float32Array {
  const keep = Math.exp((-2 * Math.PI * cutoffHz) / SAMPLE_RATE_HZ);
  const output = new Float32Array(input.length);
  let state = 0;
  for (let round = 0; round < 2; round++) {
    for (let at = 0; at < input.length; at++) {
      state = keep * state + (1 - keep) * (input[at] as number);
      output[at] = state;
    }
  }
  return output;
}

function highPass(input: Float32Array, cutoffHz: number): Float32Array {
  const low = lowPass(input, cutoffHz);
  return input.map((sample, at) => sample - (low[at] as number));
}

/** Falls 6 dB an octave from `cornerHz`, nothing below what a phone can play. */
function brownNoise(length: number, seed: number, cornerHz = 60): Float32Array {
  return highPass(lowPass(white(length, seed), cornerHz), 25);
}

/** A slow swell from `low` to 1 and back, `times` in the loop; it is lowest at the seam. */
function swell(at: number, length: number, times: number, low: number): number {
  const wave = 0.5 - 0.5 * Math.cos((2 * Math.PI * times * at) / length);
  return low + (1 - low) * wave;
}

function brown(length: number): Float32Array {
  return brownNoise(length, 11).map((sample, at) => sample * swell(at, length, 2, 0.82));
}

function rain(length: number): Float32Array {
  const wash = highPass(lowPass(lowPass(white(length, 21), 2600), 5200), 380);
  const far = brownNoise(length, 22, 180);
  const loop = wash.map((sample, at) => {
    const gusts = swell(at, length, 3, 0.8);
    return sample * gusts + 1.1 * (far[at] as number);
  });
  return withDrops(loop, 23);
}

/** Single drops over the wash: short rings that die away, wrapped round the seam. */
function withDrops(loop: Float32Array, seed: number): Float32Array {
  const next = numbers(seed);
  const between = (low: number, high: number) => low + ((next() + 1) / 2) * (high - low);
  const drops = LOOP_SECONDS * 26;
  for (let drop = 0; drop < drops; drop++) {
    const begin = Math.floor(between(0, loop.length));
    const pitch = between(900, 3800);
    const decay = between(0.003, 0.014) * SAMPLE_RATE_HZ;
    const loud = 0.05 * between(0.1, 1) ** 2;
    for (let at = 0; at < decay * 6; at++) {
      const place = (begin + at) % loop.length;
      const ring = Math.sin((2 * Math.PI * pitch * at) / SAMPLE_RATE_HZ) * Math.exp(-at / decay);
      // Four samples to rise: a drop is a tap, not a click.
      loop[place] = (loop[place] as number) + loud * ring * Math.min(1, at / 4);
    }
  }
  return loop;
}

/** Three waves in a loop, each a little different; the sea is stillest at the seam. */
function waves(length: number): Float32Array {
  const deep = brownNoise(length, 31, 90);
  const body = highPass(lowPass(lowPass(white(length, 32), 700), 1400), 120);
  const foam = highPass(lowPass(white(length, 33), 4200), 1200);
  const heights = [1, 0.78, 0.9];
  return deep.map((sample, at) => {
    const turn = (at / length) * heights.length;
    const height = heights[Math.floor(turn) % heights.length] as number;
    const crest = height * breaking(turn % 1, 0.42);
    const hiss = height * breaking(turn % 1, 0.54);
    return (
      1.5 * sample * (0.55 + 0.45 * crest) +
      1.3 * (body[at] as number) * crest +
      0.3 * (foam[at] as number) * hiss ** 2
    );
  });
}

/** A wave's loudness over its turn (0 to 1): it swells up to `peak` and runs out more slowly. */
function breaking(turn: number, peak: number): number {
  const along = turn < peak ? turn / peak / 2 : 0.5 + (turn - peak) / (1 - peak) / 2;
  return (0.5 - 0.5 * Math.cos(2 * Math.PI * along)) ** 1.4;
}

function levelled(loop: Float32Array): Float32Array {
  const mean = loop.reduce((sum, sample) => sum + sample, 0) / loop.length;
  const square = loop.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / loop.length;
  const gain = LOUDNESS / Math.sqrt(square);
  return loop.map((sample) => Math.max(-CEILING, Math.min(CEILING, (sample - mean) * gain)));
}
