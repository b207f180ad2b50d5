import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { findSystemProgram } from "../find-system-program.ts";

/** Milliseconds: PowerShell takes up to some seconds on a PC that has just started. */
const TIMEOUT = 15_000;
/** By path what was read, and the change of the file that it was read at: a change of rights is one, too. PowerShell is not asked every five minutes. */
const known = new Map<string, { change: string; sddl: string }>();

/**
 * Windows: who may do what with a file or a folder, without names, which are translated. icacls does not say whose it is, and gives names.
 * Undefined where it cannot be found out; throws where there is no such file.
 */
export function readSddl(path: string): string | undefined {
  const { ino, ctimeMs } = statSync(path);
  const change = `${ino} ${ctimeMs}`;
  const before = known.get(path);
  if (before?.change === change) return before.sddl;
  const sddl = askPowerShell(path);
  if (sddl !== undefined) known.set(path, { change, sddl });
  return sddl;
}

function askPowerShell(path: string): string | undefined {
  // A newer PowerShell's modules, which a process inherits that it starts, are not this one's.
  const { PSModulePath: _, ...env } = process.env;
  const command = "(Get-Acl -LiteralPath $env:MTX_WATCH_PATH).Sddl"; // the path is no part of the command, whatever is in it
  try {
    const answer = execFileSync(
      findSystemProgram(join("WindowsPowerShell", "v1.0", "powershell.exe")),
      ["-NoProfile", "-NonInteractive", "-Command", command],
      { env: { ...env, MTX_WATCH_PATH: path }, encoding: "utf8", windowsHide: true, timeout: TIMEOUT, stdio: ["ignore", "pipe", "ignore"] },
    );
    return /^O:.*/m.exec(answer)?.[0];
  } catch {
    return undefined;
  }
}
