import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFileAtomically } from "../../../electron/journal/write-file-atomically.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

describe("writing a file atomically", () => {
  test("makes the file and its folders, and leaves nothing else", async () => {
    const root = makeTempDir();
    await writeFileAtomically(join(root, "a", "b", "file.json"), "한글", { temporaryDirectory: join(root, "tmp") });
    expect(readFileSync(join(root, "a", "b", "file.json"), "utf8")).toBe("한글");
    expect(readdirSync(join(root, "a", "b"))).toEqual(["file.json"]);
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
  });

  test("ends with one of the texts, whole, when many write at once", async () => {
    const file = join(makeTempDir(), "new", "file");
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(100_000));
    await Promise.all(texts.map((text) => writeFileAtomically(file, text)));
    expect(texts).toContain(readFileSync(file, "utf8"));
    expect(readdirSync(join(file, ".."))).toEqual(["file"]);
  });

  test("leaves the old text and no other file when it fails", async () => {
    const root = makeTempDir();
    mkdirSync(join(root, "folder", "not empty"), { recursive: true });
    await expect(writeFileAtomically(join(root, "folder"), "text")).rejects.toThrow();
    expect(readdirSync(root)).toEqual(["folder"]);
    writeFileSync(join(root, "file"), "old");
    await expect(writeFileAtomically(join(root, "file", "below"), "text")).rejects.toThrow();
    expect(readFileSync(join(root, "file"), "utf8")).toBe("old");
  });

  test.skipIf(process.platform === "win32")("gives the permissions it was asked for", async () => {
    const file = join(makeTempDir(), "secret");
    await writeFileAtomically(file, "text", { mode: 0o600 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
