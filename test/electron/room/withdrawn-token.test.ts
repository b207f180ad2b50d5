import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { formatToken, hashToken } from "../../../electron/collector/token-lines.ts";
import { createCentralAccess } from "../../../electron/delivery/central-access.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createHeartbeat } from "../../../electron/room/create-heartbeat.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { makeClientId, makeHeartbeat } from "../../support/make-fleet-pc.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { createManualClock } from "../alarms/manual-clock.ts";
import { startTestCollector } from "../collector/test-collector.ts";

const PC = makeClientId(1);

test.each([
  ["withdrawn", "mtxpc_old"],
  ["of another PC, as in a data dir that was copied", "mtxpc_other"],
])("a PC that starts with a token that was %s is told so before anything fails", async (_how, token) => {
  const dataDir = makeTempDir();
  const other = { hash: hashToken("mtxpc_other"), clientId: makeClientId(2), added: "2026-01-08T00:00:00Z", name: "PC-2" };
  writeFileSync(join(dataDir, "pc-tokens"), formatToken(other), { mode: 0o640 });
  const collector = await startTestCollector({ dataDir, token: "s3cret" });
  const clock = createManualClock(Date.parse("2026-11-26T08:00:00Z"));
  const transport = createUndiciTransport();
  const access = createCentralAccess({
    identity: { version: "0.1.0", clientId: PC },
    sendRequest: transport.sendRequest,
    readSecret: async () => token,
    now: clock.now,
    setTimer: clock.setTimer,
    log: () => {},
  });
  const refused = Promise.withResolvers<boolean>();
  const heartbeat = createHeartbeat({
    access,
    read: async () => makeHeartbeat(1),
    now: clock.now,
    setTimer: clock.setTimer,
    onRefused: refused.resolve,
    log: () => {},
  });
  onTestFinished(async () => {
    await heartbeat.close();
    access.close();
    await transport.close();
  });
  await access.configure({ ...DEFAULT_SETTINGS.central, enabled: true, url: collector.url });
  await clock.pass(10_000);
  expect(await refused.promise).toBe(true);
});
