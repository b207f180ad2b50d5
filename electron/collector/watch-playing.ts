import type { Playing } from "../../shared/room/playing.ts";
import { LONGEST_SILENCE } from "../../shared/state-line.ts";
import type { StateChange, StateLine } from "../../shared/state-line.ts";

/** Who of the room's PCs plays what, as their state journals say; as long as their pages give signs of life. */
export interface PlayWatch {
  /** A line of a PC's journal. One that comes late says what was: its own time counts, if the PC's clock is not ahead. */
  note(clientId: string, line: StateLine, receivedAt: number): void;
  /** Of all PCs but the one that asks. */
  read(but: string | undefined, at: number): Playing;
}

interface Pc {
  /** Collector's clock minus its own, milliseconds. */
  clockOffset: number;
  /** When each of its pages gave its last sign, by the collector's clock. */
  pages: Map<string, number>;
  /** By stream id. */
  changes: Map<string, StateChange>;
}

/** More than a room and a PC of it have; who names more is not listened to. */
const MOST_PCS = 1_000;
const MOST_STREAMS = 1_000;
const MOST_PAGES = 100;

export function createPlayWatch(): PlayWatch {
  const pcs = new Map<string, Pc>();

  function forgetSilent(pc: Pc, at: number): void {
    for (const [page, sign] of pc.pages) if (at - sign > LONGEST_SILENCE) pc.pages.delete(page);
  }

  return {
    note(clientId, line, receivedAt) {
      if (line.kind === "recovery") return;
      if (line.kind !== "state" && line.kind !== "alive") return void pcs.get(clientId)?.pages.clear();
      const pc: Pc = pcs.get(clientId) ?? { clockOffset: 0, pages: new Map(), changes: new Map() };
      if (pcs.size < MOST_PCS) pcs.set(clientId, pc);
      if (line.kind === "alive") pc.clockOffset = line.clockOffset ?? pc.clockOffset;
      const { changes, pages } = pc;
      if (pages.size >= MOST_PAGES) forgetSilent(pc, receivedAt);
      if (pages.size < MOST_PAGES || pages.has(line.page)) {
        pages.set(line.page, Math.max(pages.get(line.page) ?? -Infinity, Math.min(receivedAt, line.at + pc.clockOffset)));
      }
      if (line.kind !== "state") return;
      const known = changes.get(line.streamId);
      if (known ? line.since >= known.since : changes.size < MOST_STREAMS) changes.set(line.streamId, line);
    },
    read(but, at) {
      const said: Playing = { plays: {}, fails: {} };
      for (const [clientId, pc] of pcs) {
        forgetSilent(pc, at);
        if (clientId === but) continue;
        for (const { streamId, state, page } of pc.changes.values()) {
          const sign = pc.pages.get(page);
          if (sign === undefined || state === "unknown") continue;
          const ages = state === "up" ? said.plays : said.fails;
          ages[streamId] = Math.min(ages[streamId] ?? Infinity, Math.max(0, Math.round(at - sign)));
        }
      }
      return said;
    },
  };
}
