import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { toLogText } from "../../shared/plain-text.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { awaitDisk } from "../await-disk.ts";
import { createSystemClock } from "../alarms/create-system-clock.ts";
import { isLoopback } from "../collector/check-access.ts";
import { createCollector } from "../collector/create-collector.ts";
import { collectorHelp, readCollectorArguments } from "../collector/read-arguments.ts";
import type { CollectorArguments } from "../collector/read-arguments.ts";
import { createUndiciTransport } from "../delivery/send-request-undici.ts";
import { createCollectorReports } from "./collector-reports.ts";
import { runTokenCommand } from "./collector-token-command.ts";
import { createEnvironmentProxy } from "../http/find-proxy.ts";
import { sayStartFailure } from "../http/say-start-failure.ts";
import { runUntilStopped } from "../run-until-stopped.ts";
import { defaultDataDir } from "../settings/default-data-dir.ts";
import { readObject } from "../settings/read-object.ts";
import { parseSettings } from "../settings/read-settings.ts";
import { createSecrets } from "../settings/secrets.ts";

/** The secret of the TLS key's passphrase. */
const KEY_PASSPHRASE = "collector_key";

/**
 * The central endpoint as a program of its own. Standard output carries `ready URL` and nothing else. `program`: as it was called;
 * `pageDirectory`: where the built page lies.
 */
export async function runCollectorCommand(argv: readonly string[], program: string, pageDirectory: string): Promise<void> {
  if (argv[0] === "token") return runTokenCommand(argv.slice(1), `${program} token`, ownDataDir());
  const read = readCollectorArguments([...argv], { env: process.env, readFile: (file) => readFileSync(file, "utf8") });
  if (read.kind === "help") process.stdout.write(collectorHelp(program));
  else if (read.kind === "wrong") fail(read.problem, 2);
  else await run({ ...read.arguments, pageDirectory }).catch((error: unknown) => fail(sayStartFailure(error), 1));
}

/** A folder of its own: the client on the same PC has the journal of the default data dir. */
function ownDataDir(): string {
  return join(defaultDataDir(), "collector");
}

type RunOptions = CollectorArguments & { pageDirectory: string };

async function run({ dataDir = ownDataDir(), configFile, otlpUrl, tls, ...listen }: RunOptions): Promise<void> {
  await awaitDisk(dataDir, log);
  const settings = configFile === undefined ? DEFAULT_SETTINGS : readConfig(configFile);
  const { logs, otlp } = settings;
  const transport = createUndiciTransport();
  const secrets = createSecrets({ env: process.env, log });
  const passphrase = tls && (await secrets.read(KEY_PASSPHRASE));
  const collector = await createCollector({
    ...listen,
    ...(tls && { tls: { ...tls, ...(passphrase !== undefined && { passphrase }) } }),
    dataDir: resolve(dataDir),
    limits: logs,
    otlp: {
      settings: otlpUrl === undefined ? otlp : { ...otlp, enabled: true, url: otlpUrl },
      sendRequest: transport.sendRequest,
      readSecret: secrets.read,
      version: packageJson.version,
    },
    alerts: {
      settings,
      sendRequest: transport.sendRequest,
      findProxy: createEnvironmentProxy(process.env),
      readSecret: secrets.read,
      version: packageJson.version,
    },
    now: Date.now,
    log,
  });
  const { setTimer } = createSystemClock(Date.now);
  const reports = createCollectorReports({
    dataDir: resolve(dataDir),
    settings,
    version: packageJson.version,
    alarms: collector,
    now: Date.now,
    setTimer,
    log,
  });
  runUntilStopped(async () => {
    reports.close();
    await collector.close();
    await transport.close();
  }, collector.countUnwritten);
  if (!tls && !isLoopback(listen.host)) log("without TLS: whoever is on the way reads the token and all records (--cert FILE --key FILE)");
  log(`records go to ${resolve(dataDir)}`);
  log(`the room's PCs: ${collector.url}/fleet`);
  process.stdout.write(`ready ${collector.url}\n`);
}

function readConfig(file: string): Settings {
  const read = readObject(file);
  if (read.kind === "absent") throw new Error(`settings file ${file}: there is none`);
  const parsed = read.kind === "bad" ? ({ ok: false, problem: read.problem } as const) : parseSettings(read.value);
  if (parsed.ok) return parsed.settings;
  throw new Error(`settings file ${file}: ${parsed.problem}`);
}

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${toLogText(message)}\n`);
}

function fail(problem: string, exitCode: number): never {
  process.stderr.write(`collector: ${toLogText(problem)}\n`);
  process.exit(exitCode);
}
