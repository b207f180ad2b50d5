import type { TestMedia } from "../support/start-media.ts";

/** Looks once a second at what the demo server sends: a stream that was not sent is not healthy, and no failure of it a false alarm. */
export interface ServerWatch {
  /** What the server sent of a stream in the last LOOK seconds, in words. */
  describe(stream: string): string;
  stop(): void;
}

const INTERVAL = 1_000;
const LOOK = 20;

export function watchServer(media: TestMedia): ServerWatch {
  const looks: { at: number; sent: Map<string, number> }[] = [];
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const { sessions } = await media.state();
      // Of a stream with an old and a new session both count.
      const sent = new Map<string, number>();
      for (const { path, packetsSent } of sessions) sent.set(path, (sent.get(path) ?? 0) + packetsSent);
      looks.push({ at: performance.now(), sent });
      if (looks.length > LOOK) looks.shift();
    } catch {
      // A server that is too busy to answer is seen by the gap.
    } finally {
      isLooking = false;
    }
  }

  const timer = setInterval(() => void look(), INTERVAL);
  return {
    describe(stream) {
      const steps = looks.slice(1).map(({ at, sent }, index) => {
        const before = looks[index]!;
        return `${(sent.get(stream) ?? 0) - (before.sent.get(stream) ?? 0)}/${((at - before.at) / 1_000).toFixed(1)} s`;
      });
      return `packets that the server sent before: ${steps.join(" ")}`;
    },
    stop: () => clearInterval(timer),
  };
}
