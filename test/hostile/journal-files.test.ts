import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRejectedFile } from "../../electron/delivery/rejected-file.ts";
import { readOutgoing } from "../../electron/delivery/read-outgoing.ts";
import { FORMS, shapeRecord } from "../../electron/delivery/record-forms.ts";
import { createCursor } from "../../electron/journal/create-cursor.ts";
import { createJournal } from "../../electron/journal/create-journal.ts";
import { decodeCursorSlot, encodeCursorSlot } from "../../electron/journal/cursor-slot.ts";
import { orderSegments } from "../../electron/journal/list-segments.ts";
import { formatSegmentName, nextSegmentName, parseSegmentName } from "../../electron/journal/segment-name.ts";
import { makeReport } from "../support/make-report.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { damaged, hostileJson, hostileText, hugeText, spoilt } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const DAY = Date.parse("2026-01-08T12:00:00");
const LIMITS = { maxFileMegabytes: 64, compressAfterDays: 7, retentionDays: 90, maxTotalMegabytes: 2_048, minFreeMegabytes: 0 };
const SLOT = { sequence: 7, position: { segment: "2026-01-08.jsonl", offset: 4_096 } };

const slotText = fc.oneof(
  damaged(encodeCursorSlot(SLOT)),
  spoilt(JSON.parse(encodeCursorSlot(SLOT))).map((value) => JSON.stringify(value) + "\n"),
  // Somebody who knows the checksum.
  fc
    .tuple(fc.oneof(fc.maxSafeInteger(), fc.constant(Number.MAX_SAFE_INTEGER)), hostileText, fc.maxSafeInteger())
    .map(([sequence, segment, offset]) => encodeCursorSlot({ sequence, position: { segment, offset } })),
  hostileText,
);

test(
  "a cursor slot is one that can be written and followed, or none",
  () => {
    fc.assert(
      fc.property(slotText, (text) => {
        const slot = decodeCursorSlot(text);
        if (slot === undefined) return;
        expect(decodeCursorSlot(encodeCursorSlot(slot))).toEqual(slot);
        expect(slot.position.offset).toBeGreaterThanOrEqual(0);
        const following = { ...slot, sequence: slot.sequence + 1 };
        if (Number.isSafeInteger(following.sequence + 1)) expect(decodeCursorSlot(encodeCursorSlot(following))).toEqual(following);
      }),
      fuzz("cursorSlot"),
    );
  },
  FUZZ_TIMEOUT,
);

const segmentName = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("2026-01-07", "2026-01-08", "2026-02-30", "0000-00-00"),
      fc.oneof(fc.nat({ max: 3 }), fc.constantFrom(999_999_999, 1e9)),
    )
    .map(([date, number]) => formatSegmentName({ date, number })),
  hostileText,
);

test(
  "any list of segments has an order with each of them once, and the next name is a free one of ours",
  () => {
    fc.assert(
      fc.property(fc.array(segmentName, { maxLength: 12 }), fc.array(segmentName, { maxLength: 12 }), (present, recorded) => {
        const names = [...new Set(present)].filter((name) => parseSegmentName(name));
        expect(orderSegments(names, recorded).toSorted()).toEqual(names.toSorted());
        const next = nextSegmentName("2026-01-08", names);
        expect(parseSegmentName(next)?.date).toBe("2026-01-08");
        expect(names).not.toContain(next);
      }),
      fuzz("segmentOrder"),
    );
  },
  FUZZ_TIMEOUT,
);

test("a file with the day's last possible number, put there by somebody, does not end the journal", () => {
  expect(nextSegmentName("2026-01-08", ["2026-01-08.jsonl", "2026-01-08.999999999.jsonl"])).toBe("2026-01-08.1.jsonl");
});

const RECORD = { ...makeReport(), errorType: "whep_post_failed" };

test(
  "a line of a journal goes out as one JSON object in every form, or is skipped",
  () => {
    const line = fc.oneof(
      damaged(JSON.stringify(RECORD)),
      spoilt(RECORD).map((value) => JSON.stringify(value) ?? ""),
      hostileText,
    );
    fc.assert(
      fc.property(line, (text) => {
        const record = readOutgoing({ text, at: SLOT.position, next: SLOT.position });
        if (record === undefined) return;
        expect(record.id).toMatch(/^[0-9a-f-]{36}$/i); // it becomes a header
        for (const form of FORMS) expect(JSON.parse(shapeRecord(record, form))).toBeTypeOf("object");
      }),
      fuzz("outgoing"),
    );
  },
  FUZZ_TIMEOUT,
);

