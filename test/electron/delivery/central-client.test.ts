import { describe, expect, test } from "vitest";
import { isTokenInClear } from "../../../electron/delivery/central-client.ts";

describe("a token on its way to central", () => {
  test.each([
    ["http://192.168.0.20:8000", true],
    ["http://central.local", true],
    ["http://127.0.0.1.evil.test", true],
    ["https://192.168.0.20:8000", false],
    ["http://127.0.0.1:8000", false],
    ["http://localhost:8000", false],
    ["http://[::1]:8000", false],
  ])("to %s is in the clear: %s", (url, expected) => {
    expect(isTokenInClear(url, "s3cret")).toBe(expected);
    expect(isTokenInClear(url, undefined)).toBe(false);
  });
});
