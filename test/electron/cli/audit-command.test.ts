import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTempDir } from "../../support/temp-dir.ts";

const CLI = join(import.meta.dirname, "../../../electron/cli.ts");

test("an audit log that is not there is not called valid", () => {
  const missing = join(makeTempDir(), "mtx-wach");
  const args = ["--disable-warning=ExperimentalWarning", CLI, "audit", "--verify", "--data-dir", missing];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect([status, stdout, stderr]).toEqual([2, "", `audit: there is no folder ${missing}\n`]);
});
