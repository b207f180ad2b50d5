import { describe, expect, test } from "vitest";
import { readRecord } from "../../../electron/collector/read-record.ts";
import { MAX_RECORD_BYTES } from "../../../shared/limits.ts";
import { SEED_RECORD } from "../../support/seed-record.ts";

const MADE_ID = "01970000-0000-7000-8000-000000000001";
const OWN_ID = "01970000-0000-7000-8000-0000000000aa";

function read(value: unknown) {
  const record = readRecord(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)), () => MADE_ID);
  return record.ok ? { ...record, line: record.line.toString() } : record;
}

describe("a record that is received", () => {
  test("is kept as the text it came as", () => {
    const text = `{ "id":"${OWN_ID}",  "own\\u002dfield": 1e2, ${JSON.stringify(SEED_RECORD).slice(1)}`;
    expect(read(text)).toEqual({ ok: true, id: OWN_ID, errorType: "whep_post_failed", line: text });
  });

  test("stands on one line, even when it came on many", () => {
    const text = `\r\n${JSON.stringify({ ...SEED_RECORD, id: OWN_ID, errorMessage: "two\nlines" }, null, 2)}\n`;
    const record = read(text);
    expect(record.ok && record.line).not.toMatch(/[\r\n]/);
    expect(record.ok && JSON.parse(record.line)).toEqual(JSON.parse(text));
  });

  test.each([
    ["as it came", (made: string) => made, (made: string) => made],
    ["without a blank around it", (made: string) => `  ${made} `, (made: string) => made],
    ["with a tab between tokens as a blank", (made: string) => made.replace('{"', '{\t"'), (made: string) => made.replace('{"', '{ "')],
    [
      "with a line feed between tokens as a blank",
      (made: string) => made.replace('{"', '{\n"'),
      (made: string) => made.replace('{"', '{ "'),
    ],
    [
      "with a carriage return between tokens as a blank",
      (made: string) => made.replace('{"', '{\r"'),
      (made: string) => made.replace('{"', '{ "'),
    ],
    ["with other signs as they came", (made: string) => made.replace("Mozilla", "°…‽"), (made: string) => made.replace("Mozilla", "°…‽")],
  ])("stands there %s", (_, change, expected) => {
    const text = JSON.stringify({ ...SEED_RECORD, id: OWN_ID, userAgent: "Mozilla 본관" });
    expect(read(change(text))).toEqual({ ok: true, id: OWN_ID, errorType: "whep_post_failed", line: expected(text) });
  });

  test.each(["\u007f", "\u0080", "\u009f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"])(
    "stands there with %j escaped",
    (sign) => {
      const text = JSON.stringify({ ...SEED_RECORD, id: OWN_ID, userAgent: "본관" });
      const escaped = `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
      expect(read(text.replace("본관", sign))).toMatchObject({ ok: true, line: text.replace("본관", escaped) });
    },
  );

  test("gets an id at its end when it has none", () => {
    const record = read(SEED_RECORD);
    expect(record).toMatchObject({ ok: true, id: MADE_ID });
    expect(record.ok && JSON.parse(record.line)).toEqual({ ...SEED_RECORD, id: MADE_ID });
  });

  test.each([
    ["without a status", { ...SEED_RECORD, statusCode: undefined }],
    ["with null for what may be absent", { ...SEED_RECORD, statusCode: null, userAgent: null, clientInfo: null }],
    ["with a local time", { ...SEED_RECORD, timestamp: "2026-01-08T12:34:56" }],
    ["with a time of another zone", { ...SEED_RECORD, timestamp: "2026-01-08T12:34:56.789+09:00" }],
    ["with many levels", { ...SEED_RECORD, detail: nest(63) }],
    ["with fields of its own", { ...SEED_RECORD, site: "본관", detail: { reason: "http_error", "…": 1 } }],
  ])("is taken %s", (_, value) => {
    expect(read(value)).toMatchObject({ ok: true });
  });

  test.each([
    ["that is no JSON", "{", 400, /^not JSON: /],
    ["that is no JSON on many lines", '{"a":\n\nx\n}', 400, /^not JSON: /],
    ["that is empty", "", 400, /^not JSON: /],
    ["that is two values", "{}{}", 400, /^not JSON: /],
    ["that is a list", [SEED_RECORD], 422, /^record: .*expected object/],
    ["that is null", "null", 422, /^record: .*expected object/],
    ["of an unknown errorType", { ...SEED_RECORD, errorType: "oops" }, 422, /^errorType: /],
    ["without a streamId", { ...SEED_RECORD, streamId: undefined }, 422, /^streamId: .*expected string/],
    ["with a status that is text", { ...SEED_RECORD, statusCode: "502" }, 422, /^statusCode: .*expected number/],
    ["with a time in words", { ...SEED_RECORD, timestamp: "yesterday" }, 422, /^timestamp: /],
    ["with an id that is no UUID", { ...SEED_RECORD, id: "1" }, 422, /^id: /],
    ["with a detail that is text", { ...SEED_RECORD, detail: "x" }, 422, /^detail: .*expected object/],
    ["that is nested too deeply", { ...SEED_RECORD, detail: nest(64) }, 422, /^record: nested deeper than 64/],
    ["that is nested without end", `${"[".repeat(32_000)}${"]".repeat(32_000)}`, 422, /^record: nested deeper than 64/],
    ["that is too large", { ...SEED_RECORD, errorMessage: "x".repeat(MAX_RECORD_BYTES) }, 413, /at most 65536 bytes/],
    ["that is too large in bytes, not in characters", { ...SEED_RECORD, errorMessage: "역".repeat(22_000) }, 413, /at most 65536 bytes/],
  ])("%s is refused, with the reason in one line", (_, value, status, reason) => {
    const record = read(value);
    expect(record).toMatchObject({ ok: false, status });
    expect(!record.ok && record.reason).toMatch(reason);
    expect(!record.ok && record.reason).not.toContain("\n");
  });

  test("is refused under the id that its sender knows it by", () => {
    expect(read({ ...SEED_RECORD, id: OWN_ID, errorType: "oops" })).toMatchObject({ ok: false, id: OWN_ID });
  });
});

function nest(levels: number): object {
  return levels === 1 ? {} : { inner: nest(levels - 1) };
}
