/** The desktop app from the moment in which Electron is ready: windows, and everything that follows them, around the control room. */
import { userInfo } from "node:os";
import { join } from "node:path";
import * as electron from "electron";
import type { BrowserWindow } from "electron";
import { chooseLanguage } from "../../shared/choose-language.ts";
import type { CommandId } from "../../shared/commands.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import { createControlRoom } from "../control-room.ts";
import { parseProxyList } from "../http/find-proxy.ts";
import { APP_ORIGIN } from "./app-origin.ts";
import { serveApp } from "./app-protocol.ts";
import { showMenu } from "./application-menu.ts";
import { closeBeforeQuit } from "./close-before-quit.ts";
import { createClosing } from "./closing.ts";
import { captureCrashes } from "./crash-capture.ts";
import type { CrashHistory } from "./crash-history.ts";
import { writeCrashPage } from "./crash-page.ts";
import { createNotices } from "./create-notices.ts";
import type { DesktopArguments } from "./desktop-arguments.ts";
import { createDesktopShell } from "./desktop-shell.ts";
import { chooseCommand, exposeApi } from "./expose-api.ts";
import { findOwnPlace } from "./find-own-place.ts";
import { followPower } from "./follow-power.ts";
import { keepDisplayAwake } from "./keep-display-awake.ts";
import { createKiosk } from "./kiosk.ts";
import { readStartCommand, setLoginItem } from "./login-item.ts";
import { createMediaProgram } from "./media-program.ts";
import { openSecrets } from "./open-secrets.ts";
import { guardPermissions } from "./permissions.ts";
import { nameUserFolder } from "./profile-directory.ts";
import { readClientInfo } from "./read-client-info.ts";
import { createNetSendRequest } from "./send-request-net.ts";
import { showTray } from "./show-tray.ts";
import { startHistory } from "./start-history.ts";
import { createStreamHolders } from "./stream-holders.ts";
import { createUpdater } from "./updater.ts";
import { bringToFront, createWallWindow } from "./wall-window.ts";
import { createWindowMemory } from "./window-memory.ts";
import { createWindows } from "./windows.ts";

export interface DesktopOptions extends DesktopArguments {
  dataDir: string;
  /** As named on the command line; undefined for the default one. */
  namedDataDir: string | undefined;
  /** The folder of the built app. */
  out: string;
  crashes: CrashHistory;
  log: (message: string) => void;
  /** Resolves when what was logged is written. */
  settleLog: () => Promise<void>;
}

