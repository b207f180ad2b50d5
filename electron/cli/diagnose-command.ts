import { createWriteStream } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { chooseLanguage } from "../../shared/choose-language.ts";
import { stateOf } from "../../shared/diagnostics/check.ts";
import { writeDiagnostics } from "../../shared/diagnostics/write-checks.ts";
import { toLogText } from "../../shared/plain-text.ts";
import { createUndiciTransport } from "../delivery/send-request-undici.ts";
import { runDiagnostics } from "../diagnostics/run-diagnostics.ts";
import { writeSupportFile } from "../diagnostics/write-support-file.ts";
import { readClientId } from "../settings/client-id.ts";
import { defaultDataDir } from "../settings/default-data-dir.ts";
import { lookAtSettings } from "../settings/look-at-settings.ts";
import { createSecrets } from "../settings/secrets.ts";

const help = (program: string): string => `${program} [options]

Looks at everything that the settings of this PC name, as Help > Diagnostics does: names, connections, certificates, WHEP, Control API, clocks, disk,
central and the channels of the alerts. Sends no message and changes nothing; takes 18 seconds at most. The app may run.

  --data-dir DIR        whose settings and disk
  --config FILE         settings file, instead of settings.json in the data dir
  --secrets FILE        JSON object of secrets by their reference; what the desktop app keeps in the system's key store is not known here
  --json                the checks as JSON
  --file FILE           writes a ZIP for support there, too: this, the settings without secrets, versions and a week of logs, masked
  --help                show this text

Ends with 0 when nothing is in trouble, else with 1. How the pictures arrive is known to the app's page alone.
`;

/** Standard output carries what was found and nothing else. `program`: as it was called. */
export async function runDiagnoseCommand(argv: readonly string[], program: string): Promise<void> {
  let values;
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    ({ values } = parseArgs({
      args: [...argv],
      options: { "data-dir": text, config: text, secrets: text, file: text, json: flag, help: flag },
    }));
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 2;
    return;
  }
  if (values.help) return void process.stdout.write(help(program));
  const dataDir = resolve(values["data-dir"] ?? defaultDataDir());
  const settings = lookAtSettings({ dataDir, ...(values.config === undefined ? {} : { configFile: resolve(values.config) }), isOwn: true });
  const { version } = packageJson;
  const transport = createUndiciTransport();
  try {
    const identity = { version, clientId: readClientId(dataDir) ?? "none yet" };
    const found = await runDiagnostics({
      settings,
      dataDir,
      identity,
      hostName: hostname(),
      readSecret: createSecrets({ env: process.env, ...(values.secrets && { file: resolve(values.secrets) }), log: say }).read,
      sendRequest: transport.sendRequest,
      now: Date.now,
    });
    const language = chooseLanguage(settings.language, new Intl.DateTimeFormat().resolvedOptions().locale);
    process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : writeDiagnostics(found, { language, version }));
    if (values.file !== undefined) {
      const { content } = writeSupportFile({ dataDir, settings, diagnostics: found, identity, kind: "cli", language, now: Date.now });
      await pipeline(Readable.from(content), createWriteStream(resolve(values.file)));
    }
    if (found.checks.some((check) => stateOf(check) === "trouble")) process.exitCode = 1;
  } finally {
    await transport.close();
  }
}

function say(message: string): void {
  process.stderr.write(`diagnose: ${toLogText(message)}\n`);
}
