import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { makeTempDir } from "./temp-dir.ts";

/** Whether small disks can be made here: as root on Linux, though not in every container. */
export const canMakeDisks = process.platform === "linux" && process.getuid?.() === 0 && tryMount();
if (!canMakeDisks) console.warn("skipped: tests of a full disk need root on Linux and leave to mount a small tmpfs");

/** A folder that is a disk of its own, of a size as mount(8) takes it; gone when the test ends. */
export function makeDisk(size: string): string {
  const folder = makeTempDir();
  mountDisk(folder, `size=${size}`);
  onTestFinished(() => unmountDisk(folder));
  return folder;
}

export function mountDisk(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
}

export function unmountDisk(folder: string): void {
  execFileSync("umount", ["--lazy", folder], { stdio: "ignore" });
}

/** Takes all the space there is, to the last byte. Returns what frees it. */
export function fillDisk(disk: string): () => void {
  const file = join(disk, "filler");
  const block = Buffer.alloc(4_096);
  try {
    for (;;) writeFileSync(file, block, { flag: "a" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
  return () => rmSync(file);
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "mtx-watch-"));
  try {
    mountDisk(folder, "size=64k");
    unmountDisk(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
