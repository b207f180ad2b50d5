import type { LogIndex } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** Says that counts are not there yet, and how far they are; nothing once they are. */
export function IndexNote({ index }: { index: LogIndex | undefined }) {
  const { texts, formats } = useI18n();
  const { index: words } = texts.logs;
  if (!index || index.state === "ready") return null;
  if (index.state === "unavailable") {
    return (
      <span className="index-note" role="status">
        <SeverityIcon severity="warning" />
        {words.unavailable}
      </span>
    );
  }
  const share = index.bytesTotal === 0 ? 0 : Math.min(1, index.bytesDone / index.bytesTotal);
  return (
    <span className="index-note">
      <progress max={1} value={share} aria-label={words.building(formats.percent(share), formats.count(index.lines))} />
      {words.building(formats.percent(share), formats.count(index.lines))}
    </span>
  );
}
