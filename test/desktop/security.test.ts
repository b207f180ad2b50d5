import { afterAll, beforeAll, expect, test } from "vitest";
import type { PreloadBridge } from "../../shared/api-names.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { startHttpServer } from "../support/http-server.ts";
import type { TestServer } from "../support/http-server.ts";

describeDesktop("security of the desktop app", () => {
  let desktop: Desktop;
  let outside: TestServer;

  beforeAll(async () => {
    outside = await startHttpServer(({ url }, response) => {
      if (url !== "/private") response.setHeader("access-control-allow-origin", "*");
      response.setHeader("content-type", "text/html").end("outside");
    });
    // A camera server by name: its address is no trustworthy one as 127.0.0.1 is, so mixed content would be noticed.
    desktop = await launchDesktop({ switches: ["--host-resolver-rules=MAP camera.test 127.0.0.1", "--use-fake-device-for-media-stream"] });
  });

  afterAll(async () => {
    await desktop?.quit();
    await outside?.close();
    removeTempDirs();
  });

  test("the page stands on its own scheme, isolated and without Node", async () => {
    expect(desktop.page.url()).toBe("app://control-room/");
    const seen = await desktop.page.evaluate(() => ({
      isSecureContext: window.isSecureContext,
      node: ["require", "process", "module", "Buffer", "global", "ipcRenderer", "electron"].filter((name) => name in window),
    }));
    expect(seen).toEqual({ isSecureContext: true, node: [] });
  });

  test("what the page does to its own world does not reach the preload", async () => {
    const seen = await desktop.page.evaluate(async () => {
      const page = window as unknown as { mtxWatch: PreloadBridge; leaked?: unknown };
      const prototype = Map.prototype; // what the preload itself uses
      const { get } = prototype;
      prototype.get = function (key) {
        if (key === "checkAudit") page.leaked = key; // what the page itself asks for by no such call
        return get.call(this, key) as unknown;
      };
      try {
        const { ok } = await page.mtxWatch.call("checkAudit", {});
        return { ok, leaked: page.leaked };
      } finally {
        prototype.get = get;
      }
    });
    expect(seen).toEqual({ ok: true, leaked: undefined });
  });

  test("the same-origin policy is in force: what a server does not allow is not read", async () => {
    const read = await desktop.page.evaluate(
      (url) =>
        fetch(url).then(
          () => "read",
          (error: Error) => error.name,
        ),
      `${outside.url}/private`,
    );
    expect(read).toBe("TypeError");
  });

  test("every answer of app:// carries the policy and a true type", async () => {
    for (const path of ["/", "/index.html", "/absent"]) {
      const headers = await desktop.page.evaluate(async (path) => Object.fromEntries((await fetch(path)).headers), path);
      expect(headers["content-security-policy"], path).toContain("default-src 'none'; script-src 'self'");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-type"]).toMatch(path === "/absent" ? /^text\/plain/ : /^text\/html/);
    }
  });

  test.each(["/../../package.json", "/%2e%2e/%2e%2e/package.json", "/..%2f..%2fpackage.json", "/assets/..%5c..%5cmain%5cmain.js"])(
    "app://control-room%s is no file of the page",
    async (path) => {
      expect(await desktop.page.evaluate(async (path) => (await fetch(path)).status, path)).toBe(404);
    },
  );

  test("script that is not the app's own does not run", async () => {
    const ran = await desktop.page.evaluate(async (url) => {
      const inline = document.createElement("script");
      inline.textContent = "window.inlineRan = true";
      document.body.append(inline);
      const foreign = document.createElement("script");
      foreign.src = `${url}/script.js`;
      const settled = new Promise((resolve) => (foreign.onload = foreign.onerror = (event) => resolve((event as Event).type)));
      document.body.append(foreign);
      document.body.insertAdjacentHTML("beforeend", `<img src="x:" onerror="window.handlerRan = true">`);
      return { foreign: await settled, inline: "inlineRan" in window, handler: "handlerRan" in window };
    }, outside.url);
    expect(ran).toEqual({ foreign: "error", inline: false, handler: false });
    expect(outside.requests).not.toContain("GET /script.js");
  });

  test("a media server that was never configured is within reach, by plain http too", async () => {
    const answers = await desktop.page.evaluate(
      async (urls) => Promise.all(urls.map(async (url) => (await fetch(url)).text())),
      [outside.url, `http://camera.test:${outside.port}/`],
    );
    expect(answers).toEqual(["outside", "outside"]);
  });

  test("the page cannot be led elsewhere", async () => {
    for (const target of [`${outside.url}/navigated`, "data:text/html,x", "file:///etc/hosts", "app://elsewhere/"]) {
      await desktop.page.evaluate((target) => {
        location.href = target;
        setTimeout(() => {}, 0);
      }, target);
      await desktop.page.evaluate(() => history.replaceState(null, "", location.href)); // else Playwright waits for the denied navigation
    }
    expect(await desktop.page.evaluate(() => location.href)).toBe("app://control-room/");
    expect(outside.requests).not.toContain("GET /navigated");
  });

  test("it opens no window and embeds no page", async () => {
    const opened = await desktop.page.evaluate((url) => {
      const frame = document.createElement("iframe");
      frame.src = `${url}/framed`;
      document.body.append(frame);
      const link = document.createElement("a");
      Object.assign(link, { href: `${url}/linked`, target: "_blank" });
      document.body.append(link);
      link.click();
      return window.open(`${url}/opened`);
    }, outside.url);
    expect(opened).toBeNull();
    await desktop.page.evaluate(async (url) => fetch(`${url}/after`), outside.url);
    expect(outside.requests.filter((request) => /framed|linked|opened/.test(request))).toEqual([]);
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test("a webview is not attached, even in a window that has the tag", async () => {
    const isPrevented = await desktop.app.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
      const attached = new Promise<boolean>((resolve) => {
        window.webContents.once("will-attach-webview", (event) => resolve(event.defaultPrevented)); // after the app's own listener
      });
      await window.loadURL("about:blank");
      await window.webContents.executeJavaScript(
        `document.body.append(Object.assign(document.createElement("webview"), { src: ${JSON.stringify(url)} })); 0`,
      );
      return attached.finally(() => window.destroy());
    }, `${outside.url}/viewed`);
    expect(isPrevented).toBe(true);
    expect(outside.requests).not.toContain("GET /viewed");
  });

  test("camera, microphone, place and notifications are denied, full screen and copying are not", async () => {
    const states = await desktop.page.evaluate(async () => {
      const names = ["geolocation", "notifications", "camera", "microphone", "clipboard-read"];
      const asked = await Promise.all(
        names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => "given",
        (error: Error) => error.name,
      );
      const copying = (await navigator.permissions.query({ name: "clipboard-write" as PermissionName })).state;
      return { asked: [...new Set(asked)], camera, copying };
    });
    expect(states).toEqual({ asked: ["denied"], camera: "NotAllowedError", copying: "granted" });
  });
});
