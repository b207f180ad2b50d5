import { createHash } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { connect, createServer } from "node:net";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makeDirectory } from "./make-directory.ts";

/**
 * Keeps other processes of this machine off a folder; the returned function gives it back. Rejects when another one has it.
 *
 * The lock is a listening local socket named after the folder: the operating system itself gives it back when the process ends, however
 * it ends, so nothing stale is ever left, and no process id has to be trusted. (Node cannot flock; a lock file would need both.)
 */
export async function lockFolder(directory: string): Promise<() => Promise<void>> {
  const address = await addressOf(directory);
  const server = (await listen(address)) ?? ((await removeStale(address)) ? await listen(address) : undefined);
  if (!server) throw new Error(`another process already writes to ${directory}`);
  server.unref();
  return async () => {
    server.close();
    await once(server, "close");
  };
}

/** Windows: a named pipe; Linux: a socket in the abstract namespace; else a socket file, the only kind that can be left behind. */
async function addressOf(directory: string): Promise<string> {
  const hash = createHash("sha256")
    .update(await realPath(directory))
    .digest("hex")
    .slice(0, 32);
  if (process.platform === "win32") return `\\\\.\\pipe\\mtx-watch-journal-${hash}`;
  return process.platform === "linux" ? `\0mtx-watch-journal-${hash}` : join(tmpdir(), `mtx-watch-journal-${hash}`);
}

/** One folder has one name, whatever links lead to it; a folder that cannot be made has none but the given. */
async function realPath(directory: string): Promise<string> {
  const path = resolve(directory);
  try {
    await makeDirectory(path);
    return await realpath(path);
  } catch {
    return path;
  }
}

/** Undefined when the address is taken. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? done(undefined) : fail(error)));
    server.listen(address, () => done(server));
  });
}

async function removeStale(address: string): Promise<boolean> {
  if (process.platform === "win32" || process.platform === "linux") return false;
  const socket = connect(address);
  try {
    await once(socket, "connect");
    return false;
  } catch {
    rmSync(address, { force: true });
    return true;
  } finally {
    socket.destroy();
  }
}
