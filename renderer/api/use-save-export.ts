import { useState } from "react";
import type { ExportReport } from "../../shared/audit-api.ts";
import { saveFile } from "../ui/save-file.ts";
import { useHostClient } from "./api-context.tsx";
import { useSayError } from "./use-say-error.ts";

export interface SaveExport {
  isSaving: boolean;
  error: string | undefined;
  /** Of what was handed out last. */
  lines: number | undefined;
  run: (make: () => Exported | Promise<Exported>) => Promise<void>;
}

export interface Exported {
  file: Blob;
  report: ExportReport;
}

/** Hands out a file that the audit log knows of; one that it cannot be told of is not handed out. */
export function useSaveExport(): SaveExport {
  const { api } = useHostClient();
  const sayError = useSayError();
  const [state, setState] = useState<{ isSaving: boolean; error?: string; lines?: number }>({ isSaving: false });
  async function run(make: () => Exported | Promise<Exported>): Promise<void> {
    setState({ isSaving: true });
    try {
      const { file, report } = await make();
      await api.reportExport(report);
      saveFile(file, report.file);
      setState({ isSaving: false, ...(report.lines !== undefined && { lines: report.lines }) });
    } catch (error) {
      setState({ isSaving: false, error: sayError(error) });
    }
  }
  return { isSaving: state.isSaving, error: state.error, lines: state.lines, run };
}
