import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseAlarmLine } from "../../shared/alarms/alarm-line.ts";
import type { AlarmEvent } from "../../shared/alarms/alarm.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { listSegments } from "../journal/list-segments.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { localDate, parseSegmentName } from "../journal/segment-name.ts";

/** A file of the alarm journal as it is now: an unchanged `stamp` stands for unchanged lines. */
export interface AlarmFile {
  /** Without `.gz`. */
  path: string;
  /** YYYY-MM-DD. */
  date: string;
  isPlain: boolean;
  size: number;
  stamp: string;
}

const DAY = 86_400_000;
/** What was raised longer before a window and goes on in it is not seen: an alarm of more than a month is found in the list of now. */
const LOOKBACK = 31 * DAY;

/** The last field of a line that a collector keeps: it has put it there itself. */
const CLIENT_ID = /"clientId":"([^"]*)"\}$/;

/** All of them, in the order in which they were written; of a folder that is not there none. */
export async function listAlarmFiles(directory: string): Promise<AlarmFile[]> {
  const { segments } = await listSegments(directory).catch((error: unknown) => {
    if (isMissing(error)) return { segments: [] };
    throw error;
  });
  const files = segments.map(async ({ name, isPlain }): Promise<AlarmFile[]> => {
    const path = join(directory, name);
    const found = await stat(isPlain ? path : `${path}.gz`).catch(() => undefined); // gone meanwhile
    if (!found) return [];
    const { size, mtimeMs } = found;
    return [{ path, date: parseSegmentName(name)!.date, isPlain, size, stamp: `${isPlain ? "plain" : "gz"} ${size} ${mtimeMs}` }];
  });
  return (await Promise.all(files)).flat();
}

/** Whether a file may hold what tells of a window; a line may stand in the file of the next day. */
export function isForWindow({ date }: AlarmFile, { from, to }: Interval): boolean {
  return date >= localDate(from - LOOKBACK) && date <= localDate(to + DAY);
}

/** Calls `onEvent` for each line; undefined: it is none of ours. `clientId`: the PC whose line it is, "" in its own journal. */
export async function scanAlarmFile(
  { path, isPlain, size }: AlarmFile,
  signal: AbortSignal,
  onEvent: (event: AlarmEvent | undefined, clientId: string) => void,
): Promise<void> {
  await scanLines({ path, from: 0, to: isPlain ? size : Infinity }, ({ bytes }) => {
    signal.throwIfAborted();
    const text = bytes.toString();
    onEvent(parseAlarmLine(text), CLIENT_ID.exec(text)?.[1] ?? "");
    return true;
  });
}
