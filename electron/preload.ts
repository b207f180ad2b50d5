/** Puts the contract on the page's window. It runs in the sandbox: no schema, no Node module, one small file. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import { METHOD_NAMES, NOTIFICATION_NAMES } from "../shared/api-names.ts";
import type { MethodInput, MethodName, NotificationName, Notifications, PreloadBridge, Result } from "../shared/api-names.ts";
import { callChannel, notificationChannel } from "./desktop/channels.ts";

type Call = (input: MethodInput<MethodName>) => Promise<Result<never>>;

// Closed tables: a page can name a call or a notification of the contract, never an IPC channel.
const calls = new Map<string, Call>();
for (const method of METHOD_NAMES) calls.set(method, (input) => ipcRenderer.invoke(callChannel(method), input));
const channels = new Map<string, string>();
for (const name of NOTIFICATION_NAMES) channels.set(name, notificationChannel(name));

const noSuchCall: Result<never> = { ok: false, error: { code: "invalid_input", message: "there is no such call" } };

const bridge: PreloadBridge = {
  call: (method, input) => calls.get(method)?.(input) ?? Promise.resolve(noSuchCall),
  subscribe<N extends NotificationName>(name: N, listener: (payload: Notifications[N]) => void) {
    const channel = channels.get(name);
    if (channel === undefined) return () => {};
    const forward = (_event: unknown, payload: Notifications[N]): void => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file as File),
};

contextBridge.exposeInMainWorld("mtxWatch", bridge);
