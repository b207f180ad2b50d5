import { describe, expect, test } from "vitest";
import { runDemo } from "../support/run-demo.ts";

describe("npm run demo -- --headless", () => {
  test("provokes every failure in Chromium, kills collector and host meanwhile, and finds each logged and stored exactly once", async () => {
    const { code, output } = await runDemo(["--headless", "--duration", "60"]);
    expect(output).toContain("every failure was logged, forwarded and stored exactly once");
    expect(code).toBe(0);
  });

  test("says what is wrong with its arguments", async () => {
    const { code, output } = await runDemo(["--duration", "5"]);
    expect(output).toContain("--duration must be at least 60 seconds");
    expect(code).toBe(2);
  });
});
