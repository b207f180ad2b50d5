import { expect, test } from "vitest";
import { createLogLinks, toLogRange } from "../../../renderer/dashboard/log-links.ts";
import { parseLogQuery } from "../../../renderer/ui/log-query.ts";

const FROM = new Date(2026, 0, 1).getTime();
const TO = new Date(2026, 0, 8, 12).getTime();
const read = (address: string) => parseLogQuery(address.split("?")[1]!);

test("a spot narrows the log to itself, within what the dashboard is narrowed to", () => {
  const link = createLogLinks({ from: FROM, to: TO, streams: ["a", "b"], servers: ["s:1"] });
  expect(link()).toMatch(/^#\/logs\?/);
  expect(read(link())).toMatchObject({
    range: { kind: "times", from: new Date(FROM).toISOString(), until: new Date(TO).toISOString() },
    facets: { stream: { include: ["a", "b"] }, server: { include: ["s:1"] } },
  });
  const spot = read(link({ stream: "b", type: "fetch_error", reason: "refused", from: FROM, to: FROM + 1_000 }));
  expect(spot).toMatchObject({
    range: { kind: "times", until: new Date(FROM + 1_000).toISOString() },
    facets: {
      stream: { include: ["b"] },
      type: { include: ["fetch_error"] },
      reason: { include: ["refused"] },
      server: { include: ["s:1"] },
    },
  });
});

test("outages of a length are those of the dashboard's time, whatever part of it is shown", () => {
  const link = createLogLinks({ from: FROM, to: TO, streams: ["a"], servers: [] });
  const window = { from: new Date(FROM).toISOString(), until: new Date(TO).toISOString() };
  expect(read(link({ outages: { longerThan: 60_000 } }))).toMatchObject({
    range: { kind: "times", ...window },
    outages: { ...window, longerThan: 60_000 },
    facets: { stream: { include: ["a"] } },
  });
  expect(read(link({ outages: {}, to: FROM + 1_000 })).outages).toEqual(window);
  expect(read(link()).outages).toBeUndefined();
});

test("whole local days stand by their names", () => {
  expect(toLogRange(FROM, new Date(2026, 0, 3).getTime())).toEqual({ kind: "days", from: "2026-01-01", until: "2026-01-02" });
  expect(toLogRange(FROM, FROM + 3_600_000)).toMatchObject({ kind: "times" });
});
