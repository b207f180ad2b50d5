import { scryptSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createDuty } from "../../../electron/shifts/create-duty.ts";
import { createSignature } from "../../../electron/shifts/create-signature.ts";
import type { AuditEntry } from "../../../shared/audit/audit-entry.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { DutyState } from "../../../shared/shifts-api.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { createManualClock } from "../alarms/manual-clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEN = new Date(2026, 0, 8, 10).getTime();
const SALT = Buffer.alloc(16);
/** As --make-pin makes it, and cheap. */
const HASH = `scrypt$16$1$1$${SALT.toString("base64url")}$${scryptSync("4711", SALT, 32, { N: 16, r: 1, p: 1 }).toString("base64url")}`;
const LEE = { name: "이", pinHash: HASH };

async function startDuty({ dataDir = makeTempDir(), at = TEN, shifts = ["09:00", "18:00"], clock = createManualClock(at) } = {}) {
  let settings = settingsSchema.parse({ shifts, operators: [{ name: "김" }, LEE], client: { name: "3번 관제석" } });
  const audited: AuditEntry[] = [];
  const told: DutyState[] = [];
  const said: string[] = [];
  const duty = await createDuty({
    dataDir,
    settings: () => settings,
    audit: { write: async (entry) => audited.push(entry) > 0 },
    now: clock.now,
    setTimer: clock.setTimer,
    notify: (state) => told.push(state),
    log: (line) => said.push(line),
  });
  onTestFinished(duty.close);
  const sign = createSignature(() => settings, duty);
  const change = (next: Partial<typeof settings>) => {
    settings = { ...settings, ...next };
    duty.follow();
  };
  return { duty, api: duty.api, clock, dataDir, audited, told, said, sign, change };
}

