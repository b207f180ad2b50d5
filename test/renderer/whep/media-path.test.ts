import { expect, test } from "vitest";
import type { StatsEntry } from "../../../renderer/whep/media-counters.ts";
import { readMediaPath } from "../../../renderer/whep/media-path.ts";

/** A report of Chromium's with two pairs, of which the second is in use; `remote` is the server's side of it. */
function makeReport(remote: object, selected = "pair-2"): ReadonlyMap<string, StatsEntry> {
  const entries = [
    { id: "transport", type: "transport", selectedCandidatePairId: selected },
    { id: "pair-1", type: "candidate-pair", remoteCandidateId: "remote-1" },
    { id: "pair-2", type: "candidate-pair", remoteCandidateId: "remote-2" },
    { id: "remote-1", type: "remote-candidate", protocol: "udp", address: "10.0.0.9", port: 1 },
    { id: "remote-2", type: "remote-candidate", ...remote },
  ];
  return new Map(entries.map((entry) => [entry.id, { ...entry, timestamp: 0 }]));
}

test.each([
  [
    { protocol: "udp", address: "10.0.0.1", port: 8189 },
    { protocol: "udp", address: "10.0.0.1:8189" },
  ],
  [
    { protocol: "tcp", address: "fd00::1", port: 8189 },
    { protocol: "tcp", address: "[fd00::1]:8189" },
  ],
])("%j", (remote, path) => expect(readMediaPath(makeReport(remote))).toEqual(path));

test("there is none before a pair is in use", () => {
  expect(readMediaPath(makeReport({ protocol: "udp", address: "10.0.0.1", port: 1 }, ""))).toBeUndefined();
  expect(readMediaPath(new Map())).toBeUndefined();
});
