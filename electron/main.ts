/** The desktop app. Everything before `runDesktop` must run before Electron is ready, and therefore without any await. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { app, dialog, protocol } from "electron";
import { createAppLog } from "./app-log.ts";
import { APP_ID } from "./desktop/app-id.ts";
import { APP_SCHEME_PRIVILEGES } from "./desktop/app-protocol.ts";
import { boundMemory } from "./desktop/bound-memory.ts";
import { createCrashHistory } from "./desktop/crash-history.ts";
import { readDesktopArguments } from "./desktop/desktop-arguments.ts";
import { guardNavigation } from "./desktop/navigation-guard.ts";
import { avoidUnfitGpu, logProcessFailures } from "./desktop/process-failures.ts";
import { setProfile } from "./desktop/profile-directory.ts";
import { runDesktop } from "./desktop/run-desktop.ts";
import { showPolicy } from "./desktop/show-policy.ts";
import { watchDisk } from "./desktop/watch-disk.ts";
import { endInTime } from "./end-in-time.ts";
import { makePin } from "./settings/make-pin.ts";
import { defaultDataDir } from "./settings/default-data-dir.ts";

boundMemory();
const options = readDesktopArguments(process.argv.slice(1));
const dataDir = options.dataDir ?? defaultDataDir();
const { log, settle } = createAppLog(dataDir, Date.now);
if (options.printsPolicy) showPolicy({ ...options, dataDir }); // before any thread of ours: Electron's exit ends the process under its feet
const endWatch = options.dataDir === undefined ? undefined : watchDisk(options.dataDir, log); // on a share is only what somebody has named

setProfile(app, options.dataDir);
app.setAppUserModelId(APP_ID);
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox(); // it would win over the switch, and root cannot run with a sandbox
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
const crashes = createCrashHistory(dataDir);
logProcessFailures({ app, crashes, now: Date.now, log });
avoidUnfitGpu({ app, crashes, now: Date.now, log });
guardNavigation(app, log);

const isFirst = !options.makesPin && !options.problem && app.requestSingleInstanceLock(); // it lies in the profile, with the data dir
endWatch?.();

if (options.makesPin) void showPinHash();
else if (options.problem) failToStart(new Error(options.problem));
else if (isFirst) {
  runDesktop({
    ...options,
    dataDir,
    namedDataDir: options.dataDir,
    out: join(import.meta.dirname, ".."),
    crashes,
    log,
    settleLog: settle,
  }).catch(failToStart);
} else app.quit();

/** Without a window, and beside an app that runs. */
async function showPinHash(): Promise<void> {
  const { text, exitCode } = await makePin(process.stdin);
  writeSync(exitCode === 0 ? 1 : 2, text);
  app.exit(exitCode);
}

function failToStart(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  log(`could not start: ${error instanceof Error ? error.stack : reason}`);
  dialog.showErrorBox("MTX Watch", reason);
  void endInTime({ close: settle, say: (message) => void process.stderr.write(`${message}\n`), exit: () => app.exit(1) });
}
