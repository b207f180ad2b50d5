import { describe, expect, test, vi } from "vitest";
import { startHttpServer } from "../../support/http-server.ts";
import { closeAfterAll, openRecovery, SLOW, startMedia, wallOf } from "./open-recovery.ts";

describe.concurrent("the watch over offline slates", () => {
  const last = (slates: string[][]) => slates.at(-1)?.join();

  test("tells which streams play the server's own clip, and when that is over", async () => {
    const media = await startMedia();
    const { recovery, slates } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-2", { fault: "slate" });
    media.setStreamFault("demo-3", { fault: "hold", seconds: 1, ready: false }); // idle is not down
    media.setStreamFault("demo-1", { fault: "no_stream" }); // nothing to play is no slate
    recovery.noteAlive();
    await vi.waitUntil(() => last(slates) === "s2", SLOW);
    media.setStreamFault("demo-2", undefined);
    await vi.waitUntil(() => last(slates) === "", SLOW);
  });

  test("holds on to what it knew when the API goes away, and lets go when its address is taken out of the settings", async () => {
    const media = await startMedia();
    const { recovery, slates, change } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-2", { fault: "slate" });
    recovery.noteAlive();
    await vi.waitUntil(() => last(slates) === "s2", SLOW);
    media.setApiFault({ fault: "off" });
    const before = slates.length;
    await vi.waitUntil(() => slates.length > before, SLOW);
    expect(last(slates)).toBe("s2");
    change(wallOf(media.url));
    await vi.waitUntil(() => last(slates) === "", SLOW);
  });

  test("asks one thing of one server, and nothing while no page is there", async () => {
    const server = await startHttpServer((_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ itemCount: 1, pageCount: 1, items: [{ name: "demo-1", available: true, online: false }] }));
    });
    closeAfterAll(server.close);
    const clock = { ahead: 0 };
    const { recovery, slates } = openRecovery(wallOf(server.url, { apiUrl: server.url }), { clock });
    const lists = () => server.requests.filter((line) => line.startsWith("GET /v3/paths/list"));
    recovery.noteAlive();
    await vi.waitUntil(() => slates.length === 1, SLOW);
    expect(lists()).toHaveLength(1);
    clock.ahead = 120_000;
    await vi.waitUntil(() => last(slates) === "", SLOW);
    expect(lists()).toHaveLength(1);
  });
});
