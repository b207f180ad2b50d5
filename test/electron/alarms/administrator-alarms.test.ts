import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { CONTRACT_SETTINGS } from "../../support/api-contract.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { SLOW } from "../../support/slow.ts";
import { canMakeDisks, fillDisk, leaveFree, makeDisk } from "../../support/small-disk.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startReceiver } from "../alerts/start-alert-wall.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";

const MINUTE = 60_000;
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9/";

/** A control room whose channel for alerts answers, and a clock that can be set ahead. */
async function openRoom(settings: object | string = {}, dataDir = makeTempDir()) {
  const receiver = await startReceiver();
  const transport = createUndiciTransport();
  const alerts = { onDelaySeconds: 0, offDelaySeconds: 0, groupWaitSeconds: 0, syslog: {}, webhook: { enabled: true, url: receiver.url } };
  const text = typeof settings === "string" ? settings : JSON.stringify({ ...CONTRACT_SETTINGS, alerts, ...settings });
  writeFileSync(join(dataDir, "settings.json"), text);
  let ahead = 0;
  const options = makeControlRoomOptions(dataDir, { sendRequest: transport.sendRequest, now: () => Date.now() + ahead });
  const host = await createControlRoom(options);
  onTestFinished(async () => {
    await host.close();
    await transport.close();
  });
  return {
    host,
    receiver,
    dataDir,
    /** Each time that somebody looks another minute has passed. */
    untilLater: (alarmId: string) =>
      vi.waitUntil(async () => {
        ahead += MINUTE;
        return (await host.api.getAlarms({})).alarms.find(({ id }) => id === alarmId);
      }, SLOW),
    viewOf: async (alarmId: string) => (await host.api.getAlarms({})).alarms.find(({ id }) => id === alarmId),
    until: (alarmId: string) => vi.waitUntil(async () => (await host.api.getAlarms({})).alarms.find(({ id }) => id === alarmId), SLOW),
    /** What the channel was told of alarms of this owner. */
    told: (owner: string) =>
      receiver
        .payloads()
        .flatMap(({ alarms }) => (alarms as unknown as { kind: string; owner: string }[]).filter((alarm) => alarm.owner === owner)),
  };
}

const central = (url: string) => ({ central: { url, enabled: true } });
const otlp = (url: string) => ({ otlp: { url, enabled: true } });

describe("belongs to the administrator, not to the operator", () => {
  test("a central that refuses this PC", async () => {
    await using server = await startScriptedCentral(() => ({ status: 401 }));
    const room = await openRoom(central(server.url));
    await room.host.api.reportError(makeReport());
    expect(await room.until("central:pc")).toMatchObject({
      kind: "central_misconfigured",
      owner: "administrator",
      state: "unacknowledged",
    });
    await expect.poll(() => room.told("administrator").map(({ kind }) => kind)).toEqual(["central_misconfigured"]);
    expect(room.told("operator")).toEqual([]);
  });

  test("a central that cannot be reached for ten minutes, and not before", async () => {
    const room = await openRoom(central(NOWHERE));
    await room.host.api.reportError(makeReport());
    const alarm = await room.untilLater("central:pc");
    expect(alarm).toMatchObject({ kind: "forwarding_stuck", owner: "administrator" });
    expect(alarm.raisedAt! - alarm.since).toBeGreaterThanOrEqual(10 * MINUTE);
  });

  test("an OpenTelemetry receiver that refuses this PC", async () => {
    await using server = await startScriptedCentral(() => ({ status: 401 }));
    const room = await openRoom(otlp(server.url));
    await room.host.api.reportError(makeReport());
    expect(await room.until("otlp:pc")).toMatchObject({ kind: "otlp_misconfigured", owner: "administrator", state: "unacknowledged" });
    await expect.poll(() => room.told("administrator").map(({ kind }) => kind)).toEqual(["otlp_misconfigured"]);
    expect(room.told("operator")).toEqual([]);
  });

  test("a settings file that cannot be read", async () => {
    const room = await openRoom("{ this is no JSON");
    expect(await room.until("settings:pc")).toMatchObject({ kind: "settings_bad", owner: "administrator", priority: "low" });
  });

  test("a channel that fails for ten minutes: the others are told of it", async () => {
    const email = { enabled: true, host: "127.0.0.1", port: 9, security: "none", from: "wall@site.kr", to: ["a@site.kr"] };
    const receiver = await startReceiver();
    const webhook = { enabled: true, url: receiver.url };
    const room = await openRoom({ alerts: { onDelaySeconds: 0, offDelaySeconds: 0, groupWaitSeconds: 0, email, webhook } });
    const { page } = makeStateReport();
    for (const state of ["up", "down"] as const)
      await room.host.api.reportState(makeStateReport({ state, page, whepUrl: "http://127.0.0.1:9/stitched/whep" }));
    await vi.waitUntil(() => receiver.payloads().length === 1, SLOW);
    const alarm = await room.untilLater("channel:email");
    expect(alarm).toMatchObject({ kind: "channel_failing", source: "email", owner: "administrator" });
    expect(alarm.raisedAt! - alarm.since).toBeGreaterThanOrEqual(10 * MINUTE);
    await vi.waitUntil(() => receiver.payloads().some(({ alarms }) => alarms[0]?.name === "email"), SLOW);
  });

  test.skipIf(!canMakeDisks)("a disk with too little space, and a disk that takes nothing any more", async () => {
    const disk = makeDisk("64m");
    const room = await openRoom({ logs: { minFreeMegabytes: 1_024 } }, disk);
    const free = leaveFree(disk, 2 * 1024 * 1024);
    expect(await room.until("disk:pc")).toMatchObject({ kind: "disk_low", owner: "administrator" });
    await vi.waitUntil(async () => {
      fillDisk(disk); // as soon as the reserve is given up another program has it
      room.host.api.reportError(makeReport()).catch(() => undefined);
      return (await room.viewOf("disk:pc"))?.kind === "disk_failing";
    }, SLOW);
    expect(await room.viewOf("disk:pc")).toMatchObject({ owner: "administrator", priority: "high" });
    free();
  });

  test("and what a stream does is the operator's", async () => {
    const room = await openRoom();
    const { page } = makeStateReport();
    for (const state of ["up", "down"] as const)
      await room.host.api.reportState(makeStateReport({ state, page, whepUrl: "http://127.0.0.1:9/stitched/whep" }));
    expect(await room.until("stream:stream-001")).toMatchObject({ owner: "operator" });
    await expect.poll(() => room.told("operator").length).toBe(1);
    expect(room.told("administrator")).toEqual([]);
  });
});
