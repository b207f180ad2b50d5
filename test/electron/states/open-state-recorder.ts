import { join } from "node:path";
import { createOriginProbe } from "../../../electron/recovery/probe-origin.ts";
import { createStateRecorder } from "../../../electron/states/create-state-recorder.ts";
import type { StateRecorderOptions } from "../../../electron/states/create-state-recorder.ts";
import { openStateJournal } from "../../../electron/states/open-state-journal.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";

export interface OpenStateRecorderOptions extends Partial<Pick<StateRecorderOptions, "onWritten" | "readFree">> {
  root: string;
  now: () => number;
}

/** A state journal in a folder, and its recorder; whoever opens it closes the recorder. */
export async function openStateRecorder({ root, now, ...options }: OpenStateRecorderOptions) {
  const directory = join(root, "states");
  const journal = await openStateJournal({
    directory,
    quarantineDirectory: join(root, "quarantine"),
    logs: () => DEFAULT_SETTINGS.logs,
    now,
  });
  const originProbe = createOriginProbe(now);
  const recorder = createStateRecorder({ ...options, journal, directory, now, originProbe, pageOrigin: "http://127.0.0.1:4180" });
  return { journal, recorder };
}
