import { describe, expect, test } from "vitest";
import { shapeRecord } from "../../../electron/delivery/record-forms.ts";
import { makeRecord } from "./make-record.ts";

const SEED_FIELDS = ["timestamp", "streamId", "errorType", "errorMessage", "statusCode", "whepUrl", "userAgent", "clientInfo"];
const asOutgoing = (record: object) => ({ text: JSON.stringify(record), fields: { ...record } });

describe("forms of a record", () => {
  const record = makeRecord();

  test("full is the journal's own text", () => {
    const spaced = { text: `{ "id": "${record.id}" }`, fields: { id: record.id } };
    expect(shapeRecord(spaced, "full")).toBe(spaced.text);
  });

  test("seed is the seed's eight fields in the seed's order", () => {
    const { id: _id, detail: _detail, ...seed } = record;
    expect(shapeRecord(asOutgoing(record), "seed")).toBe(JSON.stringify(seed));
  });

  test("seed leaves out what is absent", () => {
    const { statusCode: _status, userAgent: _agent, clientInfo: _client, ...rest } = record;
    const shaped = JSON.parse(shapeRecord(asOutgoing(rest), "seed")) as object;
    expect(Object.keys(shaped)).toEqual(["timestamp", "streamId", "errorType", "errorMessage", "whepUrl"]);
  });

  test("seed-all has all eight keys: null for an absent number, empty text, clientInfo with its four keys", () => {
    const { statusCode: _status, userAgent: _agent, ...rest } = record;
    const shaped = JSON.parse(shapeRecord(asOutgoing({ ...rest, clientInfo: { os: "Linux" } }), "seed-all")) as object;
    expect(Object.keys(shaped)).toEqual(SEED_FIELDS);
    expect(shaped).toMatchObject({
      streamId: record.streamId,
      statusCode: null,
      userAgent: "",
      clientInfo: { browserName: "", browserVersion: "", os: "Linux", screenResolution: "" },
    });
  });
});
