import { writeSync } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createControlRoom } from "../../electron/control-room.ts";
import type { ControlRoom } from "../../electron/control-room-types.ts";
import type { ErrorReport } from "../../shared/record.ts";
import { makeControlRoomOptions } from "../support/control-room-options.ts";
import { makeReport } from "../support/make-report.ts";
import { alternate, median, percentile, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { makeBenchRecord, openBenchJournal } from "./bench-records.ts";

const CALLERS = 64;

/** Durable records a second with 64 callers, against what one shared fdatasync for 64 could reach at best: 1 / (s + f/64). */
export function benchAppend(bench: Bench): Promise<void> {
  return withFolder((folder) => measureAppend(bench, folder));
}

async function measureAppend({ rounds, scale, report, note }: Bench, folder: string): Promise<void> {
  const journal = await openBenchJournal(folder);
  const file = await open(join(folder, "bare.jsonl"), "a");
  const each = scale(500);
  const { ours, reference } = await alternate(
    rounds,
    async () => {
      const append = async () => {
        for (let i = 0; i < each; i++) await journal.append([JSON.stringify({ ...RECORD, at: i })]);
      };
      return (each * CALLERS) / (await timeOf(() => Promise.all(Array.from({ length: CALLERS }, append))));
    },
    () => measureBare(file, scale(1_000)),
  );
  await file.close();
  await journal.close();
  const s = median(reference.map((bare) => bare.write));
  const f = median(reference.map((bare) => bare.sync));
  report({
    name: "append, 64 callers, durable",
    ours: median(ours),
    reference: 1 / (s + f / CALLERS),
    unit: "records/s",
    limit: { ratioAtLeast: 0.6 },
  });
  const single = Math.round(1 / (s + f));
  note(`s = ${micro(s)} to stringify and write a record, f = ${micro(f)} fdatasync; one fdatasync a record: ${single} records/s`);
  note("sonic-boom without any sync: left out, it is not among the project's packages");
}

const RECORD = makeBenchRecord();
const micro = (seconds: number) => `${(seconds * 1e6).toFixed(1)} µs`;

/** Seconds: the mean of stringifying and writing one record, and the median fdatasync after one. */
async function measureBare(file: FileHandle, count: number): Promise<{ write: number; sync: number }> {
  // Synchronous: a promise's way through the thread pool is no part of writing, and would lower the bar.
  const writeOne = (i: number) => writeSync(file.fd, `${JSON.stringify({ ...RECORD, at: i })}\n`);
  const whole = await timeOf(async () => {
    for (let i = 0; i < count; i++) writeOne(i);
  });
  const syncs: number[] = [];
  for (let i = 0; i < count / 2; i++) {
    writeOne(i);
    syncs.push(await timeOf(() => file.datasync()));
  }
  return { write: whole / count, sync: median(syncs) };
}

/** From a call's arrival in the host to its answer, which comes when the line is durable. */
export function benchLatency(bench: Bench): Promise<void> {
  return withFolder((folder) => measureLatency(bench, folder));
}

async function measureLatency({ rounds, scale, report }: Bench, folder: string): Promise<void> {
  const room = await openRoom(join(folder, "data"));
  const file = await open(join(folder, "bare.jsonl"), "a");
  const each = scale(20);
  const writeBare = (i: number) => {
    const line = `${JSON.stringify({ ...RECORD, at: i })}\n`;
    return timeOf(() => file.write(line).then(() => file.datasync()));
  };
  const reportOf = (stream: number) => timeReport(room, makeReport({ streamId: `stream-${stream}` }));
  const players = { each: each / 2, pace: PLAYERS };
  const storm = { each, pace: TEN_TIMES };
  const burst = () => measureBursts(room, each);
  const oneByOne = async () => {
    const times: number[] = [];
    for (let i = 0; i < each * CALLERS; i++) times.push(await writeBare(i));
    return times;
  };
  // One round of each that does not count: a process that is seconds old mostly shows how long V8 needs to compile.
  for (const measure of [() => measureStorm(storm, reportOf), burst, oneByOne, () => measureStorm(storm, writeBare)]) await measure();
  const of = (samples: number[][], percent: number) => median(samples.map((times) => percentile(times, percent))) * 1e3;
  const pairs = [
    [
      "64 streams as often as their players try, against bare writes that come as they do",
      () => measureStorm(players, reportOf),
      () => measureStorm(players, writeBare),
    ],
    [
      "ten times as often, against bare writes that come as they do",
      () => measureStorm(storm, reportOf),
      () => measureStorm(storm, writeBare),
    ],
    ["ten times as often, against one bare write after the other", () => measureStorm(storm, reportOf), oneByOne],
    ["64 failures in one moment", burst, oneByOne],
  ] as const;
  for (const [name, measure, bare] of pairs) {
    const { ours, reference } = await alternate(rounds, measure, bare);
    for (const percent of [50, 99]) {
      const limit = { ratioAtMost: 3 };
      const figures = { ours: of(ours, percent), reference: of(reference, percent) };
      report({ name: `receipt to durable line, ${name}, p${percent}`, ...figures, unit: "ms", limit });
    }
  }
  await file.close();
  await room.close();
}

/** Milliseconds between two failures of one stream. */
interface Pace {
  shortest: number;
  longest: number;
}

/** A player's first backoff: no stream fails more often. */
const PLAYERS: Pace = { shortest: 500, longest: 1_000 };
const TEN_TIMES: Pace = { shortest: 50, longest: 100 };

/** Each of 64 streams fails over and over, each in its own time. `handle` gives the seconds that one failure took. */
async function measureStorm({ each, pace }: { each: number; pace: Pace }, handle: (stream: number) => Promise<number>): Promise<number[]> {
  const streams = Array.from({ length: CALLERS }, async (_, stream) => {
    const times: number[] = [];
    for (let i = 0; i < each; i++) {
      await wait(pace.shortest + Math.random() * (pace.longest - pace.shortest));
      times.push(await handle(stream));
    }
    return times;
  });
  return (await Promise.all(streams)).flat();
}

/** As when a server with 64 streams says goodbye to all: the last one stands behind 63 others. */
async function measureBursts(room: ControlRoom, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const failures = Array.from({ length: CALLERS }, () => makeReport({ streamId: `stream-${i}` }));
    await wait(TEN_TIMES.shortest);
    times.push(...(await Promise.all(failures.map((failure) => timeReport(room, failure)))));
  }
  return times;
}

function timeReport(room: ControlRoom, failure: ErrorReport): Promise<number> {
  return timeOf(async () => {
    const answer = await room.call("reportError", failure);
    if (!answer.ok) throw new Error(`a report was refused: ${answer.error.message}`);
  });
}

function openRoom(dataDir: string): Promise<ControlRoom> {
  return createControlRoom(makeControlRoomOptions(dataDir, { version: "0.1.0", pageOrigin: "http://127.0.0.1:4180" }));
}