const bytes = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constant(JSON.stringify(RECORD)),
        hostileText,
        hostileJson.map((value) => JSON.stringify(value)),
      ),
      { maxLength: 8 },
    )
    .map((lines) => Buffer.from(lines.join("\n"))),
  fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  hugeText.map((text) => Buffer.from(text)),
  fc.nat({ max: 5_000 }).map((size) => Buffer.alloc(size)),
);
const files = fc.record({
  today: bytes,
  yesterday: bytes,
  archive: fc.oneof(
    bytes,
    bytes.map((content) => gzipSync(content)),
    bytes.map((content) => gzipSync(content).subarray(0, 30)),
  ),
  segments: fc.oneof(
    fc.array(segmentName, { maxLength: 5 }).map((names) => names.join("\n") + "\n"),
    hostileText,
  ),
  summaries: fc.oneof(
    hostileJson.map((value) => JSON.stringify(value)),
    spoilt({ "2026-01-07.jsonl": { bytes: 10, lines: 1, earliest: 0, latest: 1 } }).map((value) => JSON.stringify(value) ?? ""),
    hostileText,
  ),
  slots: fc.tuple(slotText, slotText),
  odd: fc.constantFrom("2026-01-08.1.jsonl", "2026-01-08.999999999.jsonl", "2026-01-06.jsonl", ".reserve"),
});

test(
  "a journal opens on any files, takes new records, reads them back, and leaves whole lines as they were",
  async () => {
    const folder = makeTempDir();
    await fc.assert(
      fc.asyncProperty(files, async ({ today, yesterday, archive, segments, summaries, slots, odd }) => {
        rmSync(folder, { recursive: true, force: true });
        const directory = join(folder, "journal");
        mkdirSync(join(directory, odd), { recursive: true });
        const write = (name: string, content: Buffer | string) => writeFileSync(join(directory, name), content);
        write("2026-01-08.jsonl", today);
        write("2026-01-07.jsonl", yesterday);
        write("2026-01-05.jsonl.gz", archive);
        write(".segments", segments);
        write(".summaries", summaries);
        slots.forEach((text, i) => writeFileSync(join(folder, `central.${i}.cursor`), text, "latin1"));
        const journal = await createJournal({
          directory,
          quarantineDirectory: join(folder, "quarantine"),
          limits: () => LIMITS,
          now: () => DAY,
        });
        try {
          expect(journal.status().state).toBe("ok");
          const cursor = createCursor({ directory: folder, name: "central" });
          const from = cursor.load() ?? journal.oldest();
          expect(await journal.countFrom(from)).toBeGreaterThanOrEqual(0);
          await journal.positionAt(DAY);
          const line = `{"id":"${RECORD.id}"}`;
          await journal.append([line]);
          expect((await journal.readNewest(1)).map(({ text }) => text)).toEqual([line]);
          expect((await journal.read(from, { lines: 100_000, bytes: Infinity })).at(-1)?.text).toBe(line);
          cursor.save(journal.end());
          await cursor.flush();
          expect(createCursor({ directory: folder, name: "central" }).load()).toEqual(journal.end());
          const whole = today.subarray(0, today.lastIndexOf(10) + 1);
          expect(readFileSync(join(directory, "2026-01-08.jsonl")).subarray(0, whole.length).equals(whole)).toBe(true);
        } finally {
          await journal.close();
        }
      }),
      fuzz("journalFile"),
    );
  },
  FUZZ_TIMEOUT,
);

test("a summary with fewer lines than none is not believed: what waits for central would be counted wrongly", async () => {
  const folder = makeTempDir();
  const directory = join(folder, "journal");
  mkdirSync(directory);
  writeFileSync(join(directory, "2026-01-07.jsonl"), "{}\n{}\n");
  writeFileSync(join(directory, "2026-01-08.jsonl"), "{}\n");
  writeFileSync(join(directory, ".summaries"), JSON.stringify({ "2026-01-07.jsonl": { bytes: 6, lines: -5 } }));
  const journal = await createJournal({ directory, quarantineDirectory: join(folder, "quarantine"), limits: () => LIMITS, now: () => DAY });
  expect(await journal.countFrom(journal.oldest())).toBe(3);
  await journal.close();
});

test("what central says of a rejected record stays on its line", async () => {
  const folder = makeTempDir();
  const rejected = createRejectedFile(folder, () => DAY);
  await rejected.append({
    text: '{"id":1}',
    at: { segment: "2026-01-08.jsonl", offset: 0 },
    statusCode: 422,
    reason: "\u001b[2J\n\u2028\u009b\ud800",
  });
  const [name = ""] = readdirSync(folder);
  const text = readFileSync(join(folder, name), "utf8");
  expect(text).toMatch(/^[ -~\ufffd]*\n$/);
  expect(JSON.parse(text)).toMatchObject({ record: { id: 1 }, status: 422, reason: "\u001b[2J\n\u2028\u009b\ufffd" });
});
