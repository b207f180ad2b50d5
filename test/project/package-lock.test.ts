import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const locked: Record<string, LockedPackage> = read("package-lock.json").packages;
const { dependencies } = read("package.json") as { dependencies: Record<string, string> };

const names = (suffix: string) => Object.keys(locked).filter((name) => name.endsWith(suffix));

describe("package-lock.json", () => {
  const nativeFamilies = Object.entries(locked).flatMap(([name, { optionalDependencies = {} }]) => {
    const parts = Object.keys(optionalDependencies);
    return parts.some((part) => /linux[-_]x64|linux[-_]x86_64/.test(part)) ? [[name.replace(/^.*node_modules\//, ""), parts] as const] : [];
  });

  // npm leaves a platform's entry out silently when the lock file was made where that package could not be had.
  test.each(nativeFamilies)("has the Windows and the Linux binary of %s", (_name, parts) => {
    const mine = (pattern: RegExp) => parts.filter((part) => pattern.test(part)).filter((part) => names(`node_modules/${part}`).length > 0);
    expect(mine(/linux[-_](x64|x86_64)/)).not.toEqual([]);
    expect(mine(/win32[-_](x64|x86_64)/)).not.toEqual([]);
  });

  test("knows the packages with native parts that the app ships", () => {
    expect(nativeFamilies.map(([name]) => name)).toEqual(expect.arrayContaining(["@roamhq/wrtc", "@duckdb/node-bindings"]));
  });

  test("has the binaries of the search engine for macOS too", () => {
    for (const part of ["darwin-arm64", "darwin-x64", "linux-x64", "win32-x64"])
      expect(names(`@duckdb/node-bindings-${part}`)).toHaveLength(1);
  });

  test("has what the app ships pinned exactly", () => {
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+(-r\.\d+)?$/);
  });
});
