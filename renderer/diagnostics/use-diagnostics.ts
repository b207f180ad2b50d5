import { useCallback, useEffect, useRef, useState } from "react";
import { mergeChecks } from "../../shared/diagnostics/check.ts";
import type { Check } from "../../shared/diagnostics/check.ts";
import type { SessionSeen } from "../../shared/diagnostics/judge-server.ts";
import { messageOf } from "../api/api-error.ts";
import { useHostClient } from "../api/api-context.tsx";

export interface DiagnosticsRun {
  isRunning: boolean;
  /** As far as they are known. */
  checks: readonly Check[];
  /** ISO time at which it began; once it has ended. */
  at?: string;
  error?: string;
}

const BEGUN: DiagnosticsRun = { isRunning: true, checks: [] };

/** Runs the diagnostics when the screen is opened, and again on demand. */
export function useDiagnostics(readSessions: () => Promise<SessionSeen[]>): { run: DiagnosticsRun; again: () => void } {
  const { api, bridge } = useHostClient();
  const [run, setRun] = useState(BEGUN);
  const present = useRef("");

  const start = useCallback(() => {
    const runId = (present.current = crypto.randomUUID());
    const settle = (next: (before: DiagnosticsRun) => DiagnosticsRun): void => {
      if (present.current === runId) setRun(next);
    };
    readSessions()
      .then((sessions) => api.runDiagnostics({ runId, sessions }))
      .then(
        ({ at, checks }) => settle(() => ({ isRunning: false, checks, at })),
        (error: unknown) => settle((before) => ({ ...before, isRunning: false, error: messageOf(error) })),
      );
  }, [api, readSessions]);

  useEffect(() => {
    const end = bridge.subscribe("diagnosticsChanged", ({ runId, checks }) => {
      if (runId === present.current)
        setRun((before) => (before.isRunning ? { ...before, checks: mergeChecks(before.checks, checks) } : before));
    });
    start();
    return () => {
      present.current = "";
      end();
    };
  }, [bridge, start]);
  return {
    run,
    again() {
      setRun(BEGUN);
      start();
    },
  };
}
