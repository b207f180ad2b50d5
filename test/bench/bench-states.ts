import { randomBytes } from "node:crypto";
import type { StateChangeRecord } from "../../shared/state-line.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";

const STREAMS = 64;
const makeId = (): string => makeUuidV7(Date.now(), randomBytes(10));
let turn = 0;

/** Lines of a wall's state journal, each with an id of its own: its streams come and go. */
export function makeStateLines(count: number): string[] {
  const timestamp = new Date().toISOString();
  const page = makeId();
  return Array.from({ length: count }, () => {
    const state = ++turn % 2 === 0 ? "up" : "down";
    const line: StateChangeRecord = {
      timestamp,
      streamId: `stream-${turn % STREAMS}`,
      state,
      since: timestamp,
      server: "10.0.0.1:8889",
      page,
      id: makeId(),
    };
    return JSON.stringify(line);
  });
}
