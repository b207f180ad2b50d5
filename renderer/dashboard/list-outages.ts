import type { Statistics } from "../../shared/statistics-api.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { FigureTable } from "./figure.ts";
import type { LinkToLogs } from "./log-links.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayReason } from "../ui/say-figure.ts";

/** More rows than this nobody reads; the availability table has the sums. */
export const MOST_ROWS = 300;

/** The state timeline as a table: what was not up, the latest first. */
export function listOutages(
  { streams }: Statistics,
  { words, link, nameStream }: { words: Words; link: LinkToLogs; nameStream: NameStream },
): FigureTable & { total: number } {
  const { texts, formats } = words;
  const { timeline: say, kind: kinds, column } = texts.dashboard;
  const pieces = streams
    .flatMap(({ streamId, timeline }) => timeline.map((piece) => ({ streamId, ...piece })))
    .filter(({ kind }) => kind !== "up")
    .sort((a, b) => b.from - a.from);
  return {
    total: pieces.length,
    columns: [say.from, say.to, column.stream, say.state, say.length, say.reason],
    rows: pieces.slice(0, MOST_ROWS).map(({ streamId, kind, from, to, reason }) => {
      const href = link({ stream: streamId, from, to });
      return [
        { text: formats.moment(from), href },
        { text: formats.moment(to) },
        { text: nameStream(streamId), href: link({ stream: streamId }) },
        { text: kinds[kind], href },
        { text: formats.duration(to - from) },
        { text: kind === "down" ? sayReason(reason, words) : "" },
      ];
    }),
  };
}
