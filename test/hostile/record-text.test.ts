import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createAppLog } from "../../electron/app-log.ts";
import { readRecord } from "../../electron/collector/read-record.ts";
import { makeRecord } from "../../electron/recorder/make-record.ts";
import { LIMITS, MAX_RECORD_BYTES } from "../../shared/limits.ts";
import { toJsonLine, toLogText } from "../../shared/plain-text.ts";
import { errorReportSchema } from "../../shared/record.ts";
import { makeReport } from "../support/make-report.ts";
import { deepJson, hostileJson, hostileText, hugeText, isPrototypeClean, OBEYED, spoilt } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";
import { SEED_RECORD } from "../support/seed-record.ts";

const CLIENT = { id: "01970000-0000-7000-8000-0000000000aa", version: "0.1.0", hostName: "desk" };
const PRIVACY = { userAgent: true, clientInfo: true, hostName: true };

const hostileReport = fc
  .tuple(hostileText, hostileText, hostileText, hostileText)
  .map(([a, b, c, d]) =>
    makeReport(
      { streamId: `s${a}`.slice(0, LIMITS.name), errorMessage: b + a, whepUrl: c.slice(0, LIMITS.whepUrl), userAgent: d },
      { streamName: c, serverError: d.repeat(9), sessionId: a },
    ),
  );

test(
  "a record is one line of JSON that says the same, within its limits, and nothing in it moves a terminal",
  () => {
    fc.assert(
      fc.property(hostileReport, (sent) => {
        const report = errorReportSchema.parse(sent);
        const { errorMessage } = report;
        const record = makeRecord(report, { client: CLIENT, privacy: PRIVACY, reason: report.reason, errorMessage, attempts: 2 });
        const line = toJsonLine(record);
        expect(line).not.toMatch(OBEYED);
        expect(line.isWellFormed()).toBe(true);
        const read = JSON.parse(line);
        expect(read).toEqual({ ...record, streamId: record.streamId.toWellFormed(), whepUrl: record.whepUrl.toWellFormed() });
        expect(JSON.stringify(read).isWellFormed()).toBe(true);
        expect(read.errorMessage).not.toMatch(OBEYED);
        expect(read.errorMessage.length).toBeLessThanOrEqual(LIMITS.errorMessage);
        expect(read.detail.serverError.length).toBeLessThanOrEqual(LIMITS.serverError);
      }),
      fuzz("recordText"),
    );
  },
  FUZZ_TIMEOUT,
);

const body = fc.oneof(
  { arbitrary: spoilt(SEED_RECORD).map((value) => JSON.stringify(value) ?? ""), weight: 6 },
  {
    arbitrary: fc.tuple(hostileText, hostileText).map(([a, b]) => JSON.stringify({ ...SEED_RECORD, errorMessage: a, [b]: b }, null, 1)),
    weight: 4,
  },
  { arbitrary: hostileJson.map((value) => JSON.stringify(value)), weight: 2 },
  { arbitrary: fc.oneof(hostileText, hugeText, deepJson), weight: 1 },
);

test(
  "what the collector takes is kept as one harmless line that says the same; what it refuses is refused in one short line",
  () => {
    fc.assert(
      fc.property(body, (text) => {
        const bytes = Buffer.from(text);
        const record = readRecord(bytes, () => CLIENT.id);
        expect(isPrototypeClean()).toBe(true);
        if (!record.ok) {
          expect(record.reason).not.toMatch(OBEYED);
          expect(record.reason.length).toBeLessThanOrEqual(500);
          return;
        }
        const line = record.line.toString();
        expect(line).not.toMatch(OBEYED);
        expect(record.line.length).toBeLessThanOrEqual(MAX_RECORD_BYTES + 64);
        const sent = JSON.parse(bytes.toString());
        expect(JSON.parse(line)).toEqual(Object.hasOwn(sent, "id") ? sent : { ...sent, id: CLIENT.id });
      }),
      fuzz("collectorRecord"),
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "a line of a log is one line, bounded, and harmless",
  () => {
    fc.assert(
      fc.property(fc.oneof({ arbitrary: hostileText, weight: 20 }, { arbitrary: hugeText, weight: 1 }), (message) => {
        const text = toLogText(message);
        expect(text).not.toMatch(OBEYED);
        expect(text.isWellFormed()).toBe(true);
        expect(text.length).toBeLessThan(50_000);
      }),
      fuzz("logText"),
    );
  },
  FUZZ_TIMEOUT,
);

const folder = mkdtempSync(join(tmpdir(), "mtx-watch-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the app's own log shows an escape sequence instead of obeying it", async () => {
  const { log, settle } = createAppLog(folder, () => Date.UTC(2026, 0, 8));
  log("settings: \u001b[2J\u009b31mred\nsecond line");
  await settle();
  const [name = ""] = readdirSync(join(folder, "logs", "app"));
  expect(readFileSync(join(folder, "logs", "app", name), "utf8")).toBe(
    "2026-01-08T00:00:00.000Z settings: \\u001b[2J\\u009b31mred | second line\n",
  );
});

test("a text that is cut in the middle of a sign outside the first plane stays valid Unicode: some central servers refuse half of one", () => {
  const { errorMessage } = errorReportSchema.parse(makeReport({ errorMessage: "x".repeat(LIMITS.errorMessage - 1) + "😀" }));
  expect(errorMessage.isWellFormed()).toBe(true);
});

test("a secret that begins before the cut and ends behind it is hidden", () => {
  const { errorMessage } = errorReportSchema.parse(
    makeReport({ errorMessage: `${"x".repeat(LIMITS.errorMessage - 20)} http://viewer:S3CRET-and-more@camera/whep` }),
  );
  expect(errorMessage).not.toContain("S3C");
});
