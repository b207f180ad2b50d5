import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { toLogText } from "../../shared/plain-text.ts";
import { defaultDataDir } from "../settings/default-data-dir.ts";
import { printPolicy } from "../settings/print-policy.ts";

const help = (program: string): string => `${program} [options]

Prints what is in force on this PC and from which files, as JSON. Starts and writes nothing.

  --data-dir DIR        whose settings.json
  --config FILE         settings file, instead of settings.json in the data dir
  --help                show this text

Ends with 2 where a key is not known to this version, or a policy file is refused.
`;

/** As the desktop app's and the web host's `--print-policy`. `program`: as it was called. */
export function runPrintPolicyCommand(argv: readonly string[], program: string): void {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({
      args: [...argv],
      options: { "data-dir": text, config: text, help: { type: "boolean", default: false } },
    });
    if (values.help) return void process.stdout.write(help(program));
    const dataDir = resolve(values["data-dir"] ?? defaultDataDir());
    const printed = printPolicy({ dataDir, ...(values.config === undefined ? {} : { configFile: resolve(values.config) }) });
    process.stdout.write(printed.text);
    process.exitCode = printed.exitCode;
  } catch (error) {
    process.stderr.write(`print-policy: ${toLogText((error as Error).message)}\n`);
    process.exitCode = 2;
  }
}
