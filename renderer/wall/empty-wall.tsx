import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";

const EXAMPLE = `{
  "servers": [
    { "id": "main", "name": "본관", "whepBaseUrl": "http://192.168.0.10:8889" }
  ],
  "streams": [
    { "id": "stream-001", "name": "1번 출입구", "serverId": "main", "path": "cam1" }
  ]
}`;

/** Nothing configured: what to do, and where. */
export function EmptyWall({ onTest }: { onTest: () => void }) {
  const { texts } = useI18n();
  const { host } = useReadyHost();
  const { wall, status } = texts;
  return (
    <section className="page-message" aria-label={wall.label}>
      <h2>{wall.emptyTitle}</h2>
      <p>{wall.emptyText}</p>
      {host.settingsFile !== undefined && (
        <p className="path-line">
          <span className="label">{wall.emptyFile}</span>
          <code>{host.settingsFile}</code>
          <CopyButton text={host.settingsFile} label={status.copyPath} copiedLabel={status.copied} />
        </p>
      )}
      <p className="label">{wall.emptyExample}</p>
      <pre>{EXAMPLE}</pre>
      <p className="path-line">
        <span>{wall.emptyTest}</span>
        <button type="button" onClick={onTest}>
          {texts.command.openTestTile}
        </button>
      </p>
    </section>
  );
}
