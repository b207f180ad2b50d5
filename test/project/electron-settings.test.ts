import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { APP_ID } from "../../electron/desktop/app-id.ts";

const electron = join(import.meta.dirname, "..", "..", "electron");

function readSources(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));
}

test.each([
  /allowRunningInsecureContent/,
  /experimentalFeatures/,
  /enableBlinkFeatures/,
  /nodeIntegration\w*: true/,
  /webSecurity: false/,
  /contextIsolation: false/,
  /sandbox: false/,
  /webviewTag: true|allowpopups/,
  /openExternal\(/,
  /loadFile\(|["'`]file:/,
  /\bbypassCSP\b/,
])("no source of the host asks Electron for %s (docs/security.md)", (forbidden) => {
  const sources = readSources(electron);
  expect(sources.map(({ file }) => file)).toContain(join("desktop", "wall-window.ts"));
  expect(sources.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([]);
});

test.each([
  [join("desktop", "wall-window.ts"), /^ {6}contextIsolation: true,$/m],
  [join("desktop", "wall-window.ts"), /^ {6}sandbox: true,$/m],
  [join("desktop", "wall-window.ts"), /^ {6}nodeIntegration: false,$/m],
  [join("desktop", "wall-window.ts"), /^ {6}webviewTag: false,$/m],
  ["main.ts", /^if \(!app\.commandLine\.hasSwitch\("no-sandbox"\)\) app\.enableSandbox\(\);/m],
])("%s says %s itself, whatever Electron's defaults are", (file, wanted) => {
  expect(readFileSync(join(electron, file), "utf8")).toMatch(wanted);
});

test("the app calls itself by the id that its shortcut gets: Windows shows no notices of another", () => {
  const builder = readFileSync(join(electron, "..", "electron-builder.yml"), "utf8");
  expect(builder).toContain(`appId: ${APP_ID}\n`);
});
