import type { AlarmHistory } from "../../shared/alarm-history-api.ts";
import { measureAlarms } from "../../shared/alarms/alarm-figures.ts";
import type { AlarmFigures } from "../../shared/alarms/alarm-figures.ts";
import { collectPastAlarms, ownerOfAlarm } from "../../shared/alarms/collect-past-alarms.ts";
import type { PastCollector } from "../../shared/alarms/collect-past-alarms.ts";
import { createSpanCollector } from "../../shared/alarms/create-span-collector.ts";
import { isForWindow, listAlarmFiles, scanAlarmFile } from "./alarm-files.ts";
import { chooseWindow } from "./choose-window.ts";
import type { HistoryInputs } from "./history-protocol.ts";

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
  const files = (await listAlarmFiles(folder)).filter((file) => isForWindow(file, window));
  for (const file of files) {
    await scanAlarmFile(file, signal, (event) => {
      if (!event) damaged++;
      else if (event.at < window.to && (owner === undefined || ownerOfAlarm(event.alarmId) === owner)) {
        spans.note(event);
        past.note(event);
      }
    });
  }
  const figures = measureAlarms(spans.spans(), window);
  return { ...window, figures, kinds: nameKinds(figures, past), past: past.past(), total: past.total(), damaged };
}

function nameKinds({ stale, chattering, worst }: AlarmFigures, past: PastCollector): AlarmHistory["kinds"] {
  const ids = [...stale, ...chattering, ...worst.map(({ alarmId }) => alarmId)];
  const kinds = past.kinds();
  return Object.fromEntries(ids.flatMap((id) => (kinds.has(id) ? [[id, kinds.get(id)!]] : [])));
}
