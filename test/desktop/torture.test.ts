import { expect, test } from "vitest";
import { describeDesktop } from "../support/launch-desktop.ts";
import { PATIENCE, runTortureProgram } from "../torture/run-program.ts";

describeDesktop("kills of the desktop app", () => {
  test(
    "ten kills of all its processes and damages in a storm lose nothing and leave nothing twice",
    async () => {
      const { output, said, code } = await runTortureProgram(["--desktop", "--kills", "10", "--records", "2000", "--seed", "1"]);
      expect(output.trimEnd().split("\n"), said).toContain("nothing was lost, nothing is there twice");
      expect(output).toMatch(/^reports answered +2000 +200 +\d+$/m);
      expect(code).toBe(0);
    },
    PATIENCE,
  );
});
