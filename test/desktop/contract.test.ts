import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NotificationName, Notifications, PreloadBridge, Result } from "../../shared/api-names.ts";
import { NOTIFICATION_NAMES } from "../../shared/api-names.ts";
import { CONTRACT_SECRETS, CONTRACT_SETTINGS, describeContract } from "../support/api-contract.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { startHttpServer } from "../support/http-server.ts";
import { readZip } from "../support/read-zip.ts";

/** What the page's window has in these tests. */
type PageWindow = Window & { mtxWatch: PreloadBridge; seen: { name: string; payload: unknown }[] };

describeDesktop("desktop host", () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await launchDesktop({ settings: CONTRACT_SETTINGS, env: CONTRACT_SECRETS });
    await desktop.page.evaluate((names) => {
      const page = window as unknown as PageWindow;
      page.seen = [];
      for (const name of names) page.mtxWatch.subscribe(name, (payload) => page.seen.push({ name, payload }));
    }, NOTIFICATION_NAMES);
  });

  afterAll(async () => {
    await desktop?.quit();
    removeTempDirs();
  });

  const call = (method: string, input: unknown): Promise<Result<unknown>> =>
    desktop.page.evaluate(([method, input]) => (window as unknown as PageWindow).mtxWatch.call(method as "getHost", input as never), [
      method,
      input,
    ] as const);

  async function nextNotification<N extends NotificationName>(
    name: N,
    isWanted: (payload: Notifications[N]) => boolean,
  ): Promise<Notifications[N]> {
    for (let next = 0; ; next++) {
      await desktop.page.waitForFunction((next) => (window as unknown as PageWindow).seen.length > next, next);
      const seen = await desktop.page.evaluate((next) => (window as unknown as PageWindow).seen[next]!, next);
      if (seen.name === name && isWanted(seen.payload as Notifications[N])) return seen.payload as Notifications[N];
    }
  }

  describeContract(() => ({ call, nextNotification }));

  test("the file for support is fetched whole, in the language that is asked for", async () => {
    const { type, bytes } = await desktop.page.evaluate(async () => {
      const response = await fetch("/api/support-file?language=ko");
      return { type: response.headers.get("content-type"), bytes: [...new Uint8Array(await response.arrayBuffer())] };
    });
    expect(type).toBe("application/zip");
    const files = readZip(Buffer.from(bytes));
    expect(files.get("diagnostics.txt")).toContain("시스템 진단");
    expect(JSON.parse(files.get("versions.json")!)).toMatchObject({ kind: "desktop" });
  });

  test("what only IPC can carry is no input", async () => {
    const refused = await desktop.page.evaluate(async () => {
      const { mtxWatch } = window as unknown as PageWindow;
      const loop: Record<string, unknown> = {};
      loop.self = loop;
      let endless: unknown[] = [0]; // small on the way, endless as text
      for (let level = 0; level < 60; level++) endless = [endless, endless];
      const inputs = [loop, 7n, endless, new Uint8Array(2 ** 20), new Map()];
      return Promise.all(inputs.map((input) => mtxWatch.call("saveSettings", input as never)));
    });
    for (const result of refused) expect(result).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  });

  test("a page of a foreign origin is turned away, even with our preload", async () => {
    const server = await startHttpServer((_request, response) =>
      response.setHeader("content-type", "text/html").end("<title>foreign</title>"),
    );
    try {
      const preload = join(await desktop.app.evaluate(({ app }) => app.getAppPath()), "out", "preload", "preload.cjs");
      const answer = await desktop.app.evaluate(
        async ({ BrowserWindow }, { preload, url }) => {
          const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await window.loadURL(url);
          const answer: unknown = await window.webContents.executeJavaScript("mtxWatch.call('getWhepAuthorization', { serverId: 'main' })");
          window.destroy();
          return answer;
        },
        { preload, url: server.url },
      );
      expect(answer).toEqual({ ok: false, error: { code: "forbidden", message: "only the app's own page may call" } });
    } finally {
      await server.close();
    }
  });

  test("a channel that is no call of the contract has nobody behind it", async () => {
    const exposed = await desktop.page.evaluate(() => Object.keys((window as unknown as PageWindow).mtxWatch).toSorted());
    expect(exposed).toEqual(["call", "pathOf", "subscribe"]);
  });
});
