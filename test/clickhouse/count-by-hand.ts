import { serverOf } from "../../shared/log-fields.ts";
import type { ErrorRecord } from "../../shared/record.ts";

/** What the queries that `npm run logs` has no like of must give: counted record by record, without SQL. Rows of texts, in the queries' order. */
export function countByHand(records: readonly ErrorRecord[]): Map<string, string[][]> {
  const hours = new Map<string, number>();
  const streams = new Map<string, { incidents: Set<string>; records: number; pcs: Set<string> }>();
  const incidents = new Map<string, { stream: string; first: number; last: number; tried: number }>();
  const slots = new Map<string, { all: Set<string>; servers: Map<string, Set<string>> }>();
  for (const { timestamp, streamId, whepUrl, detail } of records) {
    const time = new Date(timestamp);
    const hour = `${time.getUTCDay() || 7} ${time.getUTCHours()}`;
    hours.set(hour, (hours.get(hour) ?? 0) + 1);

    const stream = streams.get(streamId) ?? { incidents: new Set(), records: 0, pcs: new Set() };
    streams.set(streamId, stream);
    stream.incidents.add(detail.incidentId);
    stream.records++;
    stream.pcs.add(detail.client.id);

    const ms = time.getTime();
    const incident = incidents.get(detail.incidentId) ?? { stream: streamId, first: ms, last: ms, tried: 0 };
    incidents.set(detail.incidentId, incident);
    incident.last = ms;
    incident.tried += detail.attempts ?? 1;

    const slotName = new Date(ms - (ms % 300_000)).toISOString().slice(0, 16).replace("T", " ");
    const slot = slots.get(slotName) ?? { all: new Set(), servers: new Map<string, Set<string>>() };
    slots.set(slotName, slot);
    slot.all.add(detail.client.id);
    const server = serverOf(whepUrl);
    slot.servers.set(server, (slot.servers.get(server) ?? new Set()).add(detail.client.id));
  }
  const byText = (a: string, b: string): number => (a < b ? -1 : 1);
  return new Map([
    [
      "hour_of_week",
      [...hours].map(([key, n]) => [...key.split(" "), String(n)]).sort(([a, b], [c, d]) => Number(a) - Number(c) || Number(b) - Number(d)),
    ],
    [
      "incidents",
      [...streams]
        .sort(([a, one], [b, two]) => two.incidents.size - one.incidents.size || byText(a, b))
        .map(([id, { incidents, records, pcs }]) => [id, ...[incidents.size, records, pcs.size].map(String)]),
    ],
    [
      "longest",
      [...incidents]
        .map(([id, { stream, first, last, tried }]) => ({ id, stream, length: last - first, tried }))
        .sort((a, b) => b.length - a.length || byText(a.id, b.id))
        .slice(0, 20)
        .map(({ id, stream, length, tried }) => [id, stream, String(length), String(tried)]),
    ],
    [
      "seen_by",
      [...slots]
        .sort(([a], [b]) => byText(a, b))
        .flatMap(([slot, { all, servers }]) =>
          [...servers].sort(([a], [b]) => byText(a, b)).map(([server, pcs]) => [slot, server, String(pcs.size), String(all.size)]),
        ),
    ],
  ]);
}
