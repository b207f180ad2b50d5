import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
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

/** A folder in memory where that can be had: for tests with a thousand syncs that are not about syncing. */
export function makeFastDir(): string {
  return canMakeDisks ? makeDisk("1g") : makeTempDir();
}

export function mountDisk(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
}

/** Whether disks of many gigabytes can be made: ext4 in a file with holes takes no space for what is only reserved. */
export const canMakeLargeDisks = canMakeDisks && tryLargeDisk();

/** As makeDisk, of any size and with next to nothing written. */
export function makeLargeDisk(size: string): string {
  const folder = makeTempDir();
  mountLargeDisk(makeTempDir(), folder, size);
  onTestFinished(() => unmountDisk(folder));
  return folder;
}

function mountLargeDisk(imageFolder: string, folder: string, size: string): void {
  const image = join(imageFolder, "image");
  execFileSync("truncate", ["-s", size, image]);
  execFileSync("mkfs.ext4", ["-q", "-m", "0", "-E", "lazy_itable_init=1,lazy_journal_init=1", image], { stdio: "ignore" });
  execFileSync("mount", ["-o", "loop", image, folder], { stdio: "ignore" });
}

/** Takes space, as another program does, until so many bytes are free. Returns what frees it. Not for the last few blocks: `fillDisk`. */
export function leaveFree(disk: string, bytes: number): () => void {
  const file = join(disk, `taken-${bytes}`);
  const { bavail, bsize } = statfsSync(disk);
  execFileSync("fallocate", ["-l", String(bavail * bsize - bytes), file]);
  return () => rmSync(file);
}

export function unmountDisk(folder: string): void {
  execFileSync("umount", ["--lazy", folder], { stdio: "ignore" });
}

/** Takes all the space there is, to the last byte. Returns what frees it. */
export function fillDisk(disk: string): () => void {
  const file = join(disk, "filler");
  for (const block of [Buffer.alloc(1_048_576), Buffer.alloc(4_096)]) {
    try {
      for (;;) writeFileSync(file, block, { flag: "a" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  return () => rmSync(file);
}

function tryLargeDisk(): boolean {
  const folders = [mkdtempSync(join(tmpdir(), "mtx-watch-")), mkdtempSync(join(tmpdir(), "mtx-watch-"))] as const;
  try {
    mountLargeDisk(...folders, "64M");
    unmountDisk(folders[1]);
    return true;
  } catch {
    console.warn("skipped: tests of a large disk need mkfs.ext4 and a loop device");
    return false;
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
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
