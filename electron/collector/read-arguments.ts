import { parseArgs } from "node:util";
import { isHttpUrl } from "../../shared/setting-values.ts";
import { checkBinding } from "./check-access.ts";
import { DEFAULT_RATE } from "./create-write-limits.ts";
import type { WriteRate } from "./create-write-limits.ts";
import type { TlsFiles } from "./read-tls-files.ts";

/** `program`: as it was called. */
export const collectorHelp = (program: string): string => `${program} [options]
${program} token add|list|remove ...    tokens of single PCs; token --help

  --port PORT         listen on this port (default 8000; 0: any free one)
  --host HOST         listen on this address (default 127.0.0.1; any other needs a token)
  --data-dir DIR      keep logs/ and the index of ids in this folder (default: collector/ in the client's data dir)
  --token-file FILE   the token that requests must bring (Authorization: Bearer ...); else MTX_SECRET_COLLECTOR
  --tokens FILE       tokens of single PCs (default: pc-tokens in the data dir); read again when it changes
  --cert FILE         answer over TLS (https) with this certificate, PEM: the server's own first, then those up to the authority
  --key FILE          its private key, PEM; a passphrase comes from MTX_SECRET_COLLECTOR_KEY. Both are read again when they change
  --rate RECORDS      so many records a second may each PC write in the long run (default ${DEFAULT_RATE.recordsPerSecond}; 0: as many as it
                      likes), and a thousand times as many at once; who writes more is told to wait (429)
  --config FILE       settings file; its "logs" section says how long files are kept, its "otlp" section where they are exported to,
                      its "alerts" section over which channels the alarms of all PCs are sent, "servers", "streams", "maintenance"
                      and "report" what the monthly report says (reports/ in DIR)
  --otlp URL          export all records as OpenTelemetry logs to URL/v1/logs, from now on
  --help              show this text
`;

export interface CollectorArguments {
  port: number;
  host: string;
  dataDir?: string;
  configFile?: string;
  token?: string;
  tokensFile?: string;
  tls?: Omit<TlsFiles, "passphrase">;
  rate: WriteRate;
  otlpUrl?: string;
}

export type ReadArguments = { kind: "run"; arguments: CollectorArguments } | { kind: "help" } | { kind: "wrong"; problem: string };

export interface ArgumentSources {
  env: NodeJS.ProcessEnv;
  /** Throws where the file cannot be read. */
  readFile: (file: string) => string;
}

/** The command line as the collector needs it, or what is wrong with it in one sentence. */
export function readCollectorArguments(argv: string[], { env, readFile }: ArgumentSources): ReadArguments {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: "8000" },
        host: { type: "string", default: "127.0.0.1" },
        "data-dir": { type: "string" },
        "token-file": { type: "string" },
        tokens: { type: "string" },
        rate: { type: "string", default: String(DEFAULT_RATE.recordsPerSecond) },
        cert: { type: "string" },
        key: { type: "string" },
        config: { type: "string" },
        otlp: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return { kind: "help" };
    const { port, host, "token-file": tokenFile } = values;
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      return { kind: "wrong", problem: `--port is a number from 0 to 65535, not "${port}"` };
    if (!/^\d{1,6}$/.test(values.rate)) return { kind: "wrong", problem: `--rate is a number from 0 to 999999, not "${values.rate}"` };
    if (values.otlp !== undefined && !isHttpUrl(values.otlp))
      return { kind: "wrong", problem: `--otlp is an http or https address, not "${values.otlp}"` };
    const token = tokenFile === undefined ? env.MTX_SECRET_COLLECTOR : readTokenFile(tokenFile, readFile);
    if (tokenFile !== undefined && !token) return { kind: "wrong", problem: `the token file ${tokenFile} is empty` };
    const { cert: certFile, key: keyFile } = values;
    if ((certFile === undefined) !== (keyFile === undefined)) return { kind: "wrong", problem: "--cert and --key go together" };
    const problem = checkBinding(host, token);
    if (problem) return { kind: "wrong", problem };
    return {
      kind: "run",
      arguments: {
        port: Number(port),
        rate: { recordsPerSecond: Number(values.rate) },
        host,
        ...(values["data-dir"] === undefined ? {} : { dataDir: values["data-dir"] }),
        ...(values.tokens === undefined ? {} : { tokensFile: values.tokens }),
        ...(certFile === undefined || keyFile === undefined ? {} : { tls: { certFile, keyFile } }),
        ...(values.config === undefined ? {} : { configFile: values.config }),
        ...(values.otlp === undefined ? {} : { otlpUrl: values.otlp }),
        ...(token ? { token } : {}),
      },
    };
  } catch (error) {
    return { kind: "wrong", problem: (error as Error).message };
  }
}

function readTokenFile(file: string, readFile: ArgumentSources["readFile"]): string {
  try {
    return readFile(file).trim();
  } catch (error) {
    throw new Error(`the token file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}
