import { expect, test } from "vitest";
import { readHost } from "../../../electron/http/read-host.ts";

test("of several Host headers none counts", () => {
  expect(readHost({ headersDistinct: {} })).toBeUndefined();
  expect(readHost({ headersDistinct: { host: ["127.0.0.1:4180"] } })).toBe("127.0.0.1:4180");
  expect(readHost({ headersDistinct: { host: ["127.0.0.1:4180", "attacker.example"] } })).toBeUndefined();
});
