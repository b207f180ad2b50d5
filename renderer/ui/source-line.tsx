import type { ReactNode } from "react";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { isSentFolder, splitFolder } from "../api/log-folder.ts";
import type { SourceState } from "../api/use-log-source.ts";
import { SeverityIcon } from "./severity-icon.tsx";
import "./source-line.css";

interface SourceLineProps {
  folder: string;
  source: SourceState;
  onBack: () => void;
  /** To another view of the same logs. */
  link?: ReactNode;
}

/** Whose logs these are, where they are not this PC's own. */
export function SourceLine({ folder, source, onBack, link }: SourceLineProps) {
  const { texts, formats } = useI18n();
  const sayError = useSayError();
  const { folder: words } = texts.logs;
  const isOne = splitFolder(folder).length < 2;
  const sayEmpty = (paths: readonly string[]) => (isOne ? words.noLogs : `${words.noLogs}: ${paths.join(", ")}`);
  return (
    <p className="source-line" role={source.phase === "failed" ? "alert" : "status"}>
      {source.phase === "failed" && <SeverityIcon severity="warning" />}
      <code title={folder}>{isSentFolder(folder) ? words.sent : shorten(splitFolder(folder))}</code>
      {source.phase === "opening" && <span>{words.opening}</span>}
      {source.phase === "open" && (
        <span className="hint">
          {words.opened(formats.count(source.opened.files), `${formats.decimal(source.opened.bytes / 1024 / 1024)} MiB`)}
        </span>
      )}
      {source.phase === "failed" && (
        <span>
          {words.failed}: {"empty" in source.why ? sayEmpty(source.why.empty) : sayError(source.why.error)}
        </span>
      )}
      {source.phase === "open" && link}
      <button type="button" className="small" onClick={onBack}>
        {words.back}
      </button>
    </p>
  );
}

/** Of several paths the first, and how many more. */
function shorten([first = "", ...others]: string[]): string {
  return others.length === 0 ? first : `${first} + ${others.length}`;
}
