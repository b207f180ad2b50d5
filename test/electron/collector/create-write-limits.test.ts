import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWriteLimits } from "../../../electron/collector/create-write-limits.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords } from "../delivery/make-record.ts";
import { allDelivered, openTestDesk } from "../delivery/test-desk.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { RECORDS_PATH, startTestCollector } from "./test-collector.ts";

function openLimits(recordsPerSecond: number) {
  const clock = { ms: Date.parse("2026-01-08T00:00:00Z") };
  const limited: string[] = [];
  const limits = createWriteLimits({ recordsPerSecond }, () => clock.ms, (caller) => limited.push(caller)); // prettier-ignore
  return { clock, limits, limited };
}

describe("what a PC may write", () => {
  test("is a thousand seconds' worth at once, then so much a second; another PC notices nothing", () => {
    const { clock, limits, limited } = openLimits(200);
    limits.charge("a", { records: 199_999 });
    expect(limits.waitOf("a")).toBe(0);
    limits.charge("a", { records: 500 });
    expect([limits.waitOf("a"), limits.waitOf("b"), limited]).toEqual([3, 0, ["a"]]);
    clock.ms += 3_000;
    expect(limits.waitOf("a")).toBe(0);
    clock.ms += 3_600_000; // all is forgotten, and no more than all
    limits.charge("a", { records: 200_001 });
    expect(limits.waitOf("a")).toBe(1);
  });

  test("is bounded in bytes, too: large records are not taken for small ones", () => {
    const { limits } = openLimits(200);
    limits.charge("a", { records: 6_250, bytes: 6_250 * 65_536 + 1 });
    expect(limits.waitOf("a")).toBe(1);
  });

  test("is not bounded with a rate of 0", () => {
    const { limits, limited } = openLimits(0);
    limits.charge("a", { records: 1e9, bytes: 1e12 });
    expect([limits.waitOf("a"), limited]).toEqual([0, []]);
  });

  test("is never more in any time than that time's worth, one burst, and the last request; and the wait that is told is enough", () => {
    const step = fc.record({ seconds: fc.oneof(fc.nat(3), fc.constant(-5)), records: fc.integer({ min: 1, max: 5_000 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(step, { maxLength: 200 }), (rate, steps) => {
        const { clock, limits } = openLimits(rate);
        let [written, elapsed] = [0, 0];
        for (const { seconds, records } of steps) {
          clock.ms += seconds * 1_000;
          elapsed += Math.max(0, seconds);
          const wait = limits.waitOf("a");
          if (wait > 0) {
            clock.ms += wait * 1_000;
            elapsed += wait;
            expect(limits.waitOf("a")).toBe(0);
          } else {
            limits.charge("a", { records });
            written += records;
          }
          expect(written).toBeLessThanOrEqual(rate * (1_000 + elapsed) + 5_000);
        }
      }),
    );
  });

  test("is kept for ten thousand callers and no more", () => {
    const { limits } = openLimits(1);
    for (const caller of ["first", "second"]) limits.charge(caller, { records: 2_000 });
    for (let i = 0; i < 9_998; i++) limits.charge(`pc-${i}`, { records: 1 });
    expect(limits.waitOf("first")).toBeGreaterThan(0); // used now
    limits.charge("one more", { records: 1 });
    expect([limits.waitOf("first") > 0, limits.waitOf("second")]).toEqual([true, 0]);
  });
});

describe("the collector's limit", () => {
  test("is obeyed by the client, which loses nothing", async () => {
    const desk = await openTestDesk();
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir, now: desk.now, rate: { recordsPerSecond: 1 } });
    const records = makeRecords(2_600);
    await desk.append(records);
    const delivery = await desk.start({ settings: { url: collector.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(2_600));
    expect(readJournalFiles(dataDir)).toEqual(records);
    const waited = desk.waits.reduce((sum, wait) => sum + wait, 0);
    expect(waited).toBeGreaterThanOrEqual((2_600 - 1_000 - 500) * 1_000); // all but the burst and the last batch
    expect(desk.waits.length).toBeLessThan(20); // it asks when it was told to
    expect(collector.logged).toContainEqual(
      expect.stringMatching(/^0197a000-\S+ \/api\/v1\/error-logs\/mediamtx\/batch: more than one PC may write/),
    );
    expect((await collector.send("/metrics")).body).toMatch(/\nmtx_collector_writers_limited_total [1-9]/);
  });

  test("is of one PC and of one kind of call", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir(), rate: { recordsPerSecond: 1 } });
    const post = (client: number, path = RECORDS_PATH, type = "application/json", body = "{") =>
      collector.send(path, {
        method: "POST",
        headers: { "content-type": type, "user-agent": `MTXWatch/0.1.0 (0197c0de-0000-7000-8000-00000000000${client})` },
        body,
      });
    const batch = [`${RECORDS_PATH}/batch`, "application/x-ndjson"] as const;
    expect((await post(1, ...batch, "{\n".repeat(4_000))).status).toBe(413); // what is refused costs as much
    const refused = await post(1, ...batch);
    expect(refused).toMatchObject({ status: 429, body: { detail: expect.stringContaining("more than one PC may write") } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(2_900);
    expect([(await post(1)).status, (await post(2, ...batch)).status]).toEqual([400, 200]);
  });
});