export async function runDesktop(options: DesktopOptions): Promise<void> {
  const { app, dialog, ipcMain, Menu, net, Notification, powerMonitor, powerSaveBlocker, protocol, safeStorage, screen, session, shell, utilityProcess } = electron; // prettier-ignore
  const { out, crashes, log } = options;
  await app.whenReady();
  const place = await findOwnPlace(options.dataDir, nameUserFolder(userInfo().username));
  const { dataDir } = place;
  if (dataDir !== options.dataDir) log(`another user's app writes to ${options.dataDir}: ours writes to ${dataDir}`);
  const systemLanguage = app.getLocale();
  guardPermissions(session.defaultSession);
  const resources = join(out, "..", "resources");
  const icon = join(resources, "icon.png");

  const memory = createWindowMemory(dataDir, log);
  const windows = createWindows({
    screen,
    memory,
    create: (bounds) => createWallWindow({ preload: join(out, "preload", "preload.cjs"), icon, bounds }),
    load: (window, address) =>
      window.loadURL(`${APP_ORIGIN}/${address}`).catch((error: unknown) => log(`the page was not loaded: ${String(error)}`)), // closed meanwhile
    now: Date.now,
  });
  const front = (): BrowserWindow | undefined => {
    const window = windows.front();
    if (window) bringToFront(window);
    return window;
  };
  const choose = (command: CommandId): void => {
    const window = windows.front();
    if (window) chooseCommand(window.webContents, command);
  };
  const goTo = (command: CommandId): void => {
    front();
    choose(command);
  };

  const notices = createNotices({ Notification, icon });
  const controlRoom = await createControlRoom({
    kind: "desktop",
    dataDir,
    configFile: options.configFile ?? place.configFile,
    version: app.getVersion(),
    nativeMenu: true,
    isKiosk: options.isKiosk,
    pageOrigin: APP_ORIGIN,
    now: Date.now,
    random: Math.random,
    sendRequest: createNetSendRequest(net),
    findProxy: async (url) => parseProxyList(await session.defaultSession.resolveProxy(url)),
    createMedia: (args) => createMediaProgram(utilityProcess, join(out, "main", "media.js"), args),
    startHistory: () => startHistory(utilityProcess, join(out, "main", "history.js")),
    secrets: openSecrets({ safeStorage, dataDir, file: options.secretsFile, log }),
    shell: createDesktopShell({ shell, dialog, window: windows.front, systemLanguage }),
    showNotice: notices.showNotice,
    updater: createUpdater(app, log),
    log,
  });
  let { settings } = await controlRoom.api.getSettings({});
  const language = () => chooseLanguage(settings.language, systemLanguage);
  serveApp(protocol, { rendererDirectory: join(out, "renderer"), controlRoom, crashPage: () => writeCrashPage(language()) });

  app.on("before-quit", windows.seal);
  closeBeforeQuit(app, {
    close: () => Promise.all([controlRoom.close(), memory.settle()]).finally(options.settleLog),
    countUnwritten: controlRoom.countUnwritten,
  });
  app.on("window-all-closed", () => app.quit());
  app.on("second-instance", front);
  notices.onClick(() => goTo("showAlarms"));

  const kiosk = createKiosk(windows.list);
  const holders = createStreamHolders();
  exposeApi({ ipcMain, controlRoom, windows, onCall: holders.noteCall, log });
  const capture = captureCrashes({
    controlRoom,
    crashes,
    holders,
    now: Date.now,
    elapsed: () => performance.now(),
    readClientInfo: () => readClientInfo(screen.getPrimaryDisplay().size),
    log,
  });
  const closing = createClosing({
    app,
    dialog,
    listWindows: windows.list,
    settings: () => settings.desktop,
    language,
    isKiosk: kiosk.isOn,
    onQuit: controlRoom.noteQuit,
  });
  const quit = () => closing.quit(windows.front());
  windows.onOpen((window) => {
    closing.watch(window);
    kiosk.watch(window);
    capture.watch(window);
    window.on("session-end", () => app.quit()); // Windows logs off, or shuts down
  });
  keepDisplayAwake(powerSaveBlocker, windows);
  followPower({
    powerMonitor,
    app,
    onResume() {
      capture.noteResume();
      void controlRoom.call("retryDelivery", {}); // what waits for central waits by a clock that may have stood still
    },
    log,
  });
  showTray({
    electron,
    iconDirectory: join(resources, "tray"),
    controlRoom,
    settings: () => settings,
    language,
    isWatching: capture.isAnyAlive,
    actions: { show: front, showAlarms: () => goTo("showAlarms"), showLogs: () => goTo("showLogs"), quit },
    log,
  });

  const showPresentMenu = (): void => {
    if (kiosk.isOn()) return Menu.setApplicationMenu(null);
    const openWindow = (monitor: number): void => void windows.open(monitor);
    showMenu(Menu, { language: language(), settings, monitors: windows.listMonitors(), choose, openWindow, quit });
  };
  const applySettings = (state: SettingsState): void => {
    ({ settings } = state);
    kiosk.set(state.isKiosk);
    showPresentMenu();
    const login = { app, command: readStartCommand(app, options), dataDir: options.namedDataDir };
    setLoginItem(settings.desktop.startAtLogin, login).catch((error: unknown) =>
      log(`starting at login could not be set: ${String(error)}`),
    );
  };
  controlRoom.onNotification((name, payload) => {
    if (name === "settingsChanged") applySettings(payload as SettingsState);
  });
  applySettings(await controlRoom.api.getSettings({}));
  windows.onMonitors(showPresentMenu);
  windows.restore();
}
