import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "electron";
import { describe, expect, test } from "vitest";
import { readStartCommand, setLoginItem, writeDesktopEntry } from "../../../electron/desktop/login-item.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

/** Windows' own list. */
function makeWindows() {
  const items: Settings[] = [];
  const app = {
    setLoginItemSettings(settings: Settings) {
      items.splice(0, items.length, ...items.filter(({ name }) => name !== settings.name), ...(settings.openAtLogin ? [settings] : []));
    },
  };
  return { items, app: app as never };
}

const command = { program: "/opt/MTX Watch/mtx-watch", args: ["--data-dir=/srv/로그 100%"] };

describe("starting at login", () => {
  test("Linux: a file that is ours comes, follows the command and goes again", async () => {
    const home = makeTempDir();
    const folder = join(home, "autostart");
    const options = { app: makeWindows().app, platform: "linux" as const, env: { XDG_CONFIG_HOME: home }, command, dataDir: undefined };
    await setLoginItem(false, options);
    expect(existsSync(folder)).toBe(false);
    await setLoginItem(true, options);
    expect(readdirSync(folder)).toEqual(["mtx-watch.desktop"]);
    const text = () => readFileSync(join(folder, "mtx-watch.desktop"), "utf8");
    expect(text()).toBe(writeDesktopEntry(command));
    await setLoginItem(true, { ...options, command: { ...command, args: [] } });
    expect(text()).toContain('Exec="/opt/MTX Watch/mtx-watch"\n');
    await setLoginItem(false, options);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("Linux: a file that somebody else wrote is neither changed nor removed, and each data dir has its own", async () => {
    const home = makeTempDir();
    const folder = join(home, "autostart");
    mkdirSync(folder);
    writeFileSync(join(folder, "mtx-watch.desktop"), "[Desktop Entry]\nExec=mtx-watch --kiosk\n");
    const options = { app: makeWindows().app, platform: "linux" as const, env: { XDG_CONFIG_HOME: home }, command };
    await setLoginItem(true, { ...options, dataDir: undefined });
    await setLoginItem(false, { ...options, dataDir: undefined });
    await setLoginItem(true, { ...options, dataDir: "/srv/a" });
    await setLoginItem(true, { ...options, dataDir: "/srv/b" });
    await setLoginItem(false, { ...options, dataDir: "/srv/a" });
    expect(readdirSync(folder).length).toBe(2);
    expect(readFileSync(join(folder, "mtx-watch.desktop"), "utf8")).toContain("--kiosk");
  });

  test("an entry's command is quoted as the specification has it", () => {
    const entry = writeDesktopEntry({ program: "/opt/a b/x", args: ['--data-dir=/s"q$`\\', "50%"] });
    expect(entry).toContain('Exec="/opt/a b/x" "--data-dir=/s\\\\"q\\\\$\\\\`\\\\\\\\" "50%%"\n');
  });

  test("Windows: the system's own list, once", async () => {
    const { items, app } = makeWindows();
    const options = {
      app,
      platform: "win32" as const,
      command: { program: "C:\\mtx.exe", args: ["--data-dir=D:\\my logs"] },
      dataDir: "D:\\my logs",
    };
    await setLoginItem(false, options);
    await setLoginItem(true, options);
    await setLoginItem(true, options);
    expect(items).toEqual([
      { openAtLogin: true, path: "C:\\mtx.exe", args: ['"--data-dir=D:\\my logs"'], name: expect.stringMatching(/^mtx-watch-/) },
    ]);
    await setLoginItem(false, options);
    expect(items).toEqual([]);
  });

  test("it starts as it was started", () => {
    const app = (isPackaged: boolean) => ({ isPackaged, getAppPath: () => "/src" });
    const { args } = readStartCommand(app(false), { namedDataDir: "/d", configFile: "/c.json", isKiosk: true });
    expect(args).toEqual(["/src", "--data-dir=/d", "--config=/c.json", "--kiosk"]);
    expect(readStartCommand(app(true), { namedDataDir: undefined })).toEqual({ program: process.execPath, args: [] });
  });
});
