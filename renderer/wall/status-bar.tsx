import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { StatusItem } from "../ui/status-item.tsx";
import { AdministratorItem } from "./administrator-item.tsx";
import type { WallStream } from "./create-wall-players.ts";
import { DeliveryItem } from "./delivery-item.tsx";
import { DutyItem } from "./duty-item.tsx";
import { JournalItem } from "./journal-item.tsx";
import { useWallSummary } from "./use-wall-summary.ts";

export interface MissingCounts {
  /** Streams in the settings whose server is not there. */
  servers: number;
  /** Streams in the layouts that the settings do not have. */
  streams: number;
}

interface StatusBarProps {
  streams: readonly WallStream[];
  missing: MissingCounts;
  onWarnings: () => void;
}

/** What concerns the whole wall: how many streams are up, what waits for central, whether failures can be written down. */
export function StatusBar({ streams, missing, onWarnings }: StatusBarProps) {
  const { texts, formats } = useI18n();
  const { connected, settings } = useReadyHost();
  const { live, down, starting, elsewhere, downServers } = useWallSummary(streams);
  const { status } = texts;
  return (
    <footer className="status-bar" aria-label={status.label}>
      {!connected && <StatusItem severity="fault">{status.hostLost}</StatusItem>}
      <div className="status-group" role="status">
        <span className="label">{status.streams}</span>
        <span className="status-item">{status.live(formats.count(live))}</span>
        {down > 0 && <StatusItem severity="fault">{status.down(formats.count(down))}</StatusItem>}
        {starting > 0 && <StatusItem severity="notice">{status.starting(formats.count(starting))}</StatusItem>}
        {elsewhere > 0 && <StatusItem severity="notice">{status.elsewhere(formats.count(elsewhere))}</StatusItem>}
      </div>
      {downServers.map(({ name, since }) => (
        <StatusItem key={name} severity="fault">
          <LiveText format={(now) => texts.tile.serverDown(name, formats.since(since, now))} />
        </StatusItem>
      ))}
      <DeliveryItem />
      <AdministratorItem />
      {missing.servers > 0 && <StatusItem severity="warning">{texts.wall.unknownServer(missing.servers)}</StatusItem>}
      {missing.streams > 0 && <StatusItem severity="warning">{texts.wall.unknownStreams(missing.streams)}</StatusItem>}
      {settings.warnings.length > 0 && (
        <button type="button" className="small" onClick={onWarnings}>
          <SeverityIcon severity="warning" />
          {status.warnings(formats.count(settings.warnings.length))}
        </button>
      )}
      <DutyItem />
      <JournalItem />
    </footer>
  );
}
