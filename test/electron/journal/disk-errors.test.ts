import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { judgeDiskFailure } from "../../../electron/journal/disk-failure.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeJournalFolder, noonOf, readTexts } from "./open-journal.ts";

const now = () => noonOf("2026-01-08");

/** Makes the next call of a file operation fail as a broken disk does: nothing else can be made to fail so on a sound one. */
async function failNext(operation: "datasync" | "write" | "truncate", code = "EIO"): Promise<void> {
  const handle = await open(join(makeTempDir(), "file"), "w");
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const spy = vi.spyOn(prototype, operation).mockRejectedValueOnce(Object.assign(new Error(code), { code }));
  onTestFinished(() => spy.mockRestore());
}

describe("a disk with errors", () => {
  test("after a failed sync gets the lines again in a new segment, and the old one keeps what was durable", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open({ now });
    await journal.append(["durable"]);
    await failNext("datasync");
    const causes = new Set<string | undefined>();
    journal.onChange(() => causes.add(journal.status().cause));
    await journal.append(["in doubt"]);
    expect(causes).toContain("io_error");
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": "durable\n", "2026-01-08.1.jsonl": "in doubt\n" });
    expect(journal.status()).toMatchObject({ state: "ok", lost: 0 });
  });

  test("uses a segment again in which nothing was durable, so that a dying disk is not littered with empty ones", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open({ now });
    await failNext("datasync");
    await journal.append(["a"]);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": "a\n" });
  });

  test("after a failed write is cut back, and goes on in the same segment", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open({ now });
    await journal.append(["a"]);
    await failNext("write");
    await journal.append(["b"]);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": "a\nb\n" });
  });

  test("is cut back by another way where one fails too, and nothing is read twice, after a restart neither", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open({ now });
    await journal.append(["a"]);
    await failNext("datasync");
    await failNext("truncate");
    await journal.append(["b"]);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": "a\n", "2026-01-08.1.jsonl": "b\n" });
    await journal.close();
    expect(await readTexts(await folder.open({ now }))).toEqual(["a", "b"]);
  });

  test.each([
    ["ENOSPC", "disk_full"],
    ["EDQUOT", "disk_full"],
    ["EROFS", "read_only"],
    ["EACCES", "read_only"],
    ["ENOENT", "missing"],
    ["EIO", "io_error"],
    [undefined, "io_error"],
  ])("calls %s %s", (code, cause) => {
    expect(judgeDiskFailure(Object.assign(new Error("x"), { code }))).toBe(cause);
  });
});
