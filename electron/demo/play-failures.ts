import { setTimeout as pass } from "node:timers/promises";
import { createMediaRemote } from "./control-media.ts";
import { SCENARIOS, streamOfScenario } from "./scenarios.ts";

/** Between two scripted failures, in milliseconds: long enough to read what a tile says. */
const PAUSE = 8_000;

export interface FailuresOptions {
  mediaUrl: string;
  /** False while nothing is to be provoked: somebody has paused, or the server is dead. */
  isOn: () => boolean;
  say: (line: string) => void;
  signal: AbortSignal;
  /** Milliseconds; rejects when the signal says so. */
  wait?: (milliseconds: number) => Promise<unknown>;
}

/** Plays one scenario after the other until the signal. One that is cut short, such as by a server that somebody kills meanwhile, is left at that. */
export async function playFailures({ mediaUrl, isOn, say, signal, ...options }: FailuresOptions): Promise<void> {
  const { wait = (time: number) => pass(time, undefined, { signal }) } = options;
  const media = createMediaRemote(mediaUrl);

  async function play(i: number): Promise<void> {
    const { title, commands, holds, expected } = SCENARIOS[i]!;
    const streamId = streamOfScenario(i);
    const { streams } = await media.state();
    if (!streams.some(({ name }) => name === streamId)) return;
    say(`${streamId}: ${title} (expect: ${expected.join(", then ")})`);
    for (const command of commands) await media.setStreamFault(streamId, command);
    await wait(holds * 1_000);
    await media.heal(streamId);
  }

  for (let i = 0; !signal.aborted; i = (i + 1) % SCENARIOS.length) {
    try {
      await wait(PAUSE);
      if (isOn()) await play(i);
    } catch (error) {
      if (!signal.aborted && isOn()) say(`this failure was cut short: ${String(error)}`);
    }
  }
}
