import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findSegments } from "./damage-data-dir.ts";

export interface LogFindings {
  lines: number;
  /** Lines that JSON.parse refuses, or that jq does. */
  damaged: number;
  /** How often each line is there, by its number. */
  counts: number[];
  /** Their numbers in the order of the files. */
  order: number[];
  /** False where there is no jq: then JSON.parse has judged alone. */
  isCheckedByJq: boolean;
}

/** Reads everything that a journal's folder holds, line by line, as a person with jq would. */
export async function inspectLogs(folder: string, numberOf: (line: string) => number): Promise<LogFindings> {
  const findings: LogFindings = { lines: 0, damaged: 0, counts: [], order: [], isCheckedByJq: true };
  for (const file of findSegments(folder)) {
    const before = findings.lines;
    for await (const line of createInterface({ input: createReadStream(file) })) noteLine(findings, line, numberOf);
    const byJq = await countWithJq(file);
    if (byJq === undefined) findings.isCheckedByJq = false;
    else if (byJq !== findings.lines - before) findings.damaged++;
  }
  return findings;
}

function noteLine(findings: LogFindings, line: string, numberOf: (line: string) => number): void {
  findings.lines++;
  try {
    const number = numberOf(line);
    while (findings.counts.length <= number) findings.counts.push(0);
    findings.counts[number]!++;
    findings.order.push(number);
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

/** Of the tails that were cut off behind last lines. */
export function countQuarantined(dataDir: string): number {
  const directory = join(dataDir, "logs", "quarantine");
  if (!existsSync(directory)) return 0;
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}
