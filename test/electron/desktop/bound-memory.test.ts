import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const MODULE = new URL("../../../electron/desktop/bound-memory.ts", import.meta.url).href;

/** Megabytes that V8's nursery takes after a storm of short-lived objects, of which some always live through a collection. */
function measureNursery(before: string): number {
  const program = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { boundMemory } from "${MODULE}";
    ${before}
    let kept = [];
    for (let i = 0; i < 2_000_000; i++) {
      kept.push({ id: "record " + i, detail: [i] });
      if (kept.length > 50_000) kept = [];
    }
    console.log(getHeapSpaceStatistics().find((space) => space.space_name === "new_space").space_size);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
  expect(stderr).toBe("");
  return Number(stdout) / 2 ** 20;
}

test("the nursery stays small once the process has bounded its memory, and grows without", () => {
  const unbounded = measureNursery("");
  expect(unbounded).toBeGreaterThan(16);
  // It stays what the process's own start has made of it, a few megabytes.
  expect(measureNursery("boundMemory();")).toBeLessThan(unbounded / 2);
});
