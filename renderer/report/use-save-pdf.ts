import { useState } from "react";
import { useSayError } from "../api/use-say-error.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";

export interface SavePdf {
  isSaving: boolean;
  /** What became of it, in words; "" before. */
  says: string;
  save: (name: string) => Promise<void>;
}

/** Lets the host print the page that is shown into a file. */
export function useSavePdf(): SavePdf {
  const { api } = useHostClient();
  const sayError = useSayError();
  const { tool } = useI18n().texts.report;
  const [isSaving, setIsSaving] = useState(false);
  const [says, setSays] = useState("");
  async function save(name: string): Promise<void> {
    setIsSaving(true);
    setSays(tool.saving);
    try {
      const { file } = await api.saveReportPdf({ name });
      setSays(file === undefined ? tool.cancelled : tool.saved(file));
    } catch (error) {
      setSays(tool.saveFailed(sayError(error)));
    } finally {
      setIsSaving(false);
    }
  }
  return { isSaving, says, save };
}
