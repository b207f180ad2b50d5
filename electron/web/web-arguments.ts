import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface WebArguments {
  port: number;
  dataDir?: string;
  configFile?: string;
  secretsFile?: string;
  printsPolicy?: boolean;
  makesPin?: boolean;
}

export const WEB_HELP = `npm run web -- [options]

Serves MTX Watch to a browser on this machine and prints the address to open.

  --port PORT      default 4180; 0 takes any free port
  --data-dir DIR   logs, settings and state
  --config FILE    settings file, instead of settings.json in the data dir
  --secrets FILE   JSON object of secrets by their reference; not readable by everybody
  --print-policy   what the machine's policy sets, and where it comes from; 2: it has unknown keys, or is refused
  --make-pin       reads a PIN from its input and prints its hash, for the policy's adminPin
  --help
`;

const DEFAULT_PORT = 4_180;

export type ReadWebArguments = { kind: "help" } | { kind: "wrong"; problem: string } | { kind: "run"; arguments: WebArguments };

export function readWebArguments(args: readonly string[]): ReadWebArguments {
  try {
    return parseWebArguments(args);
  } catch (error) {
    return { kind: "wrong", problem: error instanceof Error ? error.message : String(error) };
  }
}

function parseWebArguments(args: readonly string[]): ReadWebArguments {
  const text = { type: "string" } as const;
  const options = {
    port: text,
    "data-dir": text,
    config: text,
    secrets: text,
    "print-policy": { type: "boolean" },
    "make-pin": { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  if (values.help) return { kind: "help" };
  const port = values.port ?? String(DEFAULT_PORT);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--port needs a number from 0 to 65535, not "${port}"`);
  return {
    kind: "run",
    arguments: {
      port: Number(port),
      dataDir: toPath(values["data-dir"]),
      configFile: toPath(values.config),
      secretsFile: toPath(values.secrets),
      printsPolicy: values["print-policy"],
      makesPin: values["make-pin"],
    },
  };
}

function toPath(value: string | undefined): string | undefined {
  return value ? resolve(value) : undefined;
}
