import { expect, test } from "vitest";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import { needsPin } from "../../shared/needs-pin.ts";

test("what the administrator's PIN keeps", () => {
  const kept = METHOD_NAMES.filter((method) => needsPin(method, {}));
  expect(kept.toSorted()).toEqual(
    ["chooseLogs", "keepSecret", "makePin", "openLogFolder", "readReportFile", "saveReportPdf", "saveSettings", "startDemo", "surveyServer", "testCentral", "testChannel"], // prettier-ignore
  );
});

test.each([
  { changes: { language: "ko" }, expected: false },
  { changes: { language: "ko", recovery: { serverActions: "on" } }, expected: true },
  { changes: { wall: { columns: 3 } }, expected: true },
  { changes: undefined, expected: true },
])("saving $changes: $expected", ({ changes, expected }) => {
  expect(needsPin("saveSettings", { changes })).toBe(expected);
});
