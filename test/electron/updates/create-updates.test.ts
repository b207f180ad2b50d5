import { expect, test } from "vitest";
import type { AlarmMoment } from "../../../electron/alarms/alarm-service.ts";
import { createUpdates } from "../../../electron/updates/create-updates.ts";
import { makeUpdateError } from "../../../electron/updates/updater.ts";
import type { Updater } from "../../../electron/updates/updater.ts";
import type { Alarm } from "../../../shared/alarms/alarm.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../shared/settings.ts";
import type { UpdateSettings } from "../../../shared/updates/update-settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** At noon; the window is open all day but for its first half, which is each PC's own. */
const NOON = new Date(2026, 0, 7, 12).getTime();
const ALWAYS = { days: [0, 1, 2, 3, 4, 5, 6], from: "20:00", to: "19:59" };

/** A PC whose updater does as it is told here: the real one is driven in test/desktop/packed-app. */
function makePc({ version = "1.0.0", dataDir = makeTempDir() } = {}) {
  const pc = {
    at: NOON,
    offered: "1.1.0",
    isAway: false,
    canInstall: true,
    locked: [] as string[],
    settings: { ...DEFAULT_SETTINGS.updates, enabled: true, url: "http://updates", window: ALWAYS } as UpdateSettings,
    asked: [] as object[],
    installed: [] as string[],
    findings: [] as HostFinding[],
  };
  const updater: Updater = {
    kind: "appimage",
    async check(feed) {
      pc.asked.push(feed);
      if (pc.isAway) throw makeUpdateError("unreachable", "net::ERR_CONNECTION_REFUSED\n  at somewhere");
      return { version: pc.offered, releasedAt: NOON - DAY, isFit: pc.offered > version || feed.allowsOlder };
    },
    download: async () => undefined,
    canInstall: async () => pc.canInstall,
    install: ({ restarts }) => void pc.installed.push(`${pc.offered} ${restarts ? "and started" : ""}`.trim()),
  };
  let due: (() => void) | undefined;
  let onArmed = (): void => {};
  let noteSettings = (): void => {};
  const updates = createUpdates({
    updater,
    dataDir,
    hostName: "7", // whose window begins at 01:41
    version,
    settingsStore: {
      state: () => ({ settings: settingsSchema.parse({ updates: pc.settings }), locked: pc.locked }),
      onChange: (listener) => ((noteSettings = listener), () => undefined),
    },
    now: () => pc.at,
    setTimer: (callback) => {
      due = callback;
      onArmed();
      return () => (due = undefined);
    },
    onFindings: (findings) => (pc.findings = findings),
    onChange: () => undefined,
    log: () => undefined,
  });
  /** So much later the timer is over; resolves with what the page sees then. */
  async function wait(milliseconds: number) {
    pc.at += milliseconds;
    if (due) {
      const armed = new Promise<void>((resolve) => (onArmed = resolve)); // once it has done what there was to do
      due();
      await armed;
    }
    return updates.api.getUpdates({});
  }
  return { ...updates, pc, wait, dataDir, noteSettings: () => noteSettings() };
}

const alarm = (change: Partial<NonNullable<Alarm["occurrence"]>> = {}) => {
  const occurrence = { id: "o", since: 0, raisedAt: 0, priority: "high" as const, isAcknowledged: false, askedAt: 0, ...change };
  const one: Alarm = { id: "server:a:1", kind: "server_down", source: "a:1", comments: [], occurrence };
  return { alarms: new Map([[one.id, one]]), events: [], isMasked: () => false } satisfies AlarmMoment;
};

