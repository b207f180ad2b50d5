import { ageOf } from "../../shared/age-of.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import { LIMITS } from "../../shared/limits.ts";
import type { Playing } from "../../shared/room/playing.ts";
import { LONGEST_SILENCE } from "../../shared/state-line.ts";
import type { StateChange, StateLine } from "../../shared/state-line.ts";

/** Who of the room's PCs plays what, as their state journals say; as long as their pages give signs of life. */
export interface PlayWatch {
  /** A line of a PC's journal. One that comes late says what was: its own time counts, if the PC's clock is not ahead. */
  note(clientId: string, line: StateLine, receivedAt: number): void;
  /**
   * What all PCs but the one that asks see; of its own streams where it has said which: no PC makes the answer to another longer than that
   * one can take.
   */
  read(asking: string | undefined, at: number): Playing;
  /**
   * How many of these PCs watch what an alarm is about. One that has said nothing of its streams counts: it may. Where nobody is known to
   * watch it (of a site the lines say nothing), all count.
   */
  count(alarmId: string, clients: ReadonlySet<string>, at: number): number;
  /** Called when a PC watches other streams than before. Returns what ends it. */
  onChange(listener: () => void): () => void;
}

interface Pc {
  /** Collector's clock minus its own, milliseconds. */
  clockOffset: number;
  /** When each of its pages gave its last sign, by the collector's clock. */
  pages: Map<string, number>;
  /** By stream id. */
  changes: Map<string, StateChange>;
}

/** More than a room and a PC of it have; who names more is not listened to. PCs that are silent make room for others. */
const MOST_PCS = 1_000;
const MOST_STREAMS = 1_000;
const MOST_PAGES = 100;

export function createPlayWatch(): PlayWatch {
  const pcs = new Map<string, Pc>();
  const listeners = createListeners();

  /** Undefined where there are too many that give signs. */
  function findPc(clientId: string, at: number): Pc | undefined {
    const known = pcs.get(clientId);
    if (known) return known;
    if (pcs.size >= MOST_PCS) for (const [id, { pages }] of pcs) if (!isAlive(pages, at)) pcs.delete(id);
    if (pcs.size >= MOST_PCS) return undefined;
    const pc: Pc = { clockOffset: 0, pages: new Map(), changes: new Map() };
    pcs.set(clientId, pc);
    return pc;
  }

  function noteSign({ pages, clockOffset }: Pc, line: { page: string; at: number }, receivedAt: number): void {
    if (pages.size >= MOST_PAGES) forgetSilent(pages, receivedAt);
    if (pages.size >= MOST_PAGES && !pages.has(line.page)) return;
    pages.set(line.page, Math.max(pages.get(line.page) ?? -Infinity, Math.min(receivedAt, line.at + clockOffset)));
  }

  function noteChange({ pages, changes }: Pc, line: StateChange): void {
    if (line.streamId.length > LIMITS.name) return;
    const known = changes.get(line.streamId);
    // What a page that has gone said says nothing about a later one: its clock may have been ahead.
    if (known ? line.since < known.since && pages.has(known.page) : changes.size >= MOST_STREAMS) return;
    if (known && line.state === "unknown" && line.page !== known.page) return; // another window has taken it over
    changes.set(line.streamId, line);
    if (watchedServer(known) !== watchedServer(line)) listeners.notify();
  }

  return {
    note(clientId, line, receivedAt) {
      if (line.kind === "recovery") return;
      if (line.kind !== "state" && line.kind !== "alive") return void pcs.get(clientId)?.pages.clear();
      const pc = findPc(clientId, receivedAt);
      if (!pc) return;
      if (line.kind === "alive") pc.clockOffset = line.clockOffset ?? pc.clockOffset;
      noteSign(pc, line, receivedAt);
      if (line.kind === "state") noteChange(pc, line);
    },
    read(asking, at) {
      const own = pcs.get(asking ?? "")?.changes;
      // By ids that PCs have chosen: an object would have some of its own.
      const [plays, fails] = [new Map<string, number>(), new Map<string, number>()];
      for (const [clientId, { pages, changes }] of pcs) {
        forgetSilent(pages, at);
        if (clientId === asking) continue;
        for (const { streamId, state, page } of changes.values()) {
          const sign = pages.get(page);
          if (sign === undefined || state === "unknown" || own?.has(streamId) === false) continue;
          const ages = state === "up" ? plays : fails;
          ages.set(streamId, Math.min(ages.get(streamId) ?? Infinity, Math.max(0, Math.round(at - sign))));
        }
      }
      return { plays: Object.fromEntries(plays), fails: Object.fromEntries(fails) };
    },
    count(alarmId, clients, at) {
      const colon = alarmId.indexOf(":");
      const [topic, source] = [alarmId.slice(0, colon), alarmId.slice(colon + 1)];
      let [watching, silent] = [0, 0];
      for (const clientId of clients) {
        const pc = pcs.get(clientId);
        if (!pc) silent++;
        else if (topic !== "site" && isWatching(pc, source, at)) watching++;
      }
      return watching > 0 ? watching + silent : clients.size;
    },
    onChange: listeners.add,
  };
}

function forgetSilent(pages: Map<string, number>, at: number): void {
  for (const [page, sign] of pages) if (ageOf(sign, at) > LONGEST_SILENCE) pages.delete(page);
}

function isAlive(pages: Map<string, number>, at: number): boolean {
  forgetSilent(pages, at);
  return pages.size > 0;
}

/** Undefined: it is not watched. */
function watchedServer(change: StateChange | undefined): string | undefined {
  return change?.state === "unknown" ? undefined : change?.server;
}

/** `source`: a stream's id, or host:port of a server. */
function isWatching({ pages, changes }: Pc, source: string, at: number): boolean {
  forgetSilent(pages, at);
  const own = changes.get(source);
  const meant = own ? [own] : [...changes.values()].filter(({ server }) => server === source);
  return meant.some((change) => watchedServer(change) !== undefined && pages.has(change.page));
}
