/** Mono samples as a WAV file, 16 bit: the one format every `<audio>` loops without a codec's padding. */
export function wav(samples: Float32Array, sampleRateHz: number): Blob {
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const name = (at: number, letters: string) =>
    [...letters].forEach((letter, index) => {
      bytes.setUint8(at + index, letter.charCodeAt(0));
    });
  name(0, "RIFF");
  bytes.setUint32(4, 36 + samples.length * 2, true);
  name(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, sampleRateHz, true);
  bytes.setUint32(28, sampleRateHz * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  name(36, "data");
  bytes.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => {
    bytes.setInt16(44 + at * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
  });
  return new Blob([bytes.buffer], { type: "audio/wav" });
}
