import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDesktopArguments } from "../../electron/desktop/desktop-arguments.ts";

const root = join(import.meta.dirname, "..", "..");
const SCRIPT = join(root, "resources", "installer", "windows", "mtx-watch-kiosk.ps1");
const script = readFileSync(SCRIPT, "utf8");

test("the script starts the app as a kiosk, from where the installers put both", () => {
  const [, argument] = /rs5:AutoLaunchArguments="([^"]*)"/.exec(script)!;
  expect(readDesktopArguments([argument!])).toEqual({ isKiosk: true });

  const [, from, to] = /\{ from: (resources\/installer\/\S+), to: (\S+) \}/.exec(readFileSync(join(root, "electron-builder.yml"), "utf8"))!;
  expect([from, to]).toEqual(["resources/installer/windows", "kiosk"]);
  const [, called] = /\$INSTDIR\\resources\\([^"]+)"/.exec(readFileSync(join(root, "resources", "installer", "installer.nsh"), "utf8"))!;
  expect(called).toBe("kiosk\\mtx-watch-kiosk.ps1");
  expect(existsSync(join(root, from!, "mtx-watch-kiosk.ps1"))).toBe(true);
  expect(script).toContain('(Join-Path (Split-Path (Split-Path $PSScriptRoot)) "MTX Watch.exe")');
});

// Without changing the PC: its parts are read, and what Windows would be given is made and read as XML.
// oxlint-disable vitest/no-conditional-tests -- what a machine's programs cannot do at all is no test there
if (process.platform === "win32") {
  test("PowerShell reads the script, and what it makes is XML", () => {
    const command = `
    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile('${SCRIPT}', [ref] $null, [ref] $errors)
    $errors | ForEach-Object { $_.Message }
    $makes = $tree.Find({ param($each) $each -is [System.Management.Automation.Language.FunctionDefinitionAst] -and $each.Name -eq 'Get-Xml' }, $true)
    Invoke-Expression ($makes.Extent.Text -replace '\\$PSScriptRoot', "'C:\\a\\resources\\kiosk'")
    ([xml] (Get-Xml)).AssignedAccessConfiguration.Profiles.Profile.AllAppsList.AllowedApps.App.DesktopAppPath`;
    const { stdout, stderr } = spawnSync("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", command], { encoding: "utf8" });
    expect([stdout.trim(), stderr]).toEqual(["C:\\a\\MTX Watch.exe", ""]);
  });
}
