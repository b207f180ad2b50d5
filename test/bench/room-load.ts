import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { readMemory, readProcessorTime } from "../support/read-process.ts";
import { percentile, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { keepActing, keepBeating, startRoom } from "./simulated-room.ts";

const PCS = 200;
/** Of each PC: 64 streams that were down for an hour or two, twenty records of each. */
const STORM = 64 * 20;
/** Of each PC in each storm: two changes of each stream. The steps of recovery between them stand there, too. */
const STATES = 64 * 4;
/** One after the other, since one says nothing about what it leaves in memory. The first warms up: it is not what the last is compared with. */
const STORMS = 4;
/** Milliseconds: three times as often as the client. */
const BEAT_EVERY = 10_000;
const ACT_EVERY = 500;
const MEMORY_EVERY = 100;

/** 200 PCs deliver a storm and what their streams did at the same time, over TLS and with tokens of their own, while they give signs of life and acknowledge alarms. */
export async function benchRoomLoad({ scale, report, note }: Bench): Promise<void> {
  const [storm, states] = [scale(STORM), scale(STATES)];
  await withFolder(async (folder) => {
    const { pcs, collector, close } = await startRoom(folder, PCS);
    const pid = collector.process.pid!;
    const ending = new AbortController();
    try {
      const takes = await pcs[0]!.ask();
      if (takes.heartbeat) await Promise.all(pcs.map((pc) => pc.beat())); // the room is known: a PC that is new waits for the disk
      const beating = takes.heartbeat ? keepBeating(pcs, BEAT_EVERY, ending.signal) : undefined;
      const acting = takes.alarms ? keepActing(pcs, ACT_EVERY, ending.signal) : undefined;
      for (const each of [beating, acting]) each?.catch(() => undefined); // told below, where both are waited for
      const processorBefore = readProcessorTime(pid) ?? Number.NaN;
      const peaks: number[] = [];
      let repeated = 0;
      const seconds = await timeOf(async () => {
        for (let round = 0; round < STORMS; round++) {
          const endWatch = watchMemory(pid);
          const counts = await Promise.all(pcs.flatMap((pc) => [pc.deliver(storm), ...(takes.states ? [pc.deliverStates(states)] : [])]));
          peaks.push(endWatch());
          repeated += counts.reduce((sum, count) => sum + count, 0);
        }
      });
      const processor = ((readProcessorTime(pid) ?? Number.NaN) - processorBefore) / 1_000;
      ending.abort();
      const [beats, ways] = [await beating, await acting];
      await collector.stop();

      const sent = PCS * storm * STORMS;
      const { lines, distinct } = await countLines(join(folder, "logs", "mediamtx_errors"));
      note(`${PCS} PCs, ${sent} records in ${seconds.toFixed(1)} s: ${Math.round(sent / seconds)}/s`);
      note(`the collector took ${processor.toFixed(1)} s of a processor: ${Math.round(sent / processor)} records in each second of one`);
      note(`${repeated} records and lines of states came twice; most memory in each storm: ${peaks.map(Math.round).join(", ")} MB`);
      const none = { reference: 0, unit: "records", limit: { atMost: 0 } };
      report({ name: "records that the collector does not have", ours: sent - distinct, ...none });
      report({ name: "records that it has twice", ours: lines - distinct, ...none });
      if (takes.states) {
        const kept = await countLines(join(folder, "logs", "states"));
        report({ name: "lines of states that it does not have", ours: PCS * states * STORMS - kept.distinct, ...none });
        report({ name: "lines of states that it has twice", ours: kept.lines - kept.distinct, ...none });
      }
      const flat = { unit: "MB", limit: { ratioAtMost: 1.2 } };
      report({ name: "most memory in the last storm, against the second", ours: peaks.at(-1)!, reference: peaks[1]!, ...flat });
      const soon = { reference: 0, unit: "ms", limit: { atMost: 2_000 } };
      if (beats) report({ name: `answer to a heartbeat, p99 of ${beats.length}`, ours: percentile(beats, 99), ...soon });
      if (ways) report({ name: `way of an acknowledgement to a PC, p99 of ${ways.length}`, ours: percentile(ways, 99), ...soon });
    } finally {
      ending.abort();
      await close();
    }
  });
}

/** Megabytes, at most, until the returned function is called. */
function watchMemory(pid: number): () => number {
  let most = 0;
  const look = (): void => void (most = Math.max(most, readMemory(pid)?.now ?? Number.NaN));
  look();
  const timer = setInterval(look, MEMORY_EVERY);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** Lines on disk, and how many different ids are in them. */
async function countLines(directory: string): Promise<{ lines: number; distinct: number }> {
  const ids = new Set<string>();
  let lines = 0;
  for (const name of readdirSync(directory).filter((file) => file.endsWith(".jsonl"))) {
    for await (const line of createInterface({ input: createReadStream(join(directory, name)) })) {
      lines++;
      const id = /,"id":"([0-9a-f-]{36})","(?:detail|clientId)":/.exec(line)?.[1];
      if (id !== undefined) ids.add(id);
    }
  }
  return { lines, distinct: ids.size };
}
