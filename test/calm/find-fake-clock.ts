import { existsSync, globSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A clock for programs that are started with `env`: libfaketime, which lies to them about the time of day and not about how time passes. */
export interface FakeClock {
  env: NodeJS.ProcessEnv;
  /** Within about a second. */
  setHours(off: number): void;
}

const PLACES = ["/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib{,64}/faketime/libfaketimeMT.so.1"];

/** Undefined where libfaketime is not installed (Debian: package `libfaketime`). */
export function findFakeClock(directory: string): FakeClock | undefined {
  const library = globSync(PLACES).find((path) => existsSync(path));
  if (library === undefined || process.platform !== "linux") return undefined;
  const file = join(directory, "clock");
  const setHours = (off: number): void => writeFileSync(file, `${off < 0 ? "-" : "+"}${Math.abs(off)}h\n`);
  setHours(0);
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1" },
    setHours,
  };
}
