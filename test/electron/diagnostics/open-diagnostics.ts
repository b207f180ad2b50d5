import { once } from "node:events";
import { createServer as createHttpsServer } from "node:https";
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { runDiagnostics } from "../../../electron/diagnostics/run-diagnostics.ts";
import type { DiagnosticsOptions } from "../../../electron/diagnostics/run-diagnostics.ts";
import type { Check } from "../../../shared/diagnostics/check.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { CERTIFICATES } from "../../outages/certificates.ts";
import { makeSecrets } from "../../support/control-room-options.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

export interface RunOptions extends Partial<Omit<DiagnosticsOptions, "settings">> {
  secrets?: Record<string, string>;
}

/** A run over settings as a file has them; `find` is a line by its target's kind (and place) and its name. */
export async function run(settings: object, { secrets = {}, ...options }: RunOptions = {}) {
  const transport = createUndiciTransport();
  const said: Check[] = [];
  const onCheck = (check: Check): void => void said.push(check);
  const diagnostics = await runDiagnostics(
    {
      settings: settingsSchema.parse(settings),
      dataDir: makeTempDir(),
      identity: { version: "0.0.0", clientId: "client" },
      hostName: "wall-3",
      readSecret: makeSecrets(secrets).read,
      sendRequest: transport.sendRequest,
      now: Date.now,
      authorities: () => [CERTIFICATES.valid, CERTIFICATES.expired],
      ...options,
    },
    onCheck,
  );
  await transport.close();
  const { checks } = diagnostics;
  const find = (where: string, name: Check["name"]) =>
    checks.find((check) => check.name === name && (check.target.kind === where || check.place === where))?.finding;
  const codes = Object.fromEntries(checks.map(({ id, finding }) => [id, finding?.code]));
  return { diagnostics, checks, said, find, codes };
}

export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Takes connections and does with them as it likes. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onConnection(socket);
  });
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  return listen(server);
}

export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Answers as a MediaMTX that nobody may play from would: 405, and 404 to OPTIONS. */
export async function serveTls(certificate: keyof typeof CERTIFICATES): Promise<number> {
  const server = createHttpsServer({ key: CERTIFICATES.key, cert: CERTIFICATES[certificate] }, ({ method }, response) =>
    response.writeHead(method === "OPTIONS" ? 204 : 405).end(),
  );
  const port = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return port;
}
