import { expect, test } from "vitest";
import { completeEvidence } from "../../../electron/recovery/complete-evidence.ts";
import type { RecoveryEvidence } from "../../../electron/recovery/create-recovery.ts";
import type { Evidence } from "../../../shared/alarms/evidence.ts";

const NOTHING_FOUND: RecoveryEvidence = { servers: new Map(), paths: new Map() };
const LINK = { isUp: false, since: 5 };

function makeSeen(servers: Evidence["servers"]): Evidence {
  const tile = { server: "10.0.0.1:8889", site: "", priority: "low" } as const;
  return {
    at: 100,
    servers,
    tiles: [
      { ...tile, streamId: "a", failure: { since: 90 } },
      { ...tile, streamId: "b", playsSince: 10 },
    ],
  };
}

test("of each server the later moments count, whoever saw them", () => {
  const seen = makeSeen(new Map([["10.0.0.1:8889", { answeredAt: 50, failedAt: 60 }]]));
  const found = new Map([
    ["10.0.0.1:8889", { answeredAt: 70, failedAt: 40, restartedAt: 65 }],
    ["10.0.0.2:8889", { failedAt: 80 }],
  ]);
  expect(completeEvidence(seen, { ...NOTHING_FOUND, servers: found }).servers).toEqual(
    new Map([
      ["10.0.0.1:8889", { answeredAt: 70, failedAt: 60, restartedAt: 65 }],
      ["10.0.0.2:8889", { failedAt: 80 }],
    ]),
  );
});

test("what the Control API says of a path belongs to its failing stream, and to no playing one", () => {
  const path = { isAvailable: true, isOnline: false };
  const paths = new Map([
    ["a", path],
    ["b", path],
  ]);
  const { tiles } = completeEvidence(makeSeen(new Map()), { ...NOTHING_FOUND, paths });
  expect(tiles.map(({ failure }) => failure)).toEqual([{ since: 90, path }, undefined]);
});

test("a link that is down is no reason where every server is this PC itself", () => {
  const found = { ...NOTHING_FOUND, link: LINK, gateway: { failedAt: 80 } };
  const here = makeSeen(new Map([["127.0.0.1:8889", {}]]));
  const there = makeSeen(new Map([["10.0.0.1:8889", {}]]));
  expect(completeEvidence(here, found)).not.toHaveProperty("link");
  expect(completeEvidence(here, found)).not.toHaveProperty("gateway");
  expect(completeEvidence(there, found)).toMatchObject({ link: LINK, gateway: { failedAt: 80 } });
});
