import { useSyncExternalStore } from "react";
import type { MediaStatistics } from "../../shared/record.ts";
import type { Formats } from "../../shared/create-formats.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Texts } from "../i18n/ko.ts";
import type { Player } from "../whep/types.ts";

/** The last second of a stream in numbers. */
export function StatisticsOverlay({ player }: { player: Player }) {
  const { texts, formats } = useI18n();
  const statistics = useSyncExternalStore(player.subscribe, () => player.view().statistics);
  const rows = statistics ? listStatistics(statistics, texts, formats) : [];
  if (rows.length === 0) return undefined;
  return (
    <dl className="statistics">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Label and value of what is known; units are the same in both languages. */
export function listStatistics(statistics: MediaStatistics, { statistics: label }: Texts, formats: Formats): [string, string][] {
  const { framesPerSecond, bitrate, packetsLost, packetsReceived, jitter, roundTripTime, codec, frameWidth, frameHeight } = statistics;
  const rows: [string, string | undefined][] = [
    [label.framesPerSecond, framesPerSecond === undefined ? undefined : `${formats.decimal(framesPerSecond)} fps`],
    [label.bitrate, bitrate === undefined ? undefined : `${formats.count(Math.round(bitrate / 1_000))} kbit/s`],
    [label.loss, shareLost(packetsLost, packetsReceived, formats)],
    [label.jitter, jitter === undefined ? undefined : `${formats.decimal(jitter)} ms`],
    [label.roundTripTime, roundTripTime === undefined ? undefined : `${formats.decimal(roundTripTime)} ms`],
    [label.codec, codec?.replace(/^video\//i, "")],
    [label.size, frameWidth && frameHeight ? `${frameWidth}×${frameHeight}` : undefined],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

function shareLost(lost: number | undefined, received: number | undefined, formats: Formats): string | undefined {
  if (lost === undefined || received === undefined || lost + received === 0) return undefined;
  return formats.percent(Math.max(0, lost) / (Math.max(0, lost) + received));
}
