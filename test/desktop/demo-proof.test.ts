import { expect, test } from "vitest";
import { findElectron } from "../support/find-electron.ts";
import { describeDesktop } from "../support/launch-desktop.ts";
import { runDemo } from "../support/run-demo.ts";

describeDesktop("npm run demo in the desktop app", () => {
  test("provokes every failure, and finds each logged over IPC and stored by the collector exactly once", async () => {
    const { executable, app } = findElectron()!;
    const { code, output } = await runDemo([
      "--duration",
      "60",
      "--electron",
      executable,
      ...(app === undefined ? [] : ["--electron-app", app]),
    ]);
    expect(output).toContain("every failure was logged, forwarded and stored exactly once");
    expect(code).toBe(0);
  });
});
