import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createSharedReader } from "../../../electron/history/create-shared-reader.ts";
import type { SharedReader } from "../../../electron/history/create-shared-reader.ts";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { toAlarmRecord } from "../../../shared/alarms/alarm-line.ts";
import type { AlarmChange } from "../../../shared/alarms/alarm.ts";
import type { StateRecord } from "../../../shared/state-line.ts";
import { computeFigures } from "../../../shared/statistics/compute-figures.ts";
import { countSeconds } from "../../support/count-seconds.ts";
import { pcName, planRoom } from "../../support/plan-room.ts";
import type { Room } from "../../support/plan-room.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const DAY = 86_400_000;
const FROM = new Date(2026, 0, 8).getTime();
const NOW = FROM + 20 * DAY;
const { signal } = new AbortController();

const room = planRoom({ from: FROM, days: 2, pcs: 3, streams: 3, seed: 7 });
const window = { from: FROM, to: FROM + room.seconds * 1_000 };
const counted = room.streams.map(countSeconds);

/** Daily files of a state journal; `dateOf`: when a line was written. The oldest is compressed. */
function writeStates(
  dataDir: string,
  lines: readonly (StateRecord & { clientId?: string })[],
  dateOf: (line: StateRecord) => number,
): void {
  const folder = join(dataDir, "logs", "states");
  mkdirSync(folder, { recursive: true });
  const days = [...Map.groupBy(lines, (line) => localDate(dateOf(line)))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [n, [date, list]] of days.entries()) {
    const text = list.map((line) => `${JSON.stringify(line)}\n`).join("");
    if (n === 0) writeFileSync(join(folder, `${date}.jsonl.gz`), gzipSync(text));
    else writeFileSync(join(folder, `${date}.jsonl`), text);
  }
}

const timeOf = ({ timestamp }: StateRecord): number => Date.parse(timestamp);

function writePcs({ journals }: Room): string[] {
  return journals.map((lines, pc) => {
    const dataDir = makeTempDir();
    writeStates(dataDir, lines, timeOf);
    writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ client: { name: pcName(pc) } }));
    return dataDir;
  });
}

/** As the PCs have sent them: the last one was cut off from the collector, and sent it all a week later. */
function writeCollector({ journals }: Room): string {
  const dataDir = makeTempDir();
  const isLate = (clientId: string | undefined) => clientId === `id-${journals.length - 1}`;
  const lines = journals.flatMap((list, pc) => list.map((line) => ({ ...line, clientId: `id-${pc}` })));
  writeStates(dataDir, lines, (line) => timeOf(line) + (isLate((line as { clientId?: string }).clientId) ? 7 * DAY : 0));
  const pcs = journals.map((_, pc) => ({ clientId: `id-${pc}`, name: pcName(pc) }));
  writeFileSync(join(dataDir, "fleet.json"), JSON.stringify({ pcs }));
  return dataDir;
}

async function count(reader: SharedReader) {
  const read = await reader.read(window, { now: NOW, signal });
  const names = new Map(read.pcs.map(({ id, name }) => [id, name]));
  const disagreements: unknown[] = [];
  function* collect() {
    for (const timeline of read.timelines) {
      for (const { server: _, from, to, down, up, ...rest } of timeline.disagreements) {
        const name = (list: string[]) => list.map((id) => names.get(id)).sort();
        disagreements.push({ ...rest, from: (from - FROM) / 1_000, to: (to - FROM) / 1_000, down: name(down), up: name(up) });
      }
      yield timeline;
    }
  }
  const figures = computeFigures(collect(), { window, configured: [], isWanted: () => true, maintenanceOf: () => [], pieces: 0 });
  const streams = figures.streams.map(({ streamId, up, down, unknown, incidents }) => {
    return { streamId, up: up / 1_000, down: down / 1_000, unknown: unknown / 1_000, incidents };
  });
  return {
    pcs: read.pcs.map(({ name }) => name).sort(),
    streams: streams.sort((a, b) => (a.streamId < b.streamId ? -1 : 1)),
    disagreements,
  };
}

const expected = {
  pcs: room.journals.map((_, pc) => pcName(pc)),
  streams: counted.map(({ streamId, up, down, unknown, incidents }) => ({ streamId, up, down, unknown, incidents })),
  disagreements: counted.flatMap(({ streamId, disagreements }) =>
    disagreements.map(({ from, to, down, up }) => ({ streamId, from, to, down: down.map(pcName), up: up.map(pcName) })),
  ),
};

