import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createMediaRemote } from "./control-media.ts";
import type { DemoServices } from "./demo-services.ts";
import { listenForKeys } from "./listen-for-keys.ts";
import { SCENARIOS, streamOfScenario } from "./scenarios.ts";

/** Between two scripted failures, in milliseconds: long enough to read what a tile says. */
const PAUSE = 8_000;

/** Tells a newcomer where everything is and which keys there are. */
export function describeDemo({ pageUrl, clientDataDir, collectorUrl, mediaUrl }: DemoServices): string {
  return `
MTX Watch demo

  the wall          ${pageUrl || "the window that has just opened"}
  today's failures  ${join(clientDataDir, "logs", "mediamtx_errors")}
  the collector     ${collectorUrl}/api/v1/error-logs/mediamtx/latest?limit=10
  the media server  ${mediaUrl}   (GET / lists the faults)

  A stream fails every few seconds, each time in another way. Keys:
    c   pulls the collector's plug, and puts it back: nothing is lost
    m   kills the media server, and brings it back
    p   pauses the scripted failures, and goes on
    q   ends the demo
`;
}

/** Plays one scenario after the other for ever; the keys interfere. Resolves when the person wants to end. */
export async function showEveryFailure(services: DemoServices, say: (line: string) => void): Promise<void> {
  const media = createMediaRemote(services.mediaUrl);
  let paused = false;
  let ended = false;
  const keys: Record<string, () => Promise<void>> = {
    c: () => toggle("the collector", services.collector),
    m: () => toggle("the media server", services.media),
    p: async () => {
      paused = !paused;
      say(paused ? "paused" : "going on");
    },
  };

  async function toggle(name: string, service: DemoServices["media"]): Promise<void> {
    if (service.isRunning()) {
      await service.kill();
      say(`${name} is dead`);
    } else {
      await service.start();
      say(`${name} is back`);
    }
  }

  async function playForEver(): Promise<void> {
    for (let i = 0; !ended; i = (i + 1) % SCENARIOS.length) {
      await wait(PAUSE);
      if (paused || ended || !services.media.isRunning()) continue;
      const { title, commands, holds, expected } = SCENARIOS[i]!;
      const streamId = streamOfScenario(i);
      const { streams } = await media.state();
      if (!streams.some(({ name }) => name === streamId)) continue;
      say(`${streamId}: ${title} (expect: ${expected.join(", then ")})`);
      for (const command of commands) await media.setStreamFault(streamId, command);
      await wait(holds * 1_000);
      await media.heal(streamId);
    }
  }

  const asked = Promise.withResolvers<void>();
  const stopListening = listenForKeys(process.stdin, (key) => {
    if (key === "q") asked.resolve();
    keys[key]?.().catch((error: unknown) => say(String(error)));
  });
  const playing = playForEver().catch((error: unknown) => say(`the script of failures stopped: ${String(error)}`));
  await Promise.race([asked.promise, playing.then(() => asked.promise)]);
  ended = true;
  stopListening();
}
