import { describe, expect, test } from "vitest";
import { computeFigures } from "../../../shared/statistics/compute-figures.ts";
import type { Outage } from "../../../shared/statistics/build-timelines.ts";
import type { Statistics } from "../../../shared/statistics-api.ts";
import { createPaperContext } from "../../../shared/report/paper-context.ts";
import { summarizeReport } from "../../../shared/report/summarize-report.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const HOUR = 3_600_000;
const window = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 9, 2) };

function summarize(down: Outage[], { unknown = 0, language = "ko" as "ko" | "en" } = {}): string {
  const timeline = { streamId: "a", server: "s:1", down, unknown: [{ from: window.to - unknown, to: window.to }] };
  const question = { window, configured: [], isWanted: () => true, maintenanceOf: () => [], pieces: 0 };
  const servers = [{ id: "s", whepBaseUrl: "http://s:1" }];
  const settings = settingsSchema.parse({ servers, streams: [{ id: "a", name: "1번 출입구", serverId: "s", path: "a" }] });
  return summarizeReport(computeFigures([timeline], question) as Statistics, createPaperContext(language, settings, "PC"));
}
const at = (hours: number) => window.from + hours * HOUR;

describe("the summary", () => {
  test("of a month without an incident is one sentence", () => {
    expect(summarize([])).toBe("영상 1개를 모두 1일 관측하는 동안 장애가 없었습니다.");
  });

  test("names availability, the longest outage, the most frequent cause, and what nobody saw", () => {
    const down: Outage[] = [
      { from: at(1), to: at(2), reason: "refused", incidentId: "i" },
      { from: at(3), to: at(3.5), reason: "refused", incidentId: "j" },
      { from: at(5), to: at(7), incidentId: "k" },
    ];
    expect(summarize(down, { unknown: 6 * HOUR })).toBe(
      "영상 1개를 모두 18시간 관측했으며, 가용률은 80.556%입니다. 장애 3건, 끊긴 시간 3시간 30분. 가장 긴 장애: 1번 출입구, 2시간. " +
        "가장 많은 원인: 서버가 연결을 거부함 (장애의 66.7%). 전체 시간의 25% 동안은 관측하지 못했습니다.",
    );
    expect(summarize(down, { language: "en" })).toBe(
      "Streams: 1, observed for 1d in all; they were available 85.417% of it. Incidents: 3, time down: 3h 30m. Longest outage: 1번 출입구, 2h. " +
        "Most frequent cause: Server refused the connection (66.7% of incidents).",
    );
  });
});
