import { describe, expect, test } from "vitest";
import { decideLine } from "../../shared/incident.ts";
import type { IncidentMemory } from "../../shared/incident.ts";
import type { Reason } from "../../shared/reasons.ts";

const MINUTE = 60_000;

/** Runs attempts [minute, reason?, status?] through the decision and lists what was written as "minute: attempts". */
function play(attempts: [number, Reason?, number?][], repeatSeconds = 600): string[] {
  let memory: IncidentMemory | undefined;
  return attempts.flatMap(([minute, reason = "no_stream", statusCode]) => {
    const decision = decideLine(memory, { at: minute * MINUTE, reason, statusCode }, repeatSeconds);
    memory = decision.memory;
    return decision.write ? [`${minute}: ${decision.attempts}`] : [];
  });
}

describe("lines of an incident", () => {
  test("are one for each attempt during the first ten minutes", () => {
    expect(play([[0], [1], [5], [9.9]])).toEqual(["0: 1", "1: 1", "5: 1", "9.9: 1"]);
  });

  test("are then one every repeatSeconds, and say for how many attempts", () => {
    expect(play([[0], [9], [11], [12], [18], [19], [20], [29], [30]])).toEqual(["0: 1", "9: 1", "19: 4", "29: 2"]);
  });

  test("are one at each change of reason or status", () => {
    expect(play([[0], [9], [11], [12, "refused"], [12.5, "refused"], [13, "http_error", 502], [13.5, "http_error", 503]])).toEqual([
      "0: 1",
      "9: 1",
      "12: 2",
      "13: 2",
      "13.5: 1",
    ]);
  });

  test("are one for each attempt for ever when repeatSeconds is 0", () => {
    expect(play([[0], [11], [12], [13]], 0)).toHaveLength(4);
  });
});
