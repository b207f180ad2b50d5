import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { findSince } from "./find-since.ts";
import { KindMark } from "./kind-mark.tsx";
import { createLogLinks } from "./log-links.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayReason } from "../ui/say-figure.ts";

interface DownListProps {
  now: Statistics | undefined;
  longer: Statistics | undefined;
  nameStream: NameStream;
}

/** The streams that are down, the longest first: since when, and why. */
export function DownList({ now, longer, nameStream }: DownListProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { now: say } = texts.dashboard;
  if (!now) return <p className="down-list hint">{texts.start.loading}</p>;
  const down = now.streams
    .filter(({ state, isConfigured }) => state === "down" && isConfigured)
    .map((stream) => ({ ...stream, ...findSince(stream, now, longer) }))
    .sort((a, b) => a.since - b.since);
  if (down.length === 0) return <p className="down-list hint">{say.noneDown}</p>;
  return (
    <ul className="down-list" aria-label={say.down} tabIndex={0}>
      {down.map(({ streamId, reason, since, isAtLeast }) => (
        <li key={streamId} data-stream={streamId}>
          <KindMark kind="down" />
          <a href={createLogLinks({ from: since, to: now.to, streams: [], servers: [] })({ stream: streamId })}>{nameStream(streamId)}</a>
          <span>{sayReason(reason, words)}</span>
          <LiveText
            className="down-since"
            format={(at) => (isAtLeast ? say.sinceBefore : say.since)(formats.since(since, at), formats.duration(at - since))}
          />
        </li>
      ))}
    </ul>
  );
}