test("the folders of several PCs are one truth, to the second", async () => {
  expect(await count(createSharedReader(writePcs(room), makeTempDir()))).toEqual(expected);
});

test("a collector's data dir is the same truth, whatever came a week late, and again from what is kept of it", async () => {
  const [dataDir, kept] = [writeCollector(room), makeTempDir()];
  expect(await count(createSharedReader([dataDir], kept))).toEqual(expected);
  const reader = createSharedReader([dataDir], kept);
  expect(await count(reader)).toEqual(expected);
  // What comes for other days leaves these as they are; what comes for them is seen.
  const file = join(dataDir, "logs", "states", `${localDate(NOW)}.jsonl`);
  const say = (at: number, rest: object) =>
    appendFileSync(
      file,
      `${JSON.stringify({ timestamp: new Date(at).toISOString(), clientId: "id-9", page: "p", id: `${at}`, ...rest })}\n`,
    );
  say(NOW - 1_000, { event: "alive" });
  expect(await count(reader)).toEqual(expected);
  const at = FROM + DAY / 2;
  say(at, { streamId: "cam-999", state: "up", since: new Date(at).toISOString(), server: "a:1" });
  for (let sign = at; sign < at + 600_000; sign += 30_000) say(sign + 1, { event: "alive" });
  const { streams } = await count(reader);
  expect(streams.at(-1)).toMatchObject({ streamId: "cam-999", up: 570.001, down: 0 });
});

test("a PC that stands there beside the collector is one PC, with what it has not sent, whichever is named first", async () => {
  const [own] = writePcs(room);
  writeFileSync(join(own!, "client-id"), JSON.stringify({ id: "id-0", machine: "m" }));
  const [first, ...others] = room.journals;
  const collector = writeCollector({ ...room, journals: [first!.slice(first!.length / 2), ...others] });
  for (const dataDirs of [
    [own!, collector],
    [collector, own!],
  ])
    expect(await count(createSharedReader(dataDirs, makeTempDir()))).toEqual(expected);
});

test("the time in which a PC's network was cut is unknown where nobody else watched, and known by the others", async () => {
  const hour = (n: number) => FROM + n * 3_600_000;
  const iso = (time: number) => new Date(time).toISOString();
  const watch = (clientId: string, gap?: { from: number; to: number }) => {
    const common = { server: "a:1", page: `page of ${clientId}`, streamId: "gate" };
    const lines: (StateRecord & { clientId: string })[] = [];
    for (let at = hour(1); at <= hour(9); at += 30_000) lines.push({ timestamp: iso(at), event: "alive", page: common.page, clientId });
    for (let at = hour(1); at < hour(9); at += 3_600_000) {
      const isCut = gap !== undefined && at >= gap.from && at < gap.to;
      const cause = isCut ? { incidentId: "i", reason: "network" as const } : {};
      lines.push({
        timestamp: iso(at),
        since: iso(at),
        state: isCut ? "down" : "up",
        ...common,
        ...cause,
        id: `${clientId} ${at}`,
        clientId,
      });
    }
    return lines;
  };
  const gap = { from: hour(3), to: hour(5) };
  const tell = async (lines: (StateRecord & { clientId: string })[]) => {
    const dataDir = makeTempDir();
    writeStates(dataDir, lines, timeOf);
    const alarms = join(dataDir, "logs", "alarms");
    mkdirSync(alarms, { recursive: true });
    const say = (at: number, alarmId: string, change: AlarmChange) =>
      appendFileSync(
        join(alarms, `${localDate(FROM)}.jsonl`),
        `${JSON.stringify({ ...toAlarmRecord({ id: `${at}${alarmId}`, at, alarmId, ...change }), clientId: "blind" })}\n`,
      );
    const condition = { since: gap.from, priority: "high" } as const;
    say(gap.from, "server:a:1", { type: "raised", condition: { ...condition, kind: "server_down", verdict: "network" } });
    say(gap.from, "stream:gate", { type: "raised", condition: { ...condition, kind: "stream_down", cause: "server:a:1" } });
    for (const id of ["stream:gate", "server:a:1"]) say(gap.to, id, { type: "cleared", since: gap.to });
    const read = await createSharedReader([dataDir], makeTempDir()).read({ from: hour(2), to: hour(8) }, { now: NOW, signal });
    const [{ down, unknown } = { down: [], unknown: [] }] = read.timelines;
    return { down, unknown };
  };
  expect(await tell(watch("blind", gap))).toEqual({ down: [], unknown: [gap] });
  expect(await tell([...watch("blind", gap), ...watch("other")])).toEqual({ down: [], unknown: [] });
});
