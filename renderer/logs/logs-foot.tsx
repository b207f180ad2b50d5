import type { LogIndex } from "../../shared/log-api.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { LogList } from "./create-log-list.ts";
import { formatOffset } from "../../shared/format-time.ts";
import { IndexNote } from "./index-note.tsx";
import { LiveButton } from "./live-button.tsx";

interface LogsFootProps {
  /** Undefined where nothing new can come. */
  list: LogList | undefined;
  index: LogIndex | undefined;
  notice: string;
  asOf: number;
  onResume: () => void;
}

/** Whether the list follows, how far the index is, what a key could not do, and whose clock the times are of. */
export function LogsFoot({ list, index, notice, asOf, onResume }: LogsFootProps) {
  const { texts } = useI18n();
  const { connected } = useReadyHost();
  return (
    <footer className="logs-foot">
      {list && <LiveButton list={list} onResume={onResume} />}
      <IndexNote index={index} />
      {!connected && (
        <span className="index-note" role="status">
          <SeverityIcon severity="warning" />
          {texts.logs.index.offline}
        </span>
      )}
      <span className="logs-notice" role="status">
        {notice}
      </span>
      <span className="hint">{texts.logs.list.timeZone(formatOffset(asOf))}</span>
    </footer>
  );
}
