import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { writeSettings } from "./write-settings.ts";

test("docs/settings.md says what the schema says: `npm run docs` makes it", () => {
  expect(readFileSync(new URL("../../docs/settings.md", import.meta.url), "utf8")).toBe(writeSettings());
});
