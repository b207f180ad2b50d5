import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { startHttpServer } from "../support/http-server.ts";
import { makeReport } from "../support/make-report.ts";
import { startWall } from "../support/start-wall.ts";
import { createHostClient } from "../torture/host-client.ts";
import { waitForFramesOnAllTiles, watchFrames } from "./watch-frames.ts";

/** Over all tiles: the fewest frames a second that one has shown, and the longest time between two frames of one in milliseconds. */
export interface WallPhase {
  seconds: number;
  framesPerSecond: number;
  longestGap: number;
}

export interface WallEvidence {
  /** Nothing else going on; central silent and reports arriving; central taking everything. */
  phases: Record<"quiet" | "away" | "draining", WallPhase>;
  /** Reports that the host has answered while central was silent. */
  answered: number;
  /** Records that central has, each counted once. */
  stored: number;
  /** Conditions other than live that a tile has shown. */
  disturbances: string[];
  /** Reasons of records about the wall's own streams. */
  failures: string[];
}

const STREAMS = 4;
const AT_ONCE = 8;
/** Each phase lasts at least so many frames of each tile. */
const FRAMES = 50;

/** A real wall plays while its central is silent, so many records of other streams arrive, and all of them are sent one by one. */
export async function watchWall(records: number): Promise<WallEvidence> {
  let isAway = true;
  const unanswered = new Set<ServerResponse>();
  const stored = new Set<string>();
  async function takeRecord(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(incoming);
    if (isAway) return void unanswered.add(response);
    if (incoming.method !== "POST") return void response.writeHead(405).end();
    stored.add((JSON.parse(body) as { id: string }).id);
    response.writeHead(200, { "content-type": "application/json" }).end('{"status":"ok"}');
  }
  const central = await startHttpServer(takeRecord);
  const wall = await startWall({ streams: STREAMS, settings: { central: { url: central.url, enabled: true, sendFrom: "all" } } });
  const { page } = wall;
  const client = createHostClient();
  let answered = 0;

  async function report(): Promise<void> {
    for (let left = records; left > 0; left -= AT_ONCE) {
      const reports = Array.from({ length: Math.min(AT_ONCE, left) }, (_, i) => makeReport({ streamId: `elsewhere-${i}` }));
      await Promise.all(reports.map((report) => client.call("reportError", report)));
      answered += reports.length;
    }
  }

  async function watchPhase(action: () => Promise<void>): Promise<WallPhase> {
    await page.evaluate(() => window.frameWatch.mark());
    const begun = performance.now();
    await action();
    await waitForFramesOnAllTiles(page, FRAMES);
    const tiles = await page.evaluate(() => window.frameWatch.tiles);
    const seconds = (performance.now() - begun) / 1_000;
    const fewest = Math.min(...tiles.map(({ frames }) => frames));
    return { seconds, framesPerSecond: fewest / seconds, longestGap: Math.max(...tiles.map(({ longestGap }) => longestGap)) };
  }

  try {
    await wall.waitForLive();
    await watchFrames(page);
    await client.enter(wall.url);
    const quiet = await watchPhase(async () => undefined);
    const away = await watchPhase(report);
    isAway = false;
    for (const response of unanswered) response.destroy();
    const draining = await watchPhase(async () => {
      while ((await client.call("getStatus", {})).delivery.state !== "idle") await wait(100);
    });
    return {
      phases: { quiet, away, draining },
      answered,
      stored: stored.size,
      disturbances: await page.evaluate(() => window.frameWatch.disturbances),
      failures: wall
        .readRecords()
        .flatMap(({ streamId, detail }) => (streamId.startsWith("elsewhere") ? [] : [`${streamId} ${detail.reason}`])),
    };
  } finally {
    await client.close();
    await wall.stop();
    await central.close();
  }
}
