import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerFault } from "./media-faults.ts";

/** The server's port, and the faults that concern all of its streams. */
export interface ServerFaults {
  fault(): ServerFault | undefined;
  set(fault: ServerFault | undefined): void;
  /** Resolves when requests reach the server: at once, or when an `unreachable` ends, as packets do that TCP sends again. */
  reachable(): Promise<void>;
  /** Resolves with the port; 0 asks for a free one. Rejects when it is taken. */
  listen(port: number): Promise<number>;
  close(): void;
}

export interface ServerFaultsOptions {
  server: Server;
  host: string;
  closeReaders: (how: { goodbye: boolean }) => void;
  onChange: (before: ServerFault | undefined, next: ServerFault | undefined) => void;
  log: (line: string) => void;
}

export function createServerFaults({ server, host, closeReaders, onChange, log }: ServerFaultsOptions): ServerFaults {
  let fault: ServerFault | undefined;
  let port = 0;
  let rise: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];

  const listen = async (wanted: number): Promise<number> => {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
    port = (server.address() as AddressInfo).port;
    return port;
  };

  const isShut = (of: ServerFault | undefined): of is Extract<ServerFault, { fault: "down" | "webrtc_down" }> =>
    of?.fault === "down" || of?.fault === "webrtc_down";

  const shut = (): void => {
    server.close();
    // One turn later: the answer to the command itself is still to be written.
    setImmediate(() => server.closeAllConnections());
  };

  const set = (next: ServerFault | undefined): void => {
    const before = fault;
    fault = next;
    log(`server: ${next ? JSON.stringify(next) : "healed"}`);
    clearTimeout(rise);
    if (isShut(next)) {
      closeReaders(next);
      if (!isShut(before)) shut();
      rise = setTimeout(() => set(undefined), next.seconds * 1_000);
    } else if (isShut(before)) {
      listen(port).catch((error: unknown) => log(`server: cannot listen again: ${String(error)}`));
    }
    onChange(before, next);
    if (next?.fault !== "unreachable") {
      for (const release of waiting) release();
      waiting = [];
    }
  };

  return {
    fault: () => fault,
    set,
    reachable: async () => {
      if (fault?.fault === "unreachable") await new Promise<void>((resolve) => waiting.push(resolve));
    },
    listen,
    close: () => {
      clearTimeout(rise);
      shut();
    },
  };
}
