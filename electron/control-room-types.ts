import type { ControlRoomApi, NotificationName, Notifications, Result, MethodName } from "../shared/api-names.ts";
import type { SendRequest } from "./delivery/types.ts";
import type { HistoryChannel } from "./history/history-protocol.ts";

/** What a host hands to the services: everything that differs between Electron and plain Node. */
export interface ControlRoomOptions {
  kind: "desktop" | "web";
  dataDir: string;
  /** A settings file other than the data dir's own. */
  configFile?: string;
  version: string;
  nativeMenu: boolean;
  /** Origin of the pages as a server sees it in their requests: app://control-room, http://127.0.0.1:4180. */
  pageOrigin: string;
  now: () => number;
  random: () => number;
  sendRequest: SendRequest;
  /** Starts the process that searches the logs; called when somebody asks for the first time, and when it has died. */
  startHistory: () => HistoryChannel;
  /** A secret by its reference; undefined when nobody has it. */
  readSecret: (secretRef: string) => Promise<string | undefined>;
  /** The app's own log, one line each. */
  log: (message: string) => void;
}

export interface ControlRoom {
  /** One call of the contract: validated, never throwing; what both transports expose. */
  call(method: MethodName, input: unknown): Promise<Result<unknown>>;
  /** The same calls, typed, for the host's own code. */
  api: ControlRoomApi;
  /** Returns a function that ends the subscription. */
  onNotification(listener: <N extends NotificationName>(name: N, payload: Notifications[N]) => void): () => void;
  notify<N extends NotificationName>(name: N, payload: Notifications[N]): void;
  /** Everything accepted is on disk when it resolves. */
  close(): Promise<void>;
}
