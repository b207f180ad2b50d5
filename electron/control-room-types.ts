import type { ControlRoomApi, NoOutput, NotificationName, Notifications, Result, MethodName } from "../shared/api-names.ts";
import type { HostFinding } from "../shared/alarms/situation.ts";
import type { Language } from "../shared/choose-language.ts";
import type { Settings } from "../shared/settings.ts";
import type { ShowNotice } from "./delivery/desktop.ts";
import type { SendRequest } from "./delivery/types.ts";
import type { MediaProgram } from "./demo/own-demo.ts";
import type { SupportFile } from "./diagnostics/write-support-file.ts";
import type { FindProxy } from "./http/find-proxy.ts";
import type { HistoryChannel } from "./history/history-protocol.ts";
import type { OpenedPart } from "./history/opened-logs.ts";
import type { Secrets } from "./settings/secrets.ts";
import type { Updater } from "./updates/updater.ts";

/** What a host hands to the services: everything that differs between Electron and plain Node. */
export interface ControlRoomOptions {
  kind: "desktop" | "web";
  dataDir: string;
  /** A settings file other than the data dir's own. */
  configFile?: string;
  /** A policy file other than this machine's. */
  policyFile?: string;
  version: string;
  nativeMenu: boolean;
  /** The command line wants a kiosk, whatever the settings say. */
  isKiosk?: boolean;
  /** Origin of the pages as a server sees it in their requests: app://control-room, http://127.0.0.1:4180. */
  pageOrigin: string;
  now: () => number;
  random: () => number;
  sendRequest: SendRequest;
  /** The proxy on the way to a mail server: `sendRequest` finds its own. */
  findProxy: FindProxy;
  /** Makes the demo media server, which is not started yet; undefined where there is none. */
  createMedia?: (args: string[]) => MediaProgram;
  /** Starts the process that searches the logs; called when somebody asks for the first time, and when it has died. */
  startHistory: () => HistoryChannel;
  secrets: Secrets;
  /** Only a desktop has one: what needs it answers `unavailable` elsewhere. */
  shell?: DesktopShell;
  /** Shows a notice of the system's; only where there is a desktop that can. */
  showNotice?: ShowNotice;
  /** Absent where the app cannot be replaced by a newer one. */
  updater?: Updater;
  /** The app's own log, one line each. */
  log: (message: string) => void;
}

/** What only a desktop can do. */
export interface DesktopShell {
  /** Shows a folder in the system's file manager. Rejects when the system cannot. */
  showFolder(path: string): Promise<void>;
  /** Asks with the system's own dialog; no paths when the person thinks better of it. */
  chooseLogs(kind: "files" | "folder", language: Settings["language"]): Promise<string[]>;
  /** Asks where to put a PDF, and prints the page as it is shown. Undefined when the person thinks better of it. */
  printPdf(name: string, language: Settings["language"]): Promise<{ file: string; content: Uint8Array } | undefined>;
}

export interface ControlRoom {
  /** One call of the contract: validated, never throwing; what both transports expose. */
  call(method: MethodName, input: unknown): Promise<Result<unknown>>;
  /** The same calls, typed, for the host's own code. */
  api: ControlRoomApi;
  /** Returns a function that ends the subscription. */
  onNotification(listener: <N extends NotificationName>(name: N, payload: Notifications[N]) => void): () => void;
  notify<N extends NotificationName>(name: N, payload: Notifications[N]): void;
  /** For a host whose pages know no paths: the contents of logs that were chosen there. Never throws. */
  keepOpenedLogs(part: OpenedPart): Promise<Result<{ path: string }>>;
  discardOpenedLogs(id: string): Promise<Result<NoOutput>>;
  /** What the host itself finds wrong, for the administrator, instead of what it found before. */
  setFindings(findings: readonly HostFinding[]): void;
  /** What support asks for, with no secret and no address in it. */
  openSupportFile(language: Language): Promise<SupportFile>;
  /** A person ends the app: a newer version may take its place. */
  noteQuit(): void;
  /** Lines that wait for the disk: nobody was told that they are kept. */
  countUnwritten(): number;
  /** Everything accepted is on disk when it resolves. */
  close(): Promise<void>;
}
