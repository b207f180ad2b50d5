import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { isSentFolder, splitFolder } from "./incoming-logs.ts";
import type { SourceState } from "./use-log-source.ts";

/** Whose logs these are, where they are not this PC's own. */
export function SourceLine({ folder, source, onBack }: { folder: string; source: SourceState; onBack: () => void }) {
  const { texts, formats } = useI18n();
  const sayError = useSayError();
  const { folder: words } = texts.logs;
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
          {words.failed}: {sayError(source.error)}
        </span>
      )}
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
