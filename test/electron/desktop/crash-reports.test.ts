import { describe, expect, test } from "vitest";
import { makeCrashReports } from "../../../electron/desktop/crash-reports.ts";
import { errorReportSchema } from "../../../shared/record.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const settings = settingsSchema.parse({
  servers: [{ id: "main", whepBaseUrl: "http://10.0.0.5:8889" }],
  streams: [
    { id: "s1", name: "정문", serverId: "main", path: "gate" },
    { id: "s2", serverId: "main", path: "hall/2" },
  ],
});

const crash = {
  reason: "oom",
  exitCode: 5,
  at: Date.UTC(2026, 0, 8, 12, 34, 56, 789),
  userAgent: "Mozilla/5.0",
  clientInfo: { browserName: "Chrome", browserVersion: "156", os: "Linux x64", screenResolution: "1920x1080" },
};

function makeIds(): () => string {
  let last = 0;
  return () => `01970000-0000-7000-8000-${String(++last).padStart(12, "0")}`;
}

describe("reports of a crashed page", () => {
  test("each stream has one, with ids of its own, that the contract accepts", () => {
    const reports = makeCrashReports(settings, crash, makeIds());
    expect(reports.map(({ streamId, whepUrl }) => [streamId, whepUrl])).toEqual([
      ["s1", "http://10.0.0.5:8889/gate/whep"],
      ["s2", "http://10.0.0.5:8889/hall/2/whep"],
    ]);
    expect(new Set(reports.flatMap(({ id, detail }) => [id, detail.incidentId])).size).toBe(4);
    for (const report of reports) {
      expect(errorReportSchema.parse(report)).toMatchObject({
        timestamp: "2026-01-08T12:34:56.789Z",
        reason: "render_process_gone",
        errorMessage: "Page process failed: oom (exit code 5)",
        detail: { phase: "page" },
      });
    }
  });

  test("a wall without streams has none", () => {
    expect(makeCrashReports({ ...settings, streams: [] }, crash, makeIds())).toEqual([]);
  });
});
