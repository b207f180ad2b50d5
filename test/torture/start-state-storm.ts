import { randomBytes } from "node:crypto";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createStateReporter } from "../../renderer/api/state-reporter.ts";
import type { HostClient } from "./host-client.ts";
import { findRecordIndex, makeRecordId } from "./record-ids.ts";
import { STORM_STREAMS, streamOf } from "./storm-streams.ts";

export interface StateStormOptions {
  call: HostClient["call"];
  onAnswered: (index: number) => void;
}

export interface StateStorm {
  /** The n-th change of a state: the streams fail in turn, then play again in turn. */
  report(index: number): void;
  /** The host is back. */
  sendNow(): void;
  /** Reports that the host would not take. */
  lost(): number;
}

const PAGES = 64;

/** Many pages, each with the state reporter that runs in the real one. */
export function startStateStorm({ call, onAnswered }: StateStormOptions): StateStorm {
  let lost = 0;
  /** Of the report that is being made; what the pages say by themselves has none. */
  let present: number | undefined;

  const openPage = () =>
    createStateReporter({
      api: {
        async reportState(report) {
          const answer = await call("reportState", report);
          const index = findRecordIndex(JSON.stringify(report));
          if (index !== undefined) onAnswered(index);
          return answer;
        },
        reportRecovery: (report) => call("reportRecovery", report),
        reportAlive: (report) => call("reportAlive", report),
      },
      makeId: (at) => (present === undefined ? makeUuidV7(at, randomBytes(10)) : makeRecordId(present, at)),
      wallClock: Date.now,
      listFrozen: () => [],
      setTimeout,
      random: Math.random,
      log: () => lost++,
    });

  const pages = Array.from({ length: PAGES }, openPage);
  return {
    report(index) {
      const [at, isUp] = [Date.now(), Math.floor(index / STORM_STREAMS.length) % 2 === 1];
      const failure = { incidentId: makeUuidV7(index, new Uint8Array(10)), reason: "http_error" as const };
      present = index;
      pages[index % PAGES]!.report({ ...streamOf(index), state: isUp ? "up" : "down", at, since: at, ...(!isUp && { failure }) });
      present = undefined;
    },
    sendNow() {
      for (const page of pages) page.sendNow();
    },
    lost: () => lost,
  };
}
