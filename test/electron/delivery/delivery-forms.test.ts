import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeRecord, makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";
import type { Script } from "./scripted-central.ts";
import { allDelivered, openTestDesk } from "./test-desk.ts";

const SEED_FIELDS = ["timestamp", "streamId", "errorType", "errorMessage", "statusCode", "whepUrl", "userAgent", "clientInfo"];
const DAY = 86_400_000;
/** The forms in which two records go out while central's model is found out, and afterwards. */
const LEARNING = ["full", "all", "full", "all"];
const KNOWN = ["all", "all"];

/** A central whose model forbids what it does not know, and perhaps demands all it knows. Says in which form each record came. */
function createModel({ isStrict = true, demandsAll = false, refusal = 422 } = {}) {
  const model = { isStrict, tried: [] as string[], stored: [] as object[] };
  const script: Script = ({ method, body }) => {
    if (method === "GET") return NO_BATCH;
    const record = JSON.parse(body) as Record<string, unknown>;
    const keys = Object.keys(record);
    const form = "id" in record ? "full" : keys.length === SEED_FIELDS.length && "statusCode" in record ? "all" : "some";
    model.tried.push(form);
    const isForbidden = model.isStrict && form === "full";
    const isMissing = demandsAll && SEED_FIELDS.some((field) => !keys.includes(field));
    if (isForbidden || isMissing) return { status: refusal };
    model.stored.push(record);
    return CREATED;
  };
  return Object.assign(model, { script });
}

const withoutStatus = () => {
  const { statusCode: _status, ...record } = makeRecord({ errorType: "fetch_error" });
  return record;
};

describe("a central that knows the seed's eight fields only", () => {
  test.each([400, 422])(
    "refuses the first record with %i, is sent it in the seed's form at once, and after a second one the others straight away",
    async (refusal) => {
      const model = createModel({ refusal });
      await using central = await startScriptedCentral(model.script);
      const desk = await openTestDesk();
      const records = makeRecords(3);
      await desk.append(records);

      const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
      await desk.reachStatus(delivery, allDelivered(3));

      expect(model.tried).toEqual(["full", "all", "full", "all", "all"]);
      expect(model.stored).toEqual(records.map(({ id: _id, detail: _detail, ...seed }) => seed));
      expect(central.posts.map(({ headers }) => headers["idempotency-key"])).toEqual([0, 0, 1, 1, 2].map((index) => records[index]!.id));
      expect(delivery.status().rejected).toBe(0);
    },
  );

  test("and demands all of them gets null for an absent status, learned apart from records with a status", async () => {
    const model = createModel({ demandsAll: true });
    await using central = await startScriptedCentral(model.script);
    const desk = await openTestDesk();
    await desk.append([makeRecord(), makeRecord(), withoutStatus(), withoutStatus(), makeRecord(), withoutStatus()]);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(6));

    const learning = { withStatus: ["full", "all"], withoutStatus: ["full", "some", "all"] };
    const { withStatus, withoutStatus: without } = learning;
    expect(model.tried).toEqual([...withStatus, ...withStatus, ...without, ...without, "all", "all"]);
    expect(model.stored.map((record) => (record as { statusCode: number | null }).statusCode)).toEqual([502, 502, null, null, 502, null]);
  });

  test("is remembered over a restart for a week; then full is tried again", async () => {
    const model = createModel();
    await using central = await startScriptedCentral(model.script);
    const desk = await openTestDesk();
    const settings = { url: central.url, sendFrom: "all" } as const;
    const deliver = async (now: number, version = "0.1.0") => {
      model.tried.length = 0;
      await desk.append(makeRecords(2));
      const delivery = await desk.start({ settings, now: () => now, identity: { version, clientId: "x" } });
      await desk.reachStatus(delivery, allDelivered(2));
      await delivery.close();
      return model.tried;
    };

    const begin = desk.now();
    expect(await deliver(begin)).toEqual(LEARNING);
    expect(await deliver(begin + 6 * DAY)).toEqual(KNOWN);
    expect(await deliver(begin + 7 * DAY)).toEqual(LEARNING);
    expect(await deliver(begin + 8 * DAY)).toEqual(KNOWN);
    expect(await deliver(begin + 8 * DAY, "0.2.0")).toEqual(LEARNING);
    expect(await deliver(begin - DAY, "0.2.0")).toEqual(LEARNING);
    model.isStrict = false;
    expect(await deliver(begin - DAY, "0.2.0")).toEqual(KNOWN);
    expect(await deliver(begin + 7 * DAY, "0.2.0")).toEqual(["full", "full"]);
  });

  test("is forgotten when the address changes, and when what was remembered is damaged", async () => {
    const model = createModel();
    await using central = await startScriptedCentral(model.script);
    const desk = await openTestDesk();
    const deliver = async (url: string) => {
      model.tried.length = 0;
      await desk.append(makeRecords(2));
      const delivery = await desk.start({ settings: { url, sendFrom: "all" } });
      await desk.reachStatus(delivery, allDelivered(2));
      await delivery.close();
      return model.tried;
    };

    expect(await deliver(central.url)).toEqual(LEARNING);
    expect(await deliver(`${central.url}/sub`)).toEqual(LEARNING);
    await writeFile(join(desk.directory, "cursors", "central-forms.json"), '{"url":');
    expect(await deliver(`${central.url}/sub`)).toEqual(LEARNING);
  });

  test("is not taken for one because of a single record that goes through in the seed's form alone", async () => {
    const odd = makeRecord({ streamId: "odd" });
    const model = createModel({ isStrict: false });
    await using central = await startScriptedCentral((request) =>
      request.body === JSON.stringify(odd) ? { status: 422 } : model.script(request),
    );
    const desk = await openTestDesk();
    const records = [makeRecord(), odd, makeRecord()];
    await desk.append(records);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(3));

    const { id: _id, detail: _detail, ...seed } = odd;
    expect(model.stored).toEqual([records[0], seed, records[2]]);
  });

  test("that turns strict in the middle loses nothing", async () => {
    const model = createModel({ isStrict: false });
    await using central = await startScriptedCentral(model.script);
    const desk = await openTestDesk();
    const records = makeRecords(20);
    const settings = { url: central.url, sendFrom: "all" } as const;
    const delivery = await desk.start({ settings });
    await desk.append(records.slice(0, 10));
    await desk.reachStatus(delivery, allDelivered(10));

    model.isStrict = true;
    await desk.append(records.slice(10));
    const status = await desk.reachStatus(delivery, allDelivered(20));

    expect(model.stored.map((record) => (record as { streamId: string }).streamId)).toEqual(records.map(({ streamId }) => streamId));
    expect(status).toMatchObject({ rejected: 0, held: 0 });
  });
});

test("records that are too large in full go out in the seed's form, and the next one in full again", async () => {
  const sizes: number[] = [];
  await using central = await startScriptedCentral(({ method, body }) => {
    if (method === "GET") return NO_BATCH;
    sizes.push(body.length);
    return body.length > 2_000 ? { status: 413 } : CREATED;
  });
  const desk = await openTestDesk();
  const small = makeRecord();
  const large = makeRecord({ detail: { ...small.detail, serverError: "x".repeat(4_000) } });
  await desk.append([large, large, small]);

  const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
  await desk.reachStatus(delivery, allDelivered(3));

  const { id: _id, detail: _detail, ...seed } = large;
  const tooLarge = [JSON.stringify(large).length, JSON.stringify(seed).length];
  expect(sizes).toEqual([...tooLarge, ...tooLarge, JSON.stringify(small).length]);
});
