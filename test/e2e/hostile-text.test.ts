import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";
import { startHttpServer } from "../support/http-server.ts";
import type { TestServer } from "../support/http-server.ts";

const SCRIPT = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';

describe("text of a stranger", () => {
  let server: TestServer;
  let wall: Wall;

  beforeAll(async () => {
    server = await startHttpServer((request, response) => {
      const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*" };
      if (request.method === "OPTIONS") return response.writeHead(204, cors).end();
      const error = `${SCRIPT}\u001b[2J\u2028`;
      return response.writeHead(500, { ...cors, "content-type": "application/json" }).end(JSON.stringify({ status: "error", error }));
    });
    wall = await startWall({
      streams: 0,
      settings: {
        servers: [{ id: "a", name: SCRIPT, whepBaseUrl: server.url }],
        streams: [{ id: SCRIPT, name: SCRIPT, serverId: "a", path: "cam" }],
      },
    });
  });
  afterAll(async () => {
    await wall?.stop();
    await server?.close();
  });

  test("is shown as the text it is, in a tile's name and in a server's error, and nothing of it runs", async () => {
    const { page } = wall;
    await page.locator(".wall .tile .tile-name").getByText(SCRIPT).first().waitFor();
    await vi.waitUntil(() => wall.readRecords().length > 0, SLOW);
    await page.locator(".wall .tile").first().dblclick();
    await page.locator("body").getByText("500").first().waitFor();
    expect(await page.evaluate(() => [(globalThis as { pwned?: number }).pwned, document.querySelectorAll("img[src=x]").length])).toEqual([
      undefined,
      0,
    ]);
    const [record] = wall.readRecords();
    expect(record).toMatchObject({ streamId: SCRIPT, errorType: "whep_post_failed", statusCode: 500 });
    expect(record?.detail.serverError).toBe(`${SCRIPT} [2J`);
  });
});
