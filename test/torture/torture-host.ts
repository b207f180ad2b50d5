import { join } from "node:path";
import { createChildService } from "../../electron/demo/child-service.ts";
import type { ChildService } from "../../electron/demo/child-service.ts";
import type { TestElectron } from "../support/find-electron.ts";
import { createElectronService } from "./electron-service.ts";
import { createHostClient } from "./host-client.ts";
import type { HostClient } from "./host-client.ts";
import { createPageClient } from "./page-client.ts";
import type { VictimName } from "./plan-kills.ts";

/** Which of the two hosts is killed, and how it is started and called. */
export interface TortureHost {
  name: "web host" | "desktop app";
  /** Among whom the kills are dealt out. */
  victims: VictimName[];
  /** It has a page of its own, which plays the streams of the settings and reports of them too. */
  hasPage: boolean;
  /** About how long a start takes, in milliseconds. */
  startTakes: number;
  createService(args: string[], log: (line: string) => void): ChildService;
  createClient(): HostClient;
}

const OUT = join(import.meta.dirname, "..", "..", "out", "main");

/** A program of ours that runs in Node, as it is built. It ends with us, however we end. */
export function createNodeService(entry: string, args: string[], log: (line: string) => void): ChildService {
  return createChildService({
    command: process.execPath,
    args: [join(OUT, entry), "--port", "0", ...args],
    env: { MTX_PARENT_PIPE: "1" },
    log,
  });
}

export const WEB_HOST: TortureHost = {
  name: "web host",
  victims: ["host", "collector"],
  hasPage: false,
  startTakes: 500,
  createService: (args, log) => createNodeService("web-host.js", args, log),
  createClient: createHostClient,
};

/** The collector beside it is not killed: that is what the runs with the web host are for. */
export function createDesktopHost({ executable, app }: TestElectron): TortureHost {
  return {
    name: "desktop app",
    victims: ["host"],
    hasPage: true,
    startTakes: 2_000,
    createService: (args, log) => createElectronService({ executable, args: [...(app === undefined ? [] : [app]), ...args], log }),
    createClient: createPageClient,
  };
}
