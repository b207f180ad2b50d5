import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { PreloadBridge } from "../../shared/api-names.ts";
import { readLines } from "../support/api-contract.ts";
import { drawReport } from "../support/draw-report.ts";
import { findElectron, findElectronVersion } from "../support/find-electron.ts";
import { launchDesktop, makeDataDir, removeTempDirs } from "../support/launch-desktop.ts";
import { makeAppImage, packApp } from "../support/pack-app.ts";
import type { PackedApp } from "../support/pack-app.ts";
import { readPdf } from "../support/read-pdf.ts";
import { readArchive, readFuses, switchFuseOn } from "../support/read-archive.ts";
import { serveUpdate } from "../support/serve-update.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";

const electron = findElectron();
const waiting = { timeout: 60_000, interval: 100 };
/** What Electron itself asks for as root, or in a container without a sandbox. */
const switches = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

// An executable with the app inside cannot be packed again.
describe.skipIf(!electron?.app)("the packed app", () => {
  let packed: PackedApp;
  let media: TestMedia;
  let settings: object;

  beforeAll(async () => {
    packed = await packApp(electron!);
    media = await startMedia(["--streams", "1", "--size", "160x90", "--fps", "5"]);
    settings = {
      servers: [{ id: "main", whepBaseUrl: media.url }],
      streams: ["demo-1", "absent"].map((path) => ({ id: path, serverId: "main", path })),
    };
  });
  afterAll(async () => {
    await media?.stop();
    packed?.remove();
    removeTempDirs();
  });

  const reasons = (dataDir: string) => {
    const folder = join(dataDir, "logs", "mediamtx_errors");
    return existsSync(folder) ? readLines(folder).map(({ streamId, detail }) => `${streamId} ${detail.reason}`) : [];
  };
  const readers = async () => (await media.state()).sessions.length;

  test("has the app and the packages that it runs, and nothing else", () => {
    const files = readArchive(packed.archive).map(({ path }) => path);
    const folders = new Set(files.map((path) => path.split("/")[0]!));
    const added = readdirSync(electron!.app!).filter((name) => !["package.json", "resources", "node_modules", "out"].includes(name));
    const isConverted = !existsSync(join(electron!.app!, "electron-builder.yml"));
    expect([...folders].toSorted()).toEqual(["node_modules", "out", "package.json", "resources", ...(isConverted ? added : [])].toSorted());
    for (const file of ["main/main.js", "main/history.js", "preload/preload.cjs", "renderer/index.html"])
      expect(files).toContain(`out/${file}`);

    const packages = new Set(files.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
    expect([...packages].toSorted()).toEqual(listShipped());
    expect(files.filter((path) => /\.([cm]?tsx?|map|md)$|(^|\/)tests?\//.test(path))).toEqual([]);
    expect(files.filter((path) => /^resources\/(cli|installer)\//.test(path))).toEqual([]);
    expect(files.filter((path) => /^out\/main\/(demo|collector|logs|web-host)\.js$|\.built$/.test(path))).toEqual([]);
  });

  test("has its native parts beside the archive, where the system can load them", () => {
    const native = readArchive(packed.archive).filter(({ path }) => /\.(node|so|dll)$|\.so\./.test(path));
    expect(native.map(({ path }) => path.split("/")[1])).toEqual(expect.arrayContaining(["@duckdb", "@roamhq"]));
    expect(native.filter(({ isUnpacked }) => !isUnpacked)).toEqual([]);
    for (const { path } of native) expect(existsSync(join(`${packed.archive}.unpacked`, path)), path).toBe(true);
  });

  test("its fuses are as docs/security.md says", () => {
    const { grantFileProtocolExtraPrivileges, loadBrowserProcessSpecificV8Snapshot, ...fuses } = readFuses(packed.executable);
    expect(fuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    });
    expect(loadBrowserProcessSpecificV8Snapshot).toBe(false);
    if (findElectronVersion() >= 29) expect(grantFileProtocolExtraPrivileges).toBe(false);
  });

  test("prints the policy of this PC and shows no window", async () => {
    const dataDir = makeDataDir({ lamps: 1 });
    const args = [...switches, `--data-dir=${dataDir}`, "--print-policy"];
    const { status, stdout } = spawnSync(packed.executable, args, { encoding: "utf8", timeout: 30_000 });
    expect(JSON.parse(stdout)).toMatchObject({ unknownKeys: ["lamps"] });
    expect(status).toBe(2);
    expect(readdirSync(dataDir)).toEqual(["settings.json"]);
  });

  test("plays and logs as it is shipped, and ends when it is told to", async () => {
    const dataDir = makeDataDir(settings);
    const child = spawn(packed.executable, [...switches, `--data-dir=${dataDir}`], { stdio: "ignore" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "exit");
    await expect.poll(readers, waiting).toBe(1);
    await expect.poll(() => reasons(dataDir), waiting).toContain("absent server_rejected");
    child.kill();
    expect(await ended).toEqual([0, null]);
  });

  // To compress 300 MB takes its time.
  const hasTools = process.platform === "linux" && Boolean(process.env.APPIMAGE_TOOLS_PATH);
  if (!hasTools) console.warn("no test here: the AppImage, which needs Linux and APPIMAGE_TOOLS_PATH");
  // oxlint-disable-next-line vitest/no-conditional-tests -- what this machine has no tools for is no test here
  if (hasTools) {
    test("plays and logs as an AppImage", { timeout: 400_000 }, async () => {
      const image = await makeAppImage(packed);
      const sha512 = createHash("sha512").update(readFileSync(image)).digest("base64");
      expect(readFileSync(join(image, "..", "latest-linux.yml"), "utf8")).toContain(`url: ${basename(image)}\n    sha512: ${sha512}\n`);
      const dataDir = makeDataDir(settings);
      // Not every machine lets a program mount what it carries.
      const env = { ...process.env, APPIMAGE_EXTRACT_AND_RUN: "1", TMPDIR: join(packed.folder, "..") };
      const child = spawn(image, [...switches, `--data-dir=${dataDir}`], { stdio: "ignore", env, detached: true });
      const ended = once(child, "exit");
      onTestFinished(async () => {
        if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
        await ended;
      });
      await expect.poll(readers, waiting).toBe(1);
      await expect.poll(() => reasons(dataDir), waiting).toContain("absent server_rejected");
      process.kill(-child.pid!, "SIGTERM");
      await ended;
      await expect.poll(readers, waiting).toBe(0);
    });
  }

  /** A newer version as far as its installation goes: it says how it was started. */
  function makeNewer(folder: string, started: string): string {
    const file = join(folder, "MTX Watch-99.0.0.AppImage");
    const script = `#!/bin/sh\n[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0\nprintf '%s\\n' "$@" > ${started}.new && mv ${started}.new ${started}\n`;
    writeFileSync(file, script, { mode: 0o755 });
    return file;
  }

  test.skipIf(process.platform !== "linux")(
    "is replaced by a newer version in the window, never by another file, and started again as it was",
    async () => {
      const work = mkdtempSync(join(packed.folder, "..", "update-"));
      const [appImage, started] = [join(work, "mtx-watch.AppImage"), join(work, "started")];
      writeFileSync(appImage, "the present version");
      mkdirSync(join(work, "server"));
      const newer = makeNewer(join(work, "server"), started);
      const server = await serveUpdate(newer, "99.0.0");
      onTestFinished(() => server.close());
      const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toTimeString().slice(0, 5);
      const updates = { enabled: true, url: server.url, window: { from: clock(-12), to: clock(1) } };
      const desktop = await launchDesktop({
        settings: { ...settings, updates },
        packed: copyWithInspector(packed, "to-update"),
        env: { APPIMAGE: appImage, XDG_CACHE_HOME: join(work, "cache") },
      });
      const child = desktop.app.process(); // once it has ended nobody can ask for it
      const ended = once(child, "exit");
      onTestFinished(async () => {
        child.kill("SIGKILL");
        await ended;
      });
      const check = () =>
        desktop.page.evaluate(() => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("checkForUpdates", {}));

      server.spoil(true);
      expect(await check()).toMatchObject({
        ok: true,
        value: {
          kind: "appimage",
          found: { version: "99.0.0", isFit: true },
          isDownloaded: false,
          problems: { download: { kind: "checksum" } },
        },
      });
      expect(readFileSync(appImage, "utf8")).toBe("the present version");

      server.spoil(false);
      void check().catch(() => undefined); // the app ends under it
      await ended;
      await expect.poll(() => existsSync(started), waiting).toBe(true);
      expect(readFileSync(appImage)).toEqual(readFileSync(newer));
      expect(readFileSync(started, "utf8").split("\n")).toContain(`--data-dir=${desktop.dataDir}`);
      expect(JSON.parse(readFileSync(join(desktop.dataDir, "updates.json"), "utf8"))).toMatchObject({ attempts: [{ version: "99.0.0" }] });
    },
  );

  test("shows the wall, searches its logs and draws a report from inside the archive", async () => {
    // Playwright needs the inspector, which only a copy may have.
    const executable = copyWithInspector(packed, "with-inspector");
    const desktop = await launchDesktop({ settings, packed: executable });
    try {
      expect(await desktop.app.evaluate(({ app }) => [app.isPackaged, app.getAppPath()])).toEqual([
        true,
        expect.stringMatching(/app\.asar$/),
      ]);
      await expect.poll(() => desktop.page.evaluate(countFrames), waiting).toBeGreaterThan(5);
      await expect.poll(() => reasons(desktop.dataDir), waiting).toContain("absent server_rejected");
      const page = await desktop.page.evaluate(() => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("readLogPage", {}));
      const row = expect.objectContaining({ fields: expect.objectContaining({ stream: "absent", reason: "server_rejected" }) });
      expect(page).toMatchObject({ ok: true, value: { rows: expect.arrayContaining([row]) } });
      const { pages, text } = readPdf(await drawReport(desktop));
      expect(pages).toBeGreaterThanOrEqual(1);
      if (text !== undefined) expect(text).toContain("영상 가용률 월간 보고서");
    } finally {
      await desktop.quit();
    }
  });
});

/** Runs in the page. */
function countFrames(): number {
  return Math.max(...[...document.querySelectorAll("video")].map((video) => video.getVideoPlaybackQuality().totalVideoFrames));
}

/** Names of the packages that the lock file gives to what is shipped, as far as they are installed on this platform. */
function listShipped(): string[] {
  const root = join(import.meta.dirname, "..", "..");
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, { dev?: boolean }> };
  const names = Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev && existsSync(join(root, path)))
    .map(([path]) => path.split("node_modules/").at(-1)!); // wherever it lies
  return [...new Set(names)].toSorted();
}

/** The same tree, its executable alone a copy that takes --inspect. */
function copyWithInspector({ folder, executable }: PackedApp, to: string): string {
  const copy = join(folder, "..", to);
  mkdirSync(copy);
  const name = basename(executable);
  for (const entry of readdirSync(folder)) if (entry !== name) symlinkSync(join(folder, entry), join(copy, entry), "junction");
  copyFileSync(executable, join(copy, name));
  switchFuseOn(join(copy, name), "enableNodeCliInspectArguments");
  return join(copy, name);
}
