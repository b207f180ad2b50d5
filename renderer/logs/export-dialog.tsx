import { useEffect, useRef, useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useSayError } from "../api/use-say-error.ts";
import type { LogQuestion } from "./create-log-list.ts";
import { saveFile } from "../ui/save-file.ts";
import { exportLogs } from "./export-logs.ts";
import { toDay } from "../ui/log-query.ts";

type Progress = { phase: "running" | "done"; rows: number } | { phase: "failed"; error: string };

/** Of the filter, in the audit log. */
const LONGEST_QUERY = 2_000;

/** Everything that the filter finds as a file, with addresses hidden on demand. */
export function ExportDialog({ question, count, onClose }: { question: LogQuestion; count: number | undefined; onClose: () => void }) {
  const { texts, formats } = useI18n();
  const { exports: words } = texts.logs;
  const { api, pinGate } = useHostClient();
  const sayError = useSayError();
  const [format, setFormat] = useState<"jsonl" | "csv">("csv");
  const [mask, setMask] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function start(): Promise<void> {
    if (!(await pinGate.pass())) return;
    const controller = new AbortController();
    running.current = controller;
    const onProgress = (rows: number) => setProgress({ phase: "running", rows });
    onProgress(0);
    try {
      let written = 0;
      const options = { api, question, format, mask, texts, signal: controller.signal };
      const file = await exportLogs({ ...options, onProgress: (rows) => onProgress((written = rows)) });
      const name = `mtx-errors-${toDay(Date.now())}.${format}`;
      const query = JSON.stringify(question.filter).slice(0, LONGEST_QUERY);
      // Before it is handed out: what the audit log cannot be told of does not leave.
      await api.reportExport({ kind: "logs", file: name, query, lines: written, isMasked: mask });
      controller.signal.throwIfAborted();
      saveFile(file, name);
      setProgress({ phase: "done", rows: written });
    } catch (error) {
      if (!controller.signal.aborted) setProgress({ phase: "failed", error: sayError(error) });
    }
  }

  function cancel(): void {
    running.current?.abort();
    setProgress(undefined);
  }

  const isRunning = progress?.phase === "running";
  return (
    <Dialog title={words.label} closeLabel={texts.keys.close} onClose={onClose}>
      <p>{count === undefined ? words.introAny : words.intro(formats.count(count))}</p>
      <fieldset className="choices" disabled={isRunning}>
        <legend>{words.format}</legend>
        {(["csv", "jsonl"] as const).map((each) => (
          <label key={each} className="check">
            <input type="radio" name="format" value={each} checked={format === each} onChange={() => setFormat(each)} />
            {words[each]}
          </label>
        ))}
      </fieldset>
      <label className="check">
        <input type="checkbox" name="mask" checked={mask} disabled={isRunning} onChange={(event) => setMask(event.target.checked)} />
        {words.mask}
      </label>
      {isRunning && <progress aria-label={words.running} {...(count !== undefined && { value: progress.rows, max: Math.max(count, 1) })} />}
      <div className="dialog-actions">
        <span className="hint" role="status">
          {progress && sayProgress(progress)}
        </span>
        {isRunning ? (
          <button type="button" onClick={cancel}>
            {words.cancel}
          </button>
        ) : (
          <button type="button" className="primary" onClick={() => void start()}>
            {words.start}
          </button>
        )}
      </div>
    </Dialog>
  );

  function sayProgress(present: Progress): string {
    if (present.phase === "failed") return `${words.failed}: ${present.error}`;
    return present.phase === "done" ? words.done(formats.count(present.rows)) : words.progress(formats.count(present.rows));
  }
}
