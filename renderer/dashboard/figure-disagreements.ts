import { lengthOf, uniteIntervals } from "../../shared/statistics/intervals.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import type { FigureTable } from "./figure.ts";
import type { LinkToLogs } from "./log-links.ts";

export interface DisagreementTables {
  summary: string;
  /** The PCs that missed most first. */
  pcs: FigureTable;
  /** What lasts and the newest first. */
  times: FigureTable;
}

/** Where PCs do not see the same, in words and as tables. */
export function makeDisagreements(
  { observers, disagreements: { list, total }, to: end }: Statistics,
  { words: { texts, formats }, link, nameStream }: { words: Words; link: LinkToLogs; nameStream: NameStream },
): DisagreementTables {
  const { disagreements: say, column } = texts.dashboard;
  const names = new Map(observers.map(({ id, name }) => [id, name]));
  const nameAll = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(", ");
  const rests = say.rests(formats.count(observers.length));
  const found = total === 0 ? say.none : say.found(formats.count(total));
  const missed = [...new Set(list.flatMap(({ down }) => down))].map((id) => {
    const own = list.filter(({ down }) => down.includes(id));
    // Ten streams at once are one time in which it was blind.
    return { id, streams: new Set(own.map(({ streamId }) => streamId)).size, time: lengthOf(uniteIntervals(own)) };
  });
  return {
    summary: [
      rests,
      found,
      ...(total > list.length ? [texts.dashboard.timeline.cut(formats.count(list.length), formats.count(total))] : []),
    ].join(" "),
    pcs: {
      columns: [say.pc, say.streams, say.time],
      rows: missed
        .sort((a, b) => b.time - a.time || b.streams - a.streams)
        .map(({ id, streams, time }) => [{ text: nameAll([id]) }, { text: formats.count(streams) }, { text: formats.duration(time) }]),
    },
    times: {
      columns: [column.stream, say.since, say.until, say.length, say.down, say.up],
      rows: list.map(({ streamId, from, to, down, up }) => [
        { text: nameStream(streamId), href: link({ stream: streamId, from, to }) },
        { text: formats.moment(from) },
        { text: to === end ? say.lasts : formats.moment(to) },
        { text: formats.duration(to - from) },
        { text: nameAll(down) },
        { text: up.length === 0 ? say.inTurn : nameAll(up) },
      ]),
    },
  };
}
