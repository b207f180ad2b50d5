import { describe, expect, test } from "vitest";
import { clearChoices, clearSide, hasChoices, toggleDamaged, toggleValue } from "../../../renderer/logs/change-query.ts";
import { EMPTY_QUERY } from "../../../renderer/ui/log-query.ts";

const include = (value: string) => ({ value, side: "include" }) as const;
const exclude = (value: string) => ({ value, side: "exclude" }) as const;

describe("choosing a facet's value", () => {
  test("adds it, beside others", () => {
    const one = toggleValue(EMPTY_QUERY, "type", include("fetch_error"));
    expect(toggleValue(one, "type", include("unknown")).facets).toEqual({ type: { include: ["fetch_error", "unknown"] } });
  });

  test("again, takes it away, and the facet with it", () => {
    const one = toggleValue(EMPTY_QUERY, "type", include(""));
    expect(one.facets).toEqual({ type: { include: [""] } });
    expect(toggleValue(one, "type", include("")).facets).toEqual({});
  });

  test("moves it from one side to the other", () => {
    const one = toggleValue(EMPTY_QUERY, "stream", include("cam1"));
    expect(toggleValue(one, "stream", exclude("cam1")).facets).toEqual({ stream: { exclude: ["cam1"] } });
  });
});

test("a part of the sentence is taken out alone", () => {
  const both = toggleValue(toggleValue(EMPTY_QUERY, "reason", include("dns")), "reason", exclude("tls"));
  expect(clearSide(both, "reason", "include").facets).toEqual({ reason: { exclude: ["tls"] } });
  expect(clearSide(clearSide(both, "reason", "include"), "reason", "exclude").facets).toEqual({});
});

test("clearing keeps time, folder and view", () => {
  const query = { ...EMPTY_QUERY, text: "x", folder: "/logs", view: "groups", range: { kind: "all" }, damagedOnly: true } as const;
  expect(hasChoices({ ...query, facets: {}, fingerprints: [] })).toBe(true);
  const cleared = clearChoices({ ...query, facets: {}, fingerprints: ["v1:a"] });
  expect(hasChoices({ ...cleared, hourOfWeek: { day: 0, hour: 0 } })).toBe(true);
  expect(clearChoices({ ...cleared, hourOfWeek: { day: 0, hour: 0 } })).toEqual(cleared);
  expect(hasChoices({ ...cleared, outages: { from: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z" } })).toBe(true);
  expect(hasChoices({ ...cleared, text: " " })).toBe(false);
  expect(cleared).toEqual({ ...EMPTY_QUERY, folder: "/logs", view: "groups", range: { kind: "all" } });
  expect(hasChoices(cleared)).toBe(false);
});

test("damaged lines are shown without what only records have, and all of the time again afterwards", () => {
  const query = { ...EMPTY_QUERY, range: { kind: "all" }, folder: "/logs", hourOfWeek: { day: 1, hour: 8 } } as const;
  const alone = toggleDamaged({ ...query, text: "x", view: "groups", fingerprints: ["v1:a"], facets: { type: { include: ["unknown"] } } });
  expect(alone).toEqual({ ...query, damagedOnly: true });
  expect(toggleDamaged({ ...alone, text: "torn" })).toEqual({ ...query, text: "torn" });
});
