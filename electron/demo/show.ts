import { join } from "node:path";
import type { DemoServices } from "./demo-services.ts";
import { listenForKeys } from "./listen-for-keys.ts";
import { playFailures } from "./play-failures.ts";

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
  let paused = false;
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

  const asked = Promise.withResolvers<void>();
  const stopListening = listenForKeys(process.stdin, (key) => {
    if (key === "q") asked.resolve();
    keys[key]?.().catch((error: unknown) => say(String(error)));
  });
  const ending = new AbortController();
  const isOn = (): boolean => !paused && services.media.isRunning();
  const playing = playFailures({ mediaUrl: services.mediaUrl, isOn, say, signal: ending.signal });
  await asked.promise;
  ending.abort();
  stopListening();
  await playing;
}
