import { useEffect, useRef, useState } from "react";
import { writeSize } from "../../shared/diagnostics/write-values.ts";
import { useHostClient } from "../api/api-context.tsx";
import { messageOf } from "../api/api-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { saveFile } from "../ui/save-file.ts";
import { fetchSupportFile } from "./fetch-support-file.ts";

type Progress = { phase: "running"; bytes: number } | { phase: "done"; name: string } | { phase: "failed"; error: string };

/** Saves what support asks for as one file. */
export function SupportFileButton({ isDisabled }: { isDisabled: boolean }) {
  const { texts, language } = useI18n();
  const { support } = texts.diagnostics;
  const { api, pinGate } = useHostClient();
  const [progress, setProgress] = useState<Progress>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function save(): Promise<void> {
    if (!(await pinGate.pass())) return;
    const controller = new AbortController();
    running.current = controller;
    const onProgress = (bytes: number) => setProgress({ phase: "running", bytes });
    onProgress(0);
    try {
      const { file, name } = await fetchSupportFile({ language, onProgress, signal: controller.signal });
      await api.reportExport({ kind: "support", file: name, isMasked: true });
      controller.signal.throwIfAborted();
      saveFile(file, name);
      setProgress({ phase: "done", name });
    } catch (error) {
      if (!controller.signal.aborted) setProgress({ phase: "failed", error: messageOf(error) });
    }
  }

  function cancel(): void {
    running.current?.abort();
    setProgress(undefined);
  }

  return (
    <>
      {progress?.phase === "running" ? (
        <button type="button" className="small" onClick={cancel}>
          {support.cancel}
        </button>
      ) : (
        <button type="button" className="small" disabled={isDisabled} onClick={() => void save()}>
          {support.save}
        </button>
      )}
      {progress?.phase === "running" && <progress aria-label={support.running} />}
      <span className="hint" role="status">
        {progress && say(progress)}
      </span>
    </>
  );

  function say(present: Progress): string {
    if (present.phase === "failed") return `${support.failed}: ${present.error}`;
    return present.phase === "done" ? support.saved(present.name) : `${support.running} ${writeSize(present.bytes)}`;
  }
}
