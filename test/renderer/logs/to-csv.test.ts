import { describe, expect, test } from "vitest";
import { CSV_BOM } from "../../../shared/log-csv.ts";
import type { LogRow } from "../../../shared/log-api.ts";
import { ko } from "../../../renderer/i18n/ko.ts";
import { csvHeader, toCell, toCsvLine } from "../../../renderer/logs/to-csv.ts";

const AS_IT_IS = { texts: ko, mask: (text: string) => text };
const ROW: LogRow = {
  at: { file: "2026-01-08.jsonl", offset: 1_234 },
  fields: {
    time: "2026-01-08T12:34:56.789Z",
    type: "whep_post_failed",
    reason: "http_error",
    stream: "stream-001",
    server: "192.168.0.10:8889",
    status: "502",
    client: "관제1",
    message: 'WHEP POST failed: 502 "Bad Gateway", sorry',
    fingerprint: "v1:0123456789abcdef",
  },
  delivery: "rejected",
  rejection: { reason: "not today", status: 422 },
};

test("a file begins with the mark by which Excel knows UTF-8", () => {
  expect([...new TextEncoder().encode(CSV_BOM)]).toEqual([0xef, 0xbb, 0xbf]);
});

describe("a line", () => {
  test("has as many cells as the header, in words where there are any", () => {
    const line = toCsvLine(ROW, AS_IT_IS);
    expect(line.endsWith("\r\n")).toBe(true);
    expect(line).toContain('"서버 오류 응답"');
    expect(line).toContain('"거절됨","not today"');
    expect(line).toContain('"WHEP POST failed: 502 ""Bad Gateway"", sorry"');
    expect(line.trimEnd().split(/,(?=")/)).toHaveLength(csvHeader().trimEnd().split(",").length);
  });

  test("of damage holds the damage", () => {
    const line = toCsvLine({ at: ROW.at, damaged: '{"half', delivery: "skipped" }, AS_IT_IS);
    expect(line).toContain('"손상된 줄"');
    expect(line).toContain('"{""half"');
  });

  test("is masked wherever a machine may stand", () => {
    const line = toCsvLine(ROW, { texts: ko, mask: (text) => (text === "" ? "" : "<hidden>") });
    expect(line).not.toMatch(/192\.168|관제1|Bad Gateway|not today/);
  });
});

describe("a cell", () => {
  test.each([..."=+-@＝＋－＠"].flatMap((sign) => [`${sign}1`, ` ${sign}1`, `\t${sign}1`, `\r${sign}1`, `\n${sign}1`]))(
    "is no formula to a spreadsheet: %j",
    (text) => {
      expect(toCell(text).startsWith(`"'`)).toBe(true);
    },
  );

  test("is nothing that a terminal obeys, and one line", () => {
    expect(toCell("a\u001b[2J\u009b1m\u202eb\r\nc")).toBe('"a [2J 1m b c"');
  });

  test("is otherwise what it was", () => {
    expect(toCell('a, "b" -c')).toBe('"a, ""b"" -c"');
  });
});
