import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readDesktopArguments } from "../../../electron/desktop/desktop-arguments.ts";

describe("arguments of the desktop app", () => {
  test.each([
    [["--data-dir", "d", "--config", "c.json", "--secrets", "s.json"]],
    [["--data-dir=d", "--config=c.json", "--secrets=s.json"]],
    [["--no-sandbox", "--remote-debugging-port=0", "app-folder", "--data-dir=d", "--config=c.json", "--secrets=s.json", "--inspect=0"]],
  ])("%j", (argv) => {
    expect(readDesktopArguments(argv)).toEqual({ dataDir: resolve("d"), configFile: resolve("c.json"), secretsFile: resolve("s.json") });
  });

  test("--print-policy is told on", () => {
    expect(readDesktopArguments(["app-folder", "--print-policy", "--data-dir=d"])).toEqual({ dataDir: resolve("d"), printsPolicy: true });
  });

  test("--make-pin and --kiosk are told on", () => {
    expect(readDesktopArguments(["app-folder", "--kiosk"])).toEqual({ isKiosk: true });
    expect(readDesktopArguments(["--make-pin"])).toEqual({ makesPin: true });
  });

  test("what belongs to Electron and Chromium is left alone", () => {
    expect(readDesktopArguments([".", "--enable-logging", "--js-flags=--expose-gc", "-r", "loader.js"])).toEqual({});
  });

  test.each([["--data-dir"], ["--data-dir="], ["--data-dir", "--config"]])("%s %s has no path", (...argv) => {
    expect(readDesktopArguments(argv).problem).toBe("--data-dir needs a path");
  });
});
