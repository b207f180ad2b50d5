import { useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import type { Language } from "../../shared/choose-language.ts";
import { useSayError } from "../api/use-say-error.ts";

export interface LanguageChoice {
  /** Kept in the settings, so that every window and the next start follow. */
  chooseLanguage: (language: Language) => void;
  /** Why the last choice could not be kept. */
  problem: string | undefined;
  dismiss: () => void;
}

export function useLanguageChoice(): LanguageChoice {
  const { api, hostState } = useHostClient();
  const sayError = useSayError();
  const [problem, setProblem] = useState<string>();

  async function saveLanguage(language: Language): Promise<void> {
    try {
      hostState.setSettings(await api.saveSettings({ changes: { language } }));
      setProblem(undefined);
    } catch (error) {
      setProblem(sayError(error));
    }
  }

  return { chooseLanguage: (language) => void saveLanguage(language), problem, dismiss: () => setProblem(undefined) };
}
