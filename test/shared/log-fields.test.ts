import { expect, test } from "vitest";
import { foldTexts, parseRecord, readRawFields, serverOf, TIMESTAMP_KEY } from "../../shared/log-fields.ts";
import { fingerprintOf } from "../../shared/log-fingerprint.ts";
import { SEED_RECORD } from "../support/seed-record.ts";

test.each([
  ["http://192.168.0.10:8889/stitched/whep", "192.168.0.10:8889"],
  ["http://host/a/whep", "host:80"],
  ["https://Host/a", "host:443"],
  ["http://user:secret@host:81/a", "host:81"],
  ["http://[fe80::1]:8889/a", "[fe80::1]:8889"],
  ["http://[fe80::1]/a", "[fe80::1]:80"],
  ["nowhere", ""],
  ["", ""],
])("the server of %s is %s", (whepUrl, server) => {
  expect(serverOf(whepUrl)).toBe(server);
});

test.each(["", "17", "null", "[]", '"text"', '{"a":', '{"a":NaN}', "{'a':1}", '{"a":1}{"b":2}'])("%s is damaged", (line) => {
  expect(parseRecord(line)).toBeUndefined();
});

test("a record of the seed's own page has neither reason nor client", () => {
  const time = Date.parse(SEED_RECORD.timestamp);
  const { streamId: stream, errorType: type, errorMessage: message } = SEED_RECORD;
  expect(readRawFields(SEED_RECORD)).toEqual({
    time,
    stream,
    type,
    message,
    reason: "",
    server: "192.168.0.10:8889",
    status: "502",
    client: "",
  });
});

test("what has another type is not there; an unknown error type is", () => {
  const fields = readRawFields({ timestamp: 7, streamId: null, errorType: "brand_new", detail: "text", statusCode: [] });
  expect(fields).toMatchObject({ time: undefined, stream: "", type: "brand_new", reason: "", status: "" });
});

test("a fingerprint leaves out what differs from one time to the next, and nothing else", () => {
  const failure = {
    type: "t",
    reason: "r",
    status: "502",
    message: 'POST to http://a/b failed after 12.5 s: "x" 0197c0de-0000-7000-8000-000000000001',
  };
  const other = { ...failure, message: 'POST to https://c:1/d failed after 7 s: "y" 0197c0de-0000-7000-8000-0000000000ff' };
  expect(fingerprintOf(failure)).toBe("v1:d8f9e1b728609e1b");
  expect(fingerprintOf(other)).toBe(fingerprintOf(failure));
  for (const change of [{ type: "u" }, { reason: "q" }, { status: "" }, { message: "GET failed" }])
    expect(fingerprintOf({ ...failure, ...change })).not.toBe(fingerprintOf(failure));
});

test("free text is looked for in every text of a record but its timestamp", () => {
  const texts = foldTexts({ timestamp: "2026", a: "ONE", b: { c: ["Two", 3, { d: "관제석" }] } }, TIMESTAMP_KEY);
  expect(texts).toBe("one\ntwo\n관제석\n");
});
