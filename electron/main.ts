/** The desktop app. Everything before `start` must run before Electron is ready, and therefore without any await. */
import { join } from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  net,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from "electron";
import { createAppLog } from "./app-log.ts";
import { createControlRoom } from "./control-room.ts";
import { APP_ID } from "./desktop/app-id.ts";
import { APP_ORIGIN } from "./desktop/app-origin.ts";
import { APP_SCHEME_PRIVILEGES, serveApp } from "./desktop/app-protocol.ts";
import { showMenu } from "./desktop/application-menu.ts";
import { askToReload } from "./desktop/ask-to-reload.ts";
import { boundMemory } from "./desktop/bound-memory.ts";
import { closeBeforeQuit } from "./desktop/close-before-quit.ts";
import { captureCrashes, logProcessFailures } from "./desktop/crash-capture.ts";
import { readDesktopArguments } from "./desktop/desktop-arguments.ts";
import { createNotices } from "./desktop/create-notices.ts";
import { createDesktopShell } from "./desktop/desktop-shell.ts";
import { exposeApi } from "./desktop/expose-api.ts";
import { bringToFront, createMainWindow } from "./desktop/main-window.ts";
import { guardNavigation } from "./desktop/navigation-guard.ts";
import { openAlarms } from "./desktop/open-alarms.ts";
import { openSecrets } from "./desktop/open-secrets.ts";
import { guardPermissions } from "./desktop/permissions.ts";
import { setProfile } from "./desktop/profile-directory.ts";
import { readClientInfo } from "./desktop/read-client-info.ts";
import { createNetSendRequest } from "./desktop/send-request-net.ts";
import { showPolicy } from "./desktop/show-policy.ts";
import { startHistory } from "./desktop/start-history.ts";
import { defaultDataDir } from "./settings/default-data-dir.ts";

boundMemory();
const out = join(import.meta.dirname, "..");
const options = readDesktopArguments(process.argv.slice(1));
const dataDir = options.dataDir ?? defaultDataDir();
const log = createAppLog(dataDir, Date.now);
if (options.printsPolicy) showPolicy({ ...options, dataDir });

setProfile(app, options.dataDir);
app.setAppUserModelId(APP_ID);
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox(); // it would win over the switch, and root cannot run with a sandbox
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
logProcessFailures(app, log);
guardNavigation(app, log);

if (options.problem) failToStart(new Error(options.problem));
else if (app.requestSingleInstanceLock()) start().catch(failToStart);
else app.quit();

async function start(): Promise<void> {
  await app.whenReady();
  const systemLanguage = app.getLocale();
  guardPermissions(session.defaultSession);
  const icon = join(out, "..", "resources", "icon.png");
  const notices = createNotices({ Notification, icon });
  const controlRoom = await createControlRoom({
    kind: "desktop",
    dataDir,
    configFile: options.configFile,
    version: app.getVersion(),
    nativeMenu: true,
    pageOrigin: APP_ORIGIN,
    now: Date.now,
    random: Math.random,
    sendRequest: createNetSendRequest(net),
    startHistory: () => startHistory(utilityProcess, join(import.meta.dirname, "history.js")),
    secrets: openSecrets({ safeStorage, dataDir, file: options.secretsFile, log }),
    shell: createDesktopShell({ shell, dialog, window: () => BrowserWindow.getAllWindows()[0], systemLanguage }),
    showNotice: notices.showNotice,
    log,
  });
  serveApp(protocol, join(out, "renderer"), controlRoom);
  closeBeforeQuit(app, () => controlRoom.close(), log);
  app.on("window-all-closed", () => app.quit());

  const window = createMainWindow({ preload: join(out, "preload", "preload.cjs"), icon });
  exposeApi({ ipcMain, controlRoom, page: window.webContents, log });
  captureCrashes({
    window,
    controlRoom,
    now: Date.now,
    readClientInfo: () => readClientInfo(screen.getPrimaryDisplay().size),
    askToReload: () => askToReload({ dialog, window, systemLanguage }),
    log,
  });
  app.on("second-instance", () => bringToFront(window));
  notices.onClick(() => openAlarms(window, controlRoom));
  await showMenu(Menu, controlRoom, systemLanguage);
  window.loadURL(`${APP_ORIGIN}/`).catch((error: unknown) => log(`the page was not loaded: ${String(error)}`)); // closed meanwhile
}

function failToStart(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  log(`could not start: ${error instanceof Error ? error.stack : reason}`);
  dialog.showErrorBox("MTX Watch", reason);
  app.exit(1);
}