describe("who is on duty", () => {
  test("is asked at the start, stands under what is done, and in the audit log", async () => {
    const { api, sign, audited, told } = await startDuty();
    expect(await api.getDuty({})).toEqual({
      operators: [{ name: "김", hasPin: false }, { name: "이", hasPin: true }],
      shift: { from: TEN - HOUR, to: TEN + 8 * HOUR },
      isAsked: true,
    }); // prettier-ignore
    expect(sign()).toEqual({ by: "3번 관제석" });
    expect(await api.takeDuty({ name: "김" })).toEqual({ isTaken: true });
    expect(sign()).toEqual({ by: "김" });
    expect(told.at(-1)).toMatchObject({ operator: "김", since: TEN, isAsked: false });
    await api.takeDuty({ name: "이", pin: "4711" });
    expect(audited).toEqual([
      { event: "operator_on_duty", what: {}, by: "김" },
      { event: "operator_on_duty", what: { before: "김" }, by: "이" },
    ]);
    await expect(api.takeDuty({ name: "nobody" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("ends with the shift: then they are asked anew, also where the PC has slept over it", async () => {
    const { duty, api, clock, told, sign } = await startDuty();
    await api.takeDuty({ name: "김" });
    await clock.pass(8 * HOUR - 1);
    expect(duty.operator()).toBe("김");
    await clock.pass(1);
    expect(duty.operator()).toBeUndefined();
    expect(sign()).toEqual({ by: "3번 관제석" });
    expect(told.at(-1)).toMatchObject({ isAsked: true, shift: { from: TEN + 8 * HOUR } });
    await api.takeDuty({ name: "김" });
    await clock.sleep(24 * HOUR);
    await clock.pass(MINUTE);
    expect(told.at(-1)).toMatchObject({ isAsked: true });
  });

  test("is put off until the shift ends, for all pages", async () => {
    const { api, clock, told } = await startDuty();
    expect(await api.deferDuty({})).toMatchObject({ isAsked: false });
    expect(told.at(-1)).toMatchObject({ isAsked: false });
    await clock.pass(7 * HOUR);
    expect(await api.getDuty({})).toMatchObject({ isAsked: false });
    await clock.pass(HOUR);
    expect(told.at(-1)).toMatchObject({ isAsked: true });
  });

  test("is known again after a restart in the same shift, not in the next, and not where there are no shifts", async () => {
    const first = await startDuty();
    await first.api.takeDuty({ name: "김" });
    first.duty.close();
    const { dataDir } = first;
    const reopen = async (at: number, shifts?: string[]) => (await startDuty({ dataDir, at, ...(shifts && { shifts }) })).duty.operator();
    expect(await reopen(TEN + 7 * HOUR)).toBe("김");
    expect(await reopen(TEN + 9 * HOUR)).toBeUndefined();
    expect(await reopen(TEN + HOUR, [])).toBeUndefined();
    writeFileSync(join(dataDir, "duty.json"), '{"duties":[{"operator":"김","at":"yester');
    expect(await reopen(TEN + HOUR)).toBeUndefined();
  });

  test("is remembered of the shift before, for whoever hands it over a little later, over a restart too", async () => {
    const { duty, api, clock, dataDir } = await startDuty();
    await api.takeDuty({ name: "김" });
    await clock.pass(HOUR);
    await api.takeDuty({ name: "이", pin: "4711" });
    await clock.pass(7 * HOUR + MINUTE); // a minute into the next shift
    const day = { from: TEN - HOUR, to: clock.now() };
    expect(duty.operatorsIn(day)).toEqual(["김", "이"]);
    expect(duty.operatorsIn({ from: TEN + 8 * HOUR, to: clock.now() })).toEqual([]);
    await api.takeDuty({ name: "김" });
    await clock.pass(1);
    expect(duty.operatorsIn({ ...day, to: clock.now() })).toEqual(["김", "이"]);
    expect(duty.operatorsIn({ from: TEN + 8 * HOUR, to: clock.now() })).toEqual(["김"]);
    duty.close();
    expect((await startDuty({ dataDir, at: clock.now() })).duty.operatorsIn(day)).toEqual(["김", "이"]);
  });

  test("without shifts it is whoever said so last", async () => {
    const { duty, api, clock } = await startDuty({ shifts: [] });
    await api.takeDuty({ name: "김" });
    await clock.pass(100 * HOUR);
    expect(duty.operator()).toBe("김");
  });

  test("without shifts nobody is said to have been there after a restart who has not said so again", async () => {
    const first = await startDuty({ shifts: [] });
    await first.api.takeDuty({ name: "김" });
    const { duty } = await startDuty({ shifts: [], dataDir: first.dataDir, at: TEN + HOUR });
    expect(duty.operatorsIn({ from: TEN, to: TEN + 2 * HOUR })).toEqual(["김"]);
    expect(duty.operatorsIn({ from: TEN + HOUR, to: TEN + 2 * HOUR })).toEqual([]);
  });

  test("is nobody any more whom the settings do not name", async () => {
    const { duty, api, told, change } = await startDuty();
    await api.takeDuty({ name: "김" });
    change({ operators: [LEE] });
    expect(duty.operator()).toBeUndefined();
    expect(told.at(-1)).toMatchObject({ operators: [{ name: "이", hasPin: true }], isAsked: true });
    change({ operators: [] });
    expect(told.at(-1)).toMatchObject({ operators: [], isAsked: false });
  });

  test("is taken on a disk that refuses, and asked again after a restart", async () => {
    const dataDir = makeTempDir();
    mkdirSync(join(dataDir, "duty.json")); // no file can take its place
    const { duty, api, said } = await startDuty({ dataDir });
    expect(await api.takeDuty({ name: "김" })).toEqual({ isTaken: true });
    expect(duty.operator()).toBe("김");
    expect(said.join("\n")).toContain("duty.json could not be written");
  });
});

describe("an operator's PIN", () => {
  test("wrong it changes nobody, is noted, and after five nobody is heard for a while; others are", async () => {
    const { duty, api, clock, audited, dataDir, said } = await startDuty();
    for (let n = 0; n < 4; n++) expect(await api.takeDuty({ name: "이", pin: "0000" })).toEqual({ isTaken: false });
    const retryAt = clock.now() + 30_000;
    expect(await api.takeDuty({ name: "이", pin: "0000" })).toEqual({ isTaken: false, retryAt });
    expect(await api.takeDuty({ name: "이", pin: "4711" })).toEqual({ isTaken: false, retryAt });
    expect(duty.operator()).toBeUndefined();
    expect(audited).toEqual(Array.from({ length: 5 }, () => ({ event: "operator_refused", what: { operator: "이" } })));
    expect(await api.takeDuty({ name: "김" })).toEqual({ isTaken: true });
    await clock.pass(30_000);
    expect(await api.takeDuty({ name: "이", pin: "4711" })).toEqual({ isTaken: true });
    expect(readFileSync(join(dataDir, "duty.json"), "utf8")).toBe(`${JSON.stringify({ duties: [{ operator: "김", at: new Date(TEN).toISOString() }, { operator: "이", at: new Date(clock.now()).toISOString() }] })}\n`); // prettier-ignore
    for (let n = 0; n < 5; n++) await api.takeDuty({ name: "이", pin: "0000" });
    clock.leap(-24 * HOUR); // a clock that was set back makes it no longer
    expect(await api.takeDuty({ name: "이", pin: "4711" })).toEqual({ isTaken: true });
    expect(said.join("\n")).not.toMatch(/4711|0000/);
  });
});
