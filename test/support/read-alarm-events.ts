import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAlarmLine } from "../../shared/alarms/alarm-line.ts";
import type { AlarmEvent } from "../../shared/alarms/alarm.ts";

/** What stands in the alarm journal of a data dir, oldest first; whole lines only. Nothing while there is no journal. */
export function readAlarmEvents(dataDir: string): AlarmEvent[] {
  const folder = join(dataDir, "logs", "alarms");
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1));
  return lines.flatMap((line) => parseAlarmLine(line) ?? []);
}
