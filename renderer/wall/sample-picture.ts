import type { PictureSample } from "./judge-frozen.ts";

export interface SampledPicture {
  sample: PictureSample;
  /** The frame's own time, microseconds: the same again means that no new frame has come. */
  frameTime: number;
}

const COLUMNS = 64;
const ROWS = 36;
/** Formats that begin with a plane of one luma byte for each pixel: what decoders of Chromium make of 8-bit video. */
const LUMA_FIRST: ReadonlySet<string> = new Set(["I420", "I420A", "I422", "I444", "NV12"]);

/**
 * Looks at single pixels of the frame that an element shows, as the decoder made them. No canvas: to draw on one, Chromium first makes RGB
 * of the whole frame (1280 x 720: 4 ms of the page's thread, against 0.3 ms for a copy of its planes), and the smaller picture has averaged
 * away the noise by which a camera is known to live. Undefined where a frame cannot be read: none there, a format of the graphics card's
 * own, a page without WebCodecs.
 */
export function createPictureSampler(): (video: HTMLVideoElement) => Promise<SampledPicture | undefined> {
  /** Frames are copied one after the other into the same bytes. */
  let bytes = new Uint8Array();

  return async (video) => {
    if (typeof VideoFrame === "undefined" || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
    const frame = new VideoFrame(video);
    try {
      const { format, visibleRect, timestamp } = frame;
      if (format === null || visibleRect === null || !LUMA_FIRST.has(format)) return undefined;
      const size = frame.allocationSize();
      if (bytes.length < size) bytes = new Uint8Array(size);
      const [luma] = await frame.copyTo(bytes);
      if (!luma) return undefined;
      return { sample: readGrid(bytes, { ...luma, width: visibleRect.width, height: visibleRect.height }), frameTime: timestamp };
    } finally {
      frame.close(); // the decoder has few of them
    }
  };
}

function readGrid(bytes: Uint8Array, plane: PlaneLayout & { width: number; height: number }): PictureSample {
  const { offset, stride, width, height } = plane;
  const sample = new Uint8Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row++) {
    const line = offset + stride * Math.floor(((row + 0.5) * height) / ROWS);
    for (let column = 0; column < COLUMNS; column++) {
      sample[row * COLUMNS + column] = bytes[line + Math.floor(((column + 0.5) * width) / COLUMNS)]!;
    }
  }
  return sample;
}
