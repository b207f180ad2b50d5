/** Pixels, even, and frames per second. */
export interface VideoFormat {
  width: number;
  height: number;
  framesPerSecond: number;
}

/** Bits per pixel and frame: enough for a station at dusk, and the encoder's work grows with it. */
const BITS_PER_PIXEL = 0.1;
/**
 * kbit/s. With less than 300 for more than 320 x 240 pixels, or 500 for more than 640 x 480, libwebrtc drops the first four frames; and
 * key frames of the smallest pictures must stay larger than one packet.
 */
const LEAST_BITRATES = [
  { pixels: 640 * 480, least: 600 },
  { pixels: 320 * 240, least: 350 },
  { pixels: 0, least: 150 },
];

/** kbit/s. */
export function chooseBitrate({ width, height, framesPerSecond }: VideoFormat): number {
  const { least } = LEAST_BITRATES.find(({ pixels }) => width * height > pixels)!;
  return Math.round(Math.max(least, (width * height * framesPerSecond * BITS_PER_PIXEL) / 1_000));
}
