import { setTimeout as wait } from "node:timers/promises";
import type { ErrorRecord } from "../../shared/record.ts";
import { createBusyCores } from "./busy-cores.ts";
import { watchServer } from "./watch-server.ts";
import type { TileSeen } from "./page-witness.ts";
import { PHASES } from "./phases.ts";
import type { Phase } from "./phases.ts";
import { startCalmWall } from "./start-calm-wall.ts";
import type { CalmWall } from "./start-calm-wall.ts";

export interface CalmOptions {
  streams: number;
  /** In the desktop app instead of web host and Chromium. */
  desktop: boolean;
  /** Undefined: each phase once, in its short form. */
  minutes?: number;
  say: (line: string) => void;
}

export interface CalmResult {
  /** What went wrong, one sentence each; none is what is wanted. */
  problems: string[];
  rounds: number;
  records: number;
  /** Those among them of streams that the demo server, starved by the load, had not sent for SILENCE. */
  notSent: number;
  /** Milliseconds until after a phase everything was as before, at the worst. */
  longestSettling: number;
}

/** After a phase all tiles play again within so many milliseconds. */
const SETTLE = 60_000;
/** A picture so far behind the time is not live, milliseconds; a busy machine alone was seen to cost it one second. */
const BEHIND = 2_000;
/** Milliseconds: the four seconds of a stall, less the second between two looks at the server. */
const SILENCE = 3_000;
/** Milliseconds between two looks at the records: what the server has just sent is known for a few seconds only. */
const JUDGE_INTERVAL = 500;
/** Milliseconds between two looks at the tiles. */
const LOOK_INTERVAL = 250;

/** Rejects when a program does not start, or the page is lost. */
export async function runCalm({ streams, desktop, minutes, say }: CalmOptions): Promise<CalmResult> {
  const result: CalmResult = { problems: [], rounds: 0, records: 0, notSent: 0, longestSettling: 0 };
  const cores = createBusyCores();
  const wall = await startCalmWall({ streams, desktop });
  const server = watchServer(wall.media);
  const judging = setInterval(() => judgeRecords(), JUDGE_INTERVAL);
  const begun = performance.now();
  const isOver = (): boolean => (minutes === undefined ? result.rounds > 0 : performance.now() - begun >= minutes * 60_000);

  const complain = (problem: string): void => {
    result.problems.push(problem);
    say(`PROBLEM: ${problem}`);
  };

  let during = "start";
  function judgeRecords(): void {
    const { host, collector } = wall.readRecords();
    for (const record of host.slice(result.records)) {
      if (server.silenceOf(record.streamId) < SILENCE) complain(`${during}: ${describeRecord(record)}`);
      else {
        result.notSent += 1;
        say(`not sent by the server, ${during}: ${describeRecord(record)}`);
      }
    }
    if (collector.length > host.length) complain(`${during}: the collector has ${collector.length} records, the host ${host.length}`);
    result.records = Math.max(result.records, host.length);
  }

  async function runPhase(phase: Phase, seconds: number): Promise<void> {
    const startedAt = performance.now();
    let seen: string;
    try {
      await wall.client.page.evaluate(() => window.witness.mark());
      seen = await phase.run({ wall, cores }, seconds);
    } catch (error) {
      seen = (error as Error).message;
      complain(`${during}: ${seen}`);
    }
    const endedAt = performance.now();
    const tiles = await settle(wall, streams);
    const settled = performance.now() - endedAt;
    for (const problem of findFaults(tiles, streams)) complain(`${during}: ${problem}`);
    result.longestSettling = Math.max(result.longestSettling, settled);
    const behind = Math.max(...tiles.map((tile) => tile.behind ?? 0));
    const at = Math.round((startedAt - begun) / 1_000);
    say(`${at} s, ${during}: ${seen}; all play in time ${(settled / 1_000).toFixed(1)} s later, at most ${behind} ms behind`);
  }

  try {
    for (const problem of findFaults(await settle(wall, streams), streams)) complain(`${during}: ${problem}`);
    for (; !isOver(); result.rounds++) {
      // In every second round everything happens under load.
      const isLoaded = result.rounds % 2 === 1;
      if (isLoaded) cores.start();
      for (const phase of PHASES) {
        if (isOver()) break;
        const seconds = minutes === undefined ? phase.short : phase.seconds[result.rounds % phase.seconds.length]!;
        during = `${phase.name}${isLoaded ? ", cores loaded" : ""}`;
        await runPhase(phase, seconds);
        if (!isLoaded) cores.stop();
      }
      cores.stop();
    }
    judgeRecords();
  } finally {
    clearInterval(judging);
    cores.stop();
    server.stop();
    await wall.stop();
  }
  return result;
}

/** Waits until every tile plays in time and its frame clock moves, or SETTLE is over; returns the tiles as they are then. */
async function settle({ client: { page } }: CalmWall, streams: number): Promise<TileSeen[]> {
  const readTiles = () => page.evaluate(() => window.witness.readTiles());
  const before = new Map((await readTiles()).map(({ stream, clock }) => [stream, clock]));
  for (const end = performance.now() + SETTLE; ;) {
    await wait(LOOK_INTERVAL);
    const tiles = (await readTiles()).map((tile) => ({ ...tile, stopped: tile.stopped || tile.clock === before.get(tile.stream) }));
    if (findFaults(tiles, streams).length === 0 || performance.now() > end) return tiles;
  }
}

function findFaults(tiles: TileSeen[], streams: number): string[] {
  const faults = tiles.flatMap(({ stream, condition, stopped, clock, behind = 0 }) => {
    if (condition !== "live") return [`${stream} is ${condition}`];
    if (stopped) return [`${stream} is live, but its frame clock stands at ${clock}`];
    return behind > BEHIND ? [`${stream} is live, but ${behind} ms behind`] : [];
  });
  return tiles.length === streams ? faults : [...faults, `${tiles.length} tiles instead of ${streams}`];
}

function describeRecord({
  streamId,
  timestamp,
  detail: { reason, stats } = {} as ErrorRecord["detail"],
  errorMessage,
}: ErrorRecord): string {
  return `RECORD ${streamId} ${timestamp} ${reason}: ${errorMessage} ${JSON.stringify(stats ?? {})}`;
}
