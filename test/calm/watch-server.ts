import type { TestMedia } from "../support/start-media.ts";
import { measureSilence } from "./measure-silence.ts";
import type { ServerLook } from "./measure-silence.ts";

export interface ServerWatch {
  /** Milliseconds of the last seconds in which the server sent a connected reader of the stream nothing. */
  silenceOf(stream: string): number;
  stop(): void;
}

const INTERVAL = 1_000;
/** So many looks: a stall's four seconds, and the time until its record is read. */
const KEPT = 8;

/** Looks once a second at what the demo server sends: a stream that is not sent is not healthy, and its failure no false alarm. */
export function watchServer(media: TestMedia): ServerWatch {
  const looks: ServerLook[] = [];
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    // A server that is too busy to answer leaves a longer step between two looks.
    const state = await media.state().catch(() => undefined);
    if (state) looks.push({ at: performance.now(), sessions: state.sessions });
    if (looks.length > KEPT) looks.shift();
    isLooking = false;
  }

  const timer = setInterval(() => void look(), INTERVAL);
  return { silenceOf: (stream) => measureSilence(looks, stream), stop: () => clearInterval(timer) };
}
