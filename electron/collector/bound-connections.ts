import type { Server } from "node:http";

/** A client has one connection for records, and a few more for heartbeats and acts: the whole room is far below. */
const MOST = { all: 4_096, ofOneAddress: 2_048 };

/** Bounds how many connections there are, and how many come from one address: somebody who opens them by the thousand leaves room for others. */
export function boundConnections(server: Server, log: (message: string) => void, most = MOST): void {
  const counts = new Map<string, number>();
  server.maxConnections = most.all;
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    socket.once("close", () => {
      const left = counts.get(address)! - 1;
      if (left === 0) counts.delete(address);
      else counts.set(address, left);
    });
    if (count <= most.ofOneAddress) return;
    if (count === most.ofOneAddress + 1) log(`${address} has ${most.ofOneAddress} connections: it gets no more`);
    socket.destroy();
  });
}
