import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { isOpen } from "../../shared/alarms/alarm.ts";
import type { Alarm } from "../../shared/alarms/alarm.ts";
import { applyToAlarms } from "../../shared/alarms/apply-alarm-event.ts";
import { readAlarmEvents } from "../support/read-alarm-events.ts";
import { waitUntil } from "../support/wait-until.ts";
import { startStormReceivers } from "../support/start-storm-receivers.ts";
import type { StormReceivers } from "../support/start-storm-receivers.ts";
import type { Bench } from "./bars.ts";
import { startBenchWall } from "./bench-wall.ts";
import type { BenchWall } from "./bench-wall.ts";
import { waitForFrames, waitForTiles } from "./watch-page.ts";

const STREAMS = 64;
const SMALL = { streams: STREAMS, size: "160x90", framesPerSecond: 5 };
/** Seconds. A plain player knows no longer and no shorter outage: it has noticed after 16 s, and then asks every two. */
const OUTAGE = { ours: 120, plain: 40 };
const PLAIN_RETRY = 2_000;
/** The one that stays dead. */
const DEAD = "demo-7";
const LONGEST = 120_000;

/** A server with 64 streams dies and returns: what of it reaches people with the delays as they are by default, and how soon all play again. */
export async function benchStorm({ report, note }: Bench): Promise<void> {
  const ours = await withStormWall(async (wall, receivers) =>
    wall.withApp(async (page) => {
      await waitForTiles(page, STREAMS);
      const playing = await measureReturn(wall, page, { seconds: OUTAGE.ours, playing: STREAMS });
      await waitUntil(() => receivers.posts.some(({ kind }) => kind === "resolved") && receivers.subjects.length >= 2, LONGEST);
      return { playing, ...countAll(wall, receivers) };
    }),
  );
  const plain = await withStormWall((wall) =>
    wall.withBarePage({ atOnce: STREAMS, retryAfter: PLAIN_RETRY }, async (page) => {
      await waitForFrames(page, STREAMS);
      return measureReturn(wall, page, { seconds: OUTAGE.plain, playing: STREAMS });
    }),
  );
  const once = (name: string, count: number) => report({ name, ours: count, reference: 1, unit: "times", limit: { ratioAtMost: 1 } });
  note(`down for ${OUTAGE.ours} s:`);
  once("alarms that somebody sees", ours.alarms);
  once("mails out while it was down", ours.mails - ours.resolved);
  once("webhooks out while it was down", ours.opened);
  once("resolved", ours.resolved);
  report({
    name: `${STREAMS} streams, server's return to all playing, against plain players that retry every ${PLAIN_RETRY / 1e3} s`,
    ours: ours.playing / 1e3,
    reference: plain / 1e3,
    unit: "s",
    limit: { ratioAtMost: 1.3, plus: 1 },
  });
  await benchDeadCamera({ report, note });
}

async function benchDeadCamera({ report, note }: Pick<Bench, "report" | "note">): Promise<void> {
  await withStormWall(async (wall, receivers) =>
    wall.withApp(async (page) => {
      await waitForTiles(page, STREAMS);
      const diedAt = Date.now();
      await wall.media.setStreamFault(DEAD, { fault: "no_stream" });
      await measureReturn(wall, page, { seconds: OUTAGE.ours / 2, playing: STREAMS - 1 });
      await waitUntil(() => readAlarmEvents(wall.dataDir).some(({ type }) => type === "released"), LONGEST);
      const open = [...readAlarms(wall).values()].filter((alarm) => isOpen(alarm));
      const late = Math.max(...open.map(({ occurrence }) => occurrence!.since)) - diedAt;
      const { resolved, opened } = countAll(wall, receivers);
      note(
        `down for ${OUTAGE.ours / 2} s, one camera stays dead: ${open.map(({ id }) => id).join()} is left, since ${late / 1e3} s after the server's death`,
      );
      const only = { reference: 1, unit: "times", limit: { ratioAtMost: 1 } } as const;
      report({ name: "alarms left when the server is back", ours: open.length, ...only });
      report({ name: "webhooks out until then", ours: opened, ...only });
      report({ name: "resolved", ours: resolved, reference: 0, unit: "times", limit: { atMost: 0 } });
    }),
  );
}

async function withStormWall<T>(action: (wall: BenchWall, receivers: StormReceivers) => Promise<T>): Promise<T> {
  const receivers = await startStormReceivers();
  const wall = await startBenchWall({ ...SMALL, settings: { alerts: receivers.alerts } });
  try {
    return await action(wall, receivers);
  } finally {
    await wall.stop();
    await receivers.close();
  }
}

/** Milliseconds from the server's return, as if it had been killed, to the last picture. */
async function measureReturn(wall: BenchWall, page: Page, { seconds, playing }: { seconds: number; playing: number }): Promise<number> {
  await wall.media.setServerFault({ fault: "down", seconds, goodbye: false });
  const diedAt = await page.evaluate(() => {
    window.watch.mark();
    return performance.now();
  });
  await wait(seconds * 1_000);
  const { last } = await waitForFrames(page, playing);
  return last - diedAt - seconds * 1_000;
}

function readAlarms({ dataDir }: BenchWall): Map<string, Alarm> {
  const alarms = new Map<string, Alarm>();
  for (const event of readAlarmEvents(dataDir)) applyToAlarms(alarms, event);
  return alarms;
}

function countAll(wall: BenchWall, { posts, subjects }: StormReceivers) {
  const alarms = readAlarmEvents(wall.dataDir).filter((event) => event.type === "raised" && event.condition.cause === undefined).length;
  const resolved = posts.filter(({ kind }) => kind === "resolved").length;
  return { alarms, resolved, opened: posts.length - resolved, mails: subjects.length };
}
