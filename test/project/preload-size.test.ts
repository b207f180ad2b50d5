import { join } from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";

test("the preload stays a small file: a schema that slips in makes it a hundred times larger", async () => {
  const entry = join(import.meta.dirname, "..", "..", "electron", "preload.ts");
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { ssr: entry, write: false, minify: true, rolldownOptions: { external: ["electron"], output: { format: "cjs" } } },
    ssr: { noExternal: true },
  });
  const [chunk, ...others] = (built as { output: { type: string; code?: string }[] }).output;
  expect(others).toEqual([]);
  expect(chunk!.code).toContain("exposeInMainWorld");
  expect(chunk!.code!.length).toBeLessThan(2_048);
});
