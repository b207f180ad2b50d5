import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startHttpServer } from "../../support/http-server.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

test.each(["web-host", "collector", "media"])("%s says which port is taken, and what to do", async (program) => {
  const server = await startHttpServer((_request, response) => response.end());
  const { port } = new URL(server.url);
  const file = join(import.meta.dirname, `../../../electron/${program}.ts`);
  const args = ["--port", port, ...(program === "media" ? [] : ["--data-dir", makeTempDir()])];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", file, ...args], {
    encoding: "utf8",
  });
  await server.close();
  expect(status).not.toBe(0);
  expect([stdout, stderr]).toEqual(["", expect.stringContaining(`port ${port} of 127.0.0.1 is taken by another program, or by this one already; --port names another\n`)]); // prettier-ignore
});
