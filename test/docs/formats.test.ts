import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { heartbeatSchema } from "../../shared/heartbeat.ts";
import { errorReportSchema } from "../../shared/record.ts";

const formats = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");

/** Names of all fields, those inside of others too. */
function listNames(schema: z.ZodType): string[] {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, each]) => [name, ...listNames(each)]);
}

test("docs/formats.md names every field of a failure", () => {
  const names = listNames(errorReportSchema);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(formats))).toEqual([]);
});

test("docs/formats.md names every field of a heartbeat", () => {
  const section = /## The heartbeat[^]*?(?=\n## )/.exec(formats)![0];
  const names = listNames(heartbeatSchema);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
});
