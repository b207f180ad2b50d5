import type { MediaTrack, WebRtc } from "./media-webrtc.ts";

export interface Tone {
  track: MediaTrack;
  /** Off while nobody is there to hear it. */
  setOn(isOn: boolean): void;
}

const SAMPLE_RATE = 48_000;
/** Samples in the 10 ms that the library takes at a time; of 400 Hz exactly four waves, so that each piece goes on from the last one. */
const SAMPLES = SAMPLE_RATE / 100;
const WAVES = 4;
/** Of 32,767. */
const LOUDNESS = 1_000;

export function createTone({ nonstandard }: Pick<WebRtc, "nonstandard">): Tone {
  const source = new nonstandard.RTCAudioSource();
  const samples = Int16Array.from({ length: SAMPLES }, (_, at) => LOUDNESS * Math.sin((2 * Math.PI * WAVES * at) / SAMPLES));
  let timer: NodeJS.Timeout | undefined;
  return {
    track: source.createTrack(),
    setOn(isOn) {
      if (!isOn) {
        clearInterval(timer);
        timer = undefined;
      } else
        timer ??= setInterval(
          () => source.onData({ samples, sampleRate: SAMPLE_RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: SAMPLES }),
          10,
        );
    },
  };
}
