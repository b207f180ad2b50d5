import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const EARLIER = { segment: "2026-01-08.jsonl", offset: 1_000 };
const LATER = { segment: "2026-01-08.1.jsonl", offset: 77 };

/** A folder with a cursor that was saved twice: the earlier place is in slot 1, the later in slot 0. */
async function makeSavedCursor() {
  const directory = makeTempDir();
  const cursor = createCursor({ directory, name: "central" });
  for (const position of [EARLIER, LATER]) {
    cursor.save(position);
    await cursor.flush();
  }
  const slots = [join(directory, "central.0.cursor"), join(directory, "central.1.cursor")] as const;
  return { directory, slots, reopen: () => createCursor({ directory, name: "central" }) };
}

describe("cursor", () => {
  test("is missing before the first save", () => {
    const cursor = createCursor({ directory: makeTempDir(), name: "central" });
    expect(cursor.load()).toBeUndefined();
    expect(cursor.origin()).toBe("missing");
  });

  test("is saved again after somebody has deleted its folder", async () => {
    const directory = join(makeTempDir(), "cursors");
    const cursor = createCursor({ directory, name: "central" });
    cursor.save(EARLIER);
    await cursor.flush();
    rmSync(directory, { recursive: true });
    cursor.save(LATER);
    await cursor.flush();
    expect(createCursor({ directory, name: "central" }).load()).toEqual(LATER);
  });

  test("is where it was saved last", async () => {
    const { reopen } = await makeSavedCursor();
    expect(reopen().load()).toEqual(LATER);
    expect(reopen().origin()).toBe("found");
  });

  test("has what was saved at once, and writes the last of many saves only", async () => {
    const { reopen, slots } = await makeSavedCursor();
    const cursor = reopen();
    for (let offset = 1; offset <= 1_000; offset++) cursor.save({ ...LATER, offset });
    expect(cursor.load()?.offset).toBe(1_000);
    await cursor.flush();
    expect(reopen().load()?.offset).toBe(1_000);
    expect(JSON.parse(readFileSync(slots[1], "utf8")).sequence).toBe(3);
  });

  test("writes nothing when the place is the one that it has on disk", async () => {
    const { reopen, slots } = await makeSavedCursor();
    const cursor = reopen();
    cursor.save({ ...LATER });
    await cursor.flush();
    expect(slots.map((slot) => JSON.parse(readFileSync(slot, "utf8")).sequence)).toEqual([2, 1]);
  });

  test("falls back to the other slot at each truncation and each flipped bit of a slot", async () => {
    const { reopen, slots } = await makeSavedCursor();
    for (const [slot, other] of [
      [slots[0], EARLIER],
      [slots[1], LATER],
    ] as const) {
      const sound = readFileSync(slot);
      for (let length = 0; length < sound.length; length++) {
        truncateSync(slot, length);
        expect(reopen().load()).toEqual(other);
        writeFileSync(slot, sound);
      }
      for (let bit = 0; bit < sound.length * 8; bit++) {
        const damaged = Buffer.from(sound);
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        writeFileSync(slot, damaged);
        expect(reopen().load()).toEqual(other);
      }
      writeFileSync(slot, sound);
    }
  });

  test.each([["nothing"], ["\0\0\0"], ["null"], ["[]"], ['{"sequence":1e400}'], ["x".repeat(100_000)]])(
    "is damaged, and never throws, where both slots hold %s",
    async (text) => {
      const { reopen, slots } = await makeSavedCursor();
      for (const slot of slots) writeFileSync(slot, text);
      expect(reopen().load()).toBeUndefined();
      expect(reopen().origin()).toBe("damaged");
    },
  );

  test("can be saved again after damage", async () => {
    const { reopen, slots } = await makeSavedCursor();
    for (const slot of slots) writeFileSync(slot, "");
    const cursor = reopen();
    cursor.save(EARLIER);
    await cursor.flush();
    expect(reopen().load()).toEqual(EARLIER);
  });
});
