import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findSegments } from "./damage-data-dir.ts";
import { readRecordIndex } from "./record-ids.ts";

export interface LogFindings {
  lines: number;
  /** Lines that JSON.parse refuses, or that jq does. */
  damaged: number;
  /** How often each record is there, up to 255. */
  counts: Uint8Array;
  /** The records in the order of the files. */
  order: number[];
  quarantinedBytes: number;
  /** False where there is no jq: then JSON.parse has judged alone. */
  isCheckedByJq: boolean;
}

/** Reads everything that a data dir has stored, line by line, as a person with jq would. */
export async function inspectLogs(dataDir: string, records: number): Promise<LogFindings> {
  const files = findSegments(join(dataDir, "logs", "mediamtx_errors"));
  const findings: LogFindings = {
    lines: 0,
    damaged: 0,
    counts: new Uint8Array(records),
    order: [],
    quarantinedBytes: sumBytes(join(dataDir, "logs", "quarantine")),
    isCheckedByJq: true,
  };
  for (const file of files) {
    const before = findings.lines;
    for await (const line of createInterface({ input: createReadStream(file) })) noteLine(findings, line);
    const byJq = await countWithJq(file);
    if (byJq === undefined) findings.isCheckedByJq = false;
    else if (byJq !== findings.lines - before) findings.damaged++;
  }
  return findings;
}

function noteLine(findings: LogFindings, line: string): void {
  findings.lines++;
  try {
    const index = readRecordIndex((JSON.parse(line) as { id: string }).id);
    if (!(index < findings.counts.length)) throw new RangeError("no record of this run");
    findings.counts[index] = Math.min(255, findings.counts[index]! + 1);
    findings.order.push(index);
  } catch {
    findings.damaged++;
  }
}

/** How many values jq reads before its end or its first complaint; undefined where there is no jq. */
async function countWithJq(file: string): Promise<number | undefined> {
  const jq = spawn("jq", ["-c", ".", file], { stdio: ["ignore", "pipe", "ignore"] });
  let lines = 0;
  jq.stdout.on("data", (bytes: Buffer) => {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  });
  try {
    await once(jq, "close");
    return lines;
  } catch {
    return undefined;
  }
}

function sumBytes(directory: string): number {
  if (!existsSync(directory)) return 0;
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}
