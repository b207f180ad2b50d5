import { expect, test } from "vitest";
import { formatReportQuery, parseReportQuery } from "../../../renderer/ui/report-query.ts";

const NOW = new Date(2026, 10, 3).getTime();

test.each([
  ["", "2026-10"],
  ["month=2026-11", "2026-11"],
  ["month=2025-02", "2025-02"],
  ["month=2026-12", "2026-10"],
  ["month=2026-13", "2026-10"],
  ["month=%00", "2026-10"],
])("the address %j means the month %s", (query, month) => {
  expect(parseReportQuery(query, NOW)).toEqual({ month, servers: [] });
});

test("what was chosen is read back from the address", () => {
  const query = { month: "2026-02", servers: ["10.0.0.1:8889", "카메라 서버&1"] };
  expect(parseReportQuery(formatReportQuery(query), NOW)).toEqual(query);
  expect(parseReportQuery(formatReportQuery({ servers: ["a:1"] }), NOW)).toEqual({ month: "2026-10", servers: ["a:1"] });
  expect(parseReportQuery("server=a&server=&server=a", NOW).servers).toEqual(["a"]);
});
