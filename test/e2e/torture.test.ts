import { expect, test } from "vitest";
import { PATIENCE, runTortureProgram } from "../torture/run-program.ts";

test(
  "thirty kills and damages in a storm lose nothing and leave nothing twice",
  async () => {
    const { output, said, code } = await runTortureProgram(["--kills", "30", "--records", "6000", "--seed", "1"]);
    expect(output.trimEnd().split("\n"), said).toContain("nothing was lost, nothing is there twice");
    expect(output).toMatch(/^reports answered +6000 +600 +\d+$/m);
    expect(code).toBe(0);
  },
  PATIENCE,
);
