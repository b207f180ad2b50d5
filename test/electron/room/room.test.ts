import { hostname } from "node:os";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createCollector } from "../../../electron/collector/create-collector.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import type { FleetView } from "../../../shared/fleet/fleet-view.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

test("a PC tells its collector how it stands, and says goodbye when it ends", async () => {
  const [dataDir, stored] = [makeTempDir(), makeTempDir()];
  const log = () => undefined;
  const limits = DEFAULT_SETTINGS.logs;
  const collector = await createCollector({ dataDir: stored, port: 0, host: "127.0.0.1", limits, now: Date.now, log });
  const transport = createUndiciTransport();
  const server = { id: "a", name: "서버 A", whepBaseUrl: "http://127.0.0.1:8889" };
  const settings = {
    client: { name: "3번 관제석", site: "종합관제센터" },
    servers: [server],
    streams: ["one", "two", "three"].map((id) => ({ id, serverId: "a", path: id })),
    central: { enabled: true, url: collector.url },
  };
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  const room = await createControlRoom(makeControlRoomOptions(dataDir, { sendRequest: transport.sendRequest }));
  onTestFinished(async () => {
    await transport.close();
    await collector.close();
  });
  const readPcs = async () => ((await (await fetch(`${collector.url}/api/v1/clients`)).json()) as FleetView).pcs;

  const page = makeStateReport().page;
  await room.api.reportState(makeStateReport({ streamId: "one", state: "up", page }));
  await room.api.reportState(makeStateReport({ streamId: "two", state: "down", page }));
  await room.api.reportError(makeReport()); // once it is delivered the collector is asked what it announces
  await expect.poll(readPcs, { interval: 20 }).toHaveLength(1);

  const { clientId } = await room.api.getHost({});
  const [pc] = await readPcs();
  expect(pc).toMatchObject({
    clientId,
    name: "3번 관제석",
    site: "종합관제센터",
    hostName: hostname(),
    version: "0.0.0",
    settingsVersion: expect.stringMatching(/^[0-9a-f]{8}$/),
    streams: { up: 1, down: 1, unknown: 1 },
    diskFree: expect.any(Number),
    presence: "here",
    heardAt: expect.any(String),
  });
  await room.close();
  expect(await readPcs()).toMatchObject([{ clientId, presence: "left" }]);
});