test("a newer version is found, fetched and installed, with what was remembered for the start after it", async () => {
  const { pc, wait, close, dataDir } = makePc();
  expect(await wait(5 * MINUTE)).toMatchObject({ found: { version: "1.1.0", isFit: true }, isDownloaded: true });
  expect(pc.installed).toEqual(["1.1.0 and started"]);
  await close();

  const replaced = makePc({ version: "1.1.0", dataDir });
  expect(await replaced.api.getUpdates({})).toMatchObject({ version: "1.1.0", problems: {} });
  expect(replaced.pc.findings).toEqual([]);

  const same = makePc({ dataDir });
  expect(await same.api.getUpdates({})).toMatchObject({ problems: { install: { kind: "not_replaced" } } });
  expect(same.pc.findings).toEqual([{ kind: "update_failed", source: "pc", since: NOON + 5 * MINUTE }]);
  // The administrator puts a mended version there.
  same.pc.offered = "1.1.1";
  await same.api.checkForUpdates({});
  expect(same.pc.findings).toEqual([]);
});

test("an unacknowledged alarm of the highest priority holds it back, for seven days", async () => {
  const { pc, wait, follow } = makePc();
  follow(alarm());
  expect(await wait(5 * MINUTE)).toMatchObject({ isDownloaded: true, wait: { reason: "alarm", until: pc.at + 7 * DAY } });
  const until = pc.at + 7 * DAY;
  expect(await wait(6 * DAY)).toMatchObject({ wait: { reason: "alarm", until } });
  await wait(DAY);
  expect(pc.installed).toEqual(["1.1.0 and started"]);
});

test.each<[what: string, moment: AlarmMoment]>([
  ["that somebody has acknowledged", alarm({ isAcknowledged: true })],
  ["of a lower priority", alarm({ priority: "medium" })],
  ["that is part of another one", alarm({ cause: "site:b" })],
  ["that the settings expect", { ...alarm(), isMasked: () => true }],
])("an alarm %s does not hold it back", async (_what, moment) => {
  const { pc, wait, follow } = makePc();
  follow(moment);
  await wait(5 * MINUTE);
  expect(pc.installed).toEqual(["1.1.0 and started"]);
});

test("a server that is away for three days is an alarm, until it answers", async () => {
  const { pc, wait } = makePc();
  pc.isAway = true;
  expect(await wait(5 * MINUTE)).toMatchObject({ problems: { check: { kind: "unreachable", detail: "net::ERR_CONNECTION_REFUSED" } } });
  const since = pc.at;
  await wait(3 * DAY - HOUR);
  expect(pc.findings).toEqual([]);
  await wait(HOUR);
  expect(pc.findings).toEqual([{ kind: "update_failed", source: "pc", since }]);
  pc.isAway = false;
  await wait(HOUR);
  expect(pc.findings).toEqual([]);
});

test("an older version is asked for only where the policy names it", async () => {
  const { pc, wait } = makePc();
  pc.offered = "0.9.0";
  pc.settings = { ...pc.settings, version: "0.9.0" };
  expect(await wait(5 * MINUTE)).toMatchObject({ found: { version: "0.9.0", isFit: false } });
  expect(pc.installed).toEqual([]);
  pc.locked = ["updates.version"];
  await wait(6 * HOUR);
  expect(pc.asked.at(-1)).toEqual({ url: "http://updates", version: "0.9.0", allowsOlder: true });
  expect(pc.installed).toEqual(["0.9.0 and started"]);
});

test("what nobody may install by itself waits for a person who ends the app", async () => {
  const { pc, wait, noteQuit } = makePc();
  Object.assign(pc, { canInstall: false, settings: { ...pc.settings, onQuit: true } });
  expect(await wait(5 * MINUTE)).toMatchObject({ wait: { reason: "rights" } });
  noteQuit();
  expect(pc.installed).toEqual(["1.1.0"]);
});

test("nothing is asked while updates are off", async () => {
  const { pc, wait, api, noteSettings, noteQuit } = makePc();
  pc.settings = { ...pc.settings, enabled: false };
  noteSettings();
  await wait(DAY);
  noteQuit();
  expect(await api.checkForUpdates({})).toMatchObject({ isActive: false });
  expect([pc.asked, pc.installed]).toEqual([[], []]);
});
