import { basename } from "node:path";
import type { AlarmHistory } from "../../shared/alarm-history-api.ts";
import { measureAlarms } from "../../shared/alarms/alarm-figures.ts";
import type { AlarmFigures } from "../../shared/alarms/alarm-figures.ts";
import { parseAlarmLine } from "../../shared/alarms/alarm-line.ts";
import { collectPastAlarms, ownerOfAlarm } from "../../shared/alarms/collect-past-alarms.ts";
import type { PastCollector } from "../../shared/alarms/collect-past-alarms.ts";
import { createSpanCollector } from "../../shared/alarms/create-span-collector.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { localDate, parseSegmentName } from "../journal/segment-name.ts";
import { chooseWindow } from "./choose-window.ts";
import type { HistoryInputs } from "./history-protocol.ts";
import { listSourceFiles } from "./source-files.ts";
import type { SourceFile } from "./source-files.ts";

const DAY = 86_400_000;
/** What was raised longer before the window and goes on in it is not seen: an alarm of more than a month is found in the list of now. */
const LOOKBACK = 31 * DAY;

export interface AlarmHistoryContext {
  /** Of the alarm journal. */
  folder: string;
  now: number;
  signal: AbortSignal;
}

/** One pass over the journal, from before the window to its end. What is kept of it: alarms of the window, and those that stand in it. */
export async function readAlarmHistory(
  question: HistoryInputs["readAlarmHistory"],
  { folder, now, signal }: AlarmHistoryContext,
): Promise<AlarmHistory> {
  const { owner } = question;
  const window = chooseWindow(question, now);
  const spans = createSpanCollector(window.from);
  const past = collectPastAlarms({ ...question, ...window });
  let damaged = 0;
  for (const file of await listFiles(folder, window)) {
    await scanLines({ path: file.path, from: 0, to: file.isPlain ? file.size : Infinity }, ({ bytes }) => {
      signal.throwIfAborted();
      const event = parseAlarmLine(bytes.toString());
      if (!event) damaged++;
      else if (event.at < window.to && (owner === undefined || ownerOfAlarm(event.alarmId) === owner)) {
        spans.note(event);
        past.note(event);
      }
      return true;
    });
  }
  const figures = measureAlarms(spans.spans(), window);
  return { ...window, figures, kinds: nameKinds(figures, past), past: past.past(), total: past.total(), damaged };
}

/** In the order in which they were written; a line may stand in the file of the next day. */
async function listFiles(directory: string, { from, to }: Interval): Promise<SourceFile[]> {
  const [first, last] = [localDate(from - LOOKBACK), localDate(to + DAY)];
  const files = await listSourceFiles([{ directory, prefix: "" }]);
  return files.filter(({ file }) => {
    const date = parseSegmentName(basename(file))?.date;
    return date !== undefined && date >= first && date <= last;
  });
}

function nameKinds({ stale, chattering, worst }: AlarmFigures, past: PastCollector): AlarmHistory["kinds"] {
  const ids = [...stale, ...chattering, ...worst.map(({ alarmId }) => alarmId)];
  const kinds = past.kinds();
  return Object.fromEntries(ids.flatMap((id) => (kinds.has(id) ? [[id, kinds.get(id)!]] : [])));
}
