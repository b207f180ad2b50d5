import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface DesktopArguments {
  dataDir?: string;
  configFile?: string;
  secretsFile?: string;
  printsPolicy?: boolean;
  makesPin?: boolean;
  isKiosk?: boolean;
  /** What is wrong with the command line, for people. */
  problem?: string;
}

const NAMES = { "data-dir": "dataDir", config: "configFile", secrets: "secretsFile" } as const;

/**
 * `--data-dir DIR --config FILE --secrets FILE`, also with `=`, `--print-policy`, `--make-pin` and `--kiosk`. Everything else on the command line is Electron's or Chromium's and is
 * left alone.
 */
export function readDesktopArguments(argv: readonly string[]): DesktopArguments {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { "data-dir": text, config: text, secrets: text, "print-policy": flag, "make-pin": flag, kiosk: flag } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true });
  const found: DesktopArguments = {};
  for (const name of ["data-dir", "config", "secrets"] as const) {
    const value = values[name];
    if (value === undefined) continue;
    if (typeof value !== "string" || value === "" || value.startsWith("--")) found.problem = `--${name} needs a path`;
    else found[NAMES[name]] = resolve(value);
  }
  if (values["print-policy"] === true) found.printsPolicy = true;
  if (values["make-pin"] === true) found.makesPin = true;
  if (values.kiosk === true) found.isKiosk = true;
  return found;
}
