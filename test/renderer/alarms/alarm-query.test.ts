import { describe, expect, test } from "vitest";
import { linkToIncident, linkToLog } from "../../../renderer/alarms/alarm-links.ts";
import { formatAlarmQuery, parseAlarmQuery } from "../../../renderer/alarms/alarm-query.ts";
import { parseLogQuery } from "../../../renderer/ui/log-query.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { T0 } from "../../support/make-alarm-view.ts";

describe("what is chosen stands in the address", () => {
  test.each([
    [{ view: "standing", days: 1, withParts: false }, ""],
    [
      { view: "standing", days: 1, withParts: false, owner: "operator", alarm: "server:10.0.0.1:8889" },
      "owner=operator&alarm=server%3A10.0.0.1%3A8889",
    ],
    [{ view: "history", days: 30, withParts: true }, "view=history&range=30d&parts=1"],
    [{ view: "figures", days: 7, withParts: false, owner: "administrator" }, "view=figures&owner=administrator&range=7d"],
  ] as const)("%j", (query, address) => {
    expect(formatAlarmQuery(query)).toBe(address);
    expect(parseAlarmQuery(address)).toEqual(query);
  });

  test("what it does not know is left out", () => {
    expect(parseAlarmQuery("view=x&owner=y&range=3d")).toEqual({ view: "standing", days: 1, withParts: false });
  });
});

describe("the log behind an alarm", () => {
  const servers = [{ id: "a", whepBaseUrl: "http://10.0.0.1:8889" }];
  const streams = ["gangnam", "gangnam", ""].map((site, n) => ({ id: `cam-${n}`, serverId: "a", path: "p", site }));
  const settings = settingsSchema.parse({ servers, streams });
  const facetsOf = (address: string | undefined) => parseLogQuery(address?.split("?")[1] ?? "").facets;
  const spot = { from: T0, to: T0 + 1_500 };

  test.each([
    ["stream_down", "cam-0", { stream: { include: ["cam-0"] } }],
    ["unstable", "cam-0", { stream: { include: ["cam-0"] } }],
    ["server_down", "10.0.0.1:8889", { server: { include: ["10.0.0.1:8889"] } }],
    ["credentials", "10.0.0.1:8889", { server: { include: ["10.0.0.1:8889"] } }],
    ["site_down", "gangnam", { stream: { include: ["cam-0", "cam-1"] } }],
    ["network_down", "pc", {}],
  ] as const)("%s", (kind, source, facets) => {
    expect(facetsOf(linkToLog({ kind, source, ...spot }, settings.streams))).toEqual(facets);
  });

  test("is of its time, and of what led to it", () => {
    const { range } = parseLogQuery(linkToLog({ kind: "stream_down", source: "cam-0", ...spot }, [])!.split("?")[1]!);
    expect(range).toEqual({ kind: "times", from: "2026-01-08T02:09:00.000Z", until: "2026-01-08T02:10:03.000Z" });
  });

  test("is none where no stream fails", () => {
    expect(linkToLog({ kind: "disk_low", source: "pc", ...spot }, [])).toBeUndefined();
  });

  test("of an incident is found by its id", () => {
    expect(parseLogQuery(linkToIncident("019b-1").split("?")[1]!)).toMatchObject({ range: { kind: "all" }, text: "019b-1" });
  });
});
