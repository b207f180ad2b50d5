import { useMemo, useState } from "react";
import { groupChecks, stateOf } from "../../shared/diagnostics/check.ts";
import { CHECK_WORDS } from "../../shared/diagnostics/check-words.ts";
import type { SessionSeen } from "../../shared/diagnostics/judge-server.ts";
import { countChecks, writeDiagnostics } from "../../shared/diagnostics/write-checks.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { CheckTable } from "./check-table.tsx";
import { SupportFileButton } from "./support-file-button.tsx";
import { useDiagnostics } from "./use-diagnostics.ts";
import "../ui/screen.css";
import "./diagnostics.css";

/** What works and what does not, of everything that the settings name, and what to do about it. */
export function DiagnosticsScreen({ readSessions }: { readSessions: () => Promise<SessionSeen[]> }) {
  const { texts, language, formats } = useI18n();
  const { diagnostics } = texts;
  const { host, connected } = useReadyHost();
  const { run, again } = useDiagnostics(readSessions);
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const { isRunning, checks, at, error } = run;
  const words = CHECK_WORDS[language];
  const shown = useMemo(
    () => groupChecks(onlyTrouble ? checks.filter((check) => stateOf(check) === "trouble") : checks),
    [checks, onlyTrouble],
  );
  const text = at === undefined ? "" : writeDiagnostics({ at, checks: [...checks] }, { language, version: host.version });
  return (
    <main className="with-toolbar diagnostics" aria-busy={isRunning}>
      <header className="screen-toolbar">
        <h1>{words.title}</h1>
        {/* Never out of use while it runs: it would lose the focus. A later run ends the one before. */}
        <button type="button" className="small primary" disabled={!connected} onClick={again}>
          {diagnostics.again}
        </button>
        <CopyButton text={text} label={diagnostics.copy} copiedLabel={diagnostics.copied} />
        <SupportFileButton isDisabled={isRunning || !connected} />
        <label className="check">
          <input type="checkbox" checked={onlyTrouble} onChange={(event) => setOnlyTrouble(event.target.checked)} />
          {diagnostics.onlyTrouble}
        </label>
        <span className="hint" role="status">
          {isRunning ? diagnostics.running : at !== undefined && sayEnd(at)}
        </span>
      </header>
      {!connected && (
        <p className="screen-notice" role="status">
          <SeverityIcon severity="warning" />
          {texts.start.awayTitle}
        </p>
      )}
      {error !== undefined && (
        <p className="screen-notice" role="alert">
          <SeverityIcon severity="warning" />
          {diagnostics.failed}: {error}
        </p>
      )}
      <div className="diagnostics-list" role="region" aria-label={words.title} tabIndex={0}>
        <p>MTX Watch {host.version}</p>
        <p className="hint">{diagnostics.intro}</p>
        <p className="hint">{diagnostics.support.hint}</p>
        {shown.length > 0 && <CheckTable groups={shown} />}
        {shown.length === 0 && !isRunning && <p>{diagnostics.noTrouble}</p>}
      </div>
    </main>
  );

  function sayEnd(began: string): string {
    return `${words.counts(countChecks(checks))} (${words.at(formats.moment(Date.parse(began)))})`;
  }
}
