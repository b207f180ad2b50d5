import { describe, expect, test } from "vitest";
import { createLogMemory } from "../../../renderer/logs/create-log-memory.ts";

function makeStorage(text?: string) {
  const kept = new Map<string, string>(text === undefined ? [] : [["mtx-watch.logs", text]]);
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

const MARK = { at: { file: "2026-01-08.jsonl", offset: 12 }, time: "2026-01-08T00:00:00.000Z" };
const WHOLE = {
  saved: [{ name: "인증", query: "reason=auth" }],
  bookmarks: [{ ...MARK, folder: "", words: "01-08 stream-001" }],
  session: { query: "range=all", row: MARK, top: { at: MARK.at } },
};

describe("what the viewer remembers", () => {
  test("is there again in the next page", () => {
    const storage = makeStorage();
    createLogMemory(storage).change(WHOLE);
    expect(createLogMemory(storage).get()).toEqual(WHOLE);
  });

  test("goes on in a page whose storage is full", () => {
    const memory = createLogMemory({
      ...makeStorage(),
      setItem() {
        throw new Error("QuotaExceededError");
      },
    });
    memory.change({ saved: WHOLE.saved });
    expect(memory.get().saved).toEqual(WHOLE.saved);
  });

  test.each([undefined, "", "no JSON", "null", "[]", "7", '{"saved":7,"bookmarks":{},"session":"x"}'])(
    "is nothing where %j is kept",
    (text) => {
      expect(createLogMemory(makeStorage(text)).get()).toEqual({ saved: [], bookmarks: [] });
    },
  );

  test("leaves out what is not of its form, alone", () => {
    const kept = {
      saved: [{ name: 1 }, ...WHOLE.saved],
      bookmarks: [{ ...MARK, folder: "" }, { at: { file: "x", offset: "1" }, folder: "", words: "" }, ...WHOLE.bookmarks],
      session: { query: "range=all", row: { at: 1 } },
    };
    expect(createLogMemory(makeStorage(JSON.stringify(kept))).get()).toEqual({ saved: WHOLE.saved, bookmarks: WHOLE.bookmarks });
  });
});
