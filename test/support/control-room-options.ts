import type { ControlRoomOptions } from "../../electron/control-room-types.ts";
import { startTestHistory } from "./start-test-history.ts";

/** What a host hands over where nothing is asked of a desktop and nothing leaves the PC. */
export function makeControlRoomOptions(dataDir: string, change: Partial<ControlRoomOptions> = {}): ControlRoomOptions {
  return {
    kind: "web",
    dataDir,
    version: "0.0.0",
    nativeMenu: false,
    pageOrigin: "http://127.0.0.1",
    now: Date.now,
    random: Math.random,
    sendRequest: () => Promise.reject(new Error("nothing leaves this test")),
    startHistory: startTestHistory,
    readSecret: () => Promise.resolve(undefined),
    log: () => undefined,
    ...change,
  };
}
