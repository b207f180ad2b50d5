/** `npm run web`: the app for a browser on this machine. Standard output carries `ready URL` and nothing else. */
import { extname, join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { toLogText } from "../shared/plain-text.ts";
import { createAppLog } from "./app-log.ts";
import { awaitDisk } from "./await-disk.ts";
import { createControlRoom } from "./control-room.ts";
import { createChildService } from "./demo/child-service.ts";
import { createUndiciTransport } from "./delivery/send-request-undici.ts";
import { forkHistory } from "./history/fork-history.ts";
import { createEnvironmentProxy } from "./http/find-proxy.ts";
import { sayStartFailure } from "./http/say-start-failure.ts";
import { runUntilStopped } from "./run-until-stopped.ts";
import { defaultDataDir } from "./settings/default-data-dir.ts";
import { makePin } from "./settings/make-pin.ts";
import { printPolicy } from "./settings/print-policy.ts";
import type { PrintPolicyOptions } from "./settings/print-policy.ts";
import { createSecrets } from "./settings/secrets.ts";
import { createWebHost } from "./web/create-web-host.ts";
import { readWebArguments, WEB_HELP } from "./web/web-arguments.ts";
import type { WebArguments } from "./web/web-arguments.ts";
import { loadWebToken } from "./web/web-token.ts";

const read = readWebArguments(process.argv.slice(2));
if (read.kind === "help") console.log(WEB_HELP);
else if (read.kind === "wrong") fail(read.problem, 2);
else run(read.arguments).catch((error: unknown) => fail(sayStartFailure(error), 1));

async function run({ port, configFile, secretsFile, printsPolicy, makesPin, dataDir = defaultDataDir() }: WebArguments): Promise<void> {
  if (printsPolicy) return showPolicy({ dataDir, configFile });
  if (makesPin) return showPinHash();
  await awaitDisk(dataDir, (message) => console.error(`web host: ${toLogText(message)}`));
  const { log, settle } = createAppLog(dataDir, Date.now);
  const transport = createUndiciTransport();
  const host = await createWebHost({
    port,
    token: await loadWebToken(dataDir),
    rendererDirectory: join(import.meta.dirname, "..", "renderer"),
    openControlRoom: (pageOrigin) =>
      createControlRoom({
        kind: "web",
        dataDir,
        configFile,
        version: packageJson.version,
        nativeMenu: false,
        pageOrigin,
        now: Date.now,
        random: Math.random,
        sendRequest: transport.sendRequest,
        findProxy: createEnvironmentProxy(process.env),
        createMedia: (args) =>
          createChildService({
            command: process.execPath,
            args: [...process.execArgv, join(import.meta.dirname, `media${extname(import.meta.filename)}`), ...args],
            env: { MTX_PARENT_PIPE: "1" },
            log,
          }),
        startHistory: () => forkHistory(join(import.meta.dirname, `history${extname(import.meta.filename)}`)),
        secrets: createSecrets({ env: process.env, file: secretsFile, log }),
        log,
      }),
  });
  runUntilStopped(async () => {
    await host.close();
    await transport.close();
    await settle();
  }, host.countUnwritten);
  console.log(`ready ${host.url}`);
}

async function showPinHash(): Promise<void> {
  const { text, exitCode } = await makePin(process.stdin);
  (exitCode === 0 ? process.stdout : process.stderr).write(text);
  process.stdin.destroy();
  process.exitCode = exitCode;
}

function showPolicy(options: PrintPolicyOptions): void {
  const { text, exitCode } = printPolicy(options);
  process.stdout.write(text);
  process.exitCode = exitCode;
}

function fail(problem: string, exitCode: number): never {
  console.error(`web host: ${toLogText(problem)}`);
  process.exit(exitCode);
}
