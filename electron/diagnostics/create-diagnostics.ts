import type { HostStatus } from "../../shared/host-status.ts";
import type { Language } from "../../shared/choose-language.ts";
import type { DiagnosticsApi, DiagnosticsChanges } from "../../shared/diagnostics-api.ts";
import type { Check, Diagnostics } from "../../shared/diagnostics/check.ts";
import type { Settings } from "../../shared/settings.ts";
import { apiError } from "../api-error.ts";
import { coalesce } from "../coalesce.ts";
import { runDiagnostics } from "./run-diagnostics.ts";
import type { DiagnosticsOptions } from "./run-diagnostics.ts";
import { writeSupportFile } from "./write-support-file.ts";
import type { SupportFile } from "./write-support-file.ts";

export interface DiagnosticsDeskOptions extends Omit<DiagnosticsOptions, "settings" | "sessions" | "status" | "signal"> {
  kind: "desktop" | "web";
  settings: () => Settings;
  status: () => HostStatus;
  onChecks: (changes: DiagnosticsChanges) => void;
}

/** One run at a time, for whoever asked last. */
export interface DiagnosticsDesk {
  api: DiagnosticsApi;
  /** With the last run that came to its end; without one it runs first. */
  openSupportFile(language: Language): Promise<SupportFile>;
  close(): void;
}

export function createDiagnostics({ settings, onChecks, ...options }: DiagnosticsDeskOptions): DiagnosticsDesk {
  let running: AbortController | undefined;
  let last: Diagnostics | undefined;

  return {
    api: {
      async runDiagnostics({ runId, sessions = [] }) {
        running?.abort();
        const mine = (running = new AbortController());
        let fresh: Check[] = [];
        const tell = coalesce(() => {
          if (running === mine) onChecks({ runId, checks: fresh });
          fresh = [];
        });
        const { signal } = mine;
        const found = await runDiagnostics({ ...options, settings: settings(), sessions, signal }, (check) => {
          fresh.push(check);
          tell();
        });
        if (signal.aborted) throw apiError("cancelled", "a later run took its place");
        running = undefined;
        return (last = found);
      },
    },
    async openSupportFile(language) {
      const diagnostics = last ?? (await runDiagnostics({ ...options, settings: settings() }));
      return writeSupportFile({ ...options, settings: settings(), status: options.status(), diagnostics, language });
    },
    close: () => running?.abort(),
  };
}
