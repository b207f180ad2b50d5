import { describe, expect, test } from "vitest";
import { createAdminLock } from "../../../electron/settings/admin-lock.ts";
import { pauseAfter } from "../../../electron/settings/limit-guesses.ts";
import { isPinOf, makePinHash } from "../../../electron/settings/pin-hash.ts";

const MINUTE = 60_000;
const HASH = await makePinHash("4711-가");

/** A lock whose time passes when the test says so. */
function startLock(hash = HASH) {
  let time = 0;
  let pinHash = hash;
  let timer: { at: number; callback: () => void } | undefined;
  let changes = 0;
  const said: string[] = [];
  const lock = createAdminLock({
    pinHash: () => pinHash,
    now: () => time,
    setTimer(callback, milliseconds) {
      const own = (timer = { at: time + milliseconds, callback });
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    onChange: () => (changes += 1),
    log: (line) => said.push(line),
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
    if (!timer || timer.at > time) return;
    const { callback } = timer;
    timer = undefined;
    callback();
  };
  return { lock, pass, said, changes: () => changes, setHash: (next: string) => (pinHash = next) };
}

const LOCKED = expect.objectContaining({ code: "locked" });

describe("a PIN's hash", () => {
  test("fits its PIN and no other, and is another one each time", async () => {
    expect(HASH).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(await makePinHash("4711-가")).not.toBe(HASH);
    expect(await isPinOf("4711-가".normalize("NFD"), HASH)).toBe(true); // as another keyboard types it
    for (const wrong of ["", "4711", "4711-나", HASH]) expect(await isPinOf(wrong, HASH), wrong).toBe(false);
  });

  test.each(["", "plain", HASH.replace("16384", "16383"), HASH.replace("16384", "4194304"), HASH.replace("$8$", "$0$"), `${HASH}=`])(
    "nothing fits %s",
    async (hash) => {
      expect(await isPinOf("4711-가", hash)).toBe(false);
    },
  );
});

describe("the administrator's lock", () => {
  test("without a PIN nothing is locked; it opens, which is how a kiosk is left", async () => {
    const { lock } = startLock("");
    expect(() => lock.requireUnlocked()).not.toThrow();
    expect(lock.state()).toEqual({ hasPin: false });
    expect(await lock.unlock("")).toEqual({ isUnlocked: true, until: 15 * MINUTE });
    expect(lock.state()).toEqual({ hasPin: false, openUntil: 15 * MINUTE });
  });

  test("the PIN opens it for a quarter of an hour, and says so", async () => {
    const { lock, pass, changes, said } = startLock();
    expect(() => lock.requireUnlocked()).toThrow(LOCKED);
    expect(await lock.unlock("0000")).toEqual({ isUnlocked: false });
    expect(await lock.unlock("4711-가")).toEqual({ isUnlocked: true, until: 15 * MINUTE });
    expect(() => lock.requireUnlocked()).not.toThrow();
    pass(15 * MINUTE - 1);
    expect(lock.state()).toEqual({ hasPin: true, openUntil: 15 * MINUTE });
    pass(1);
    expect(() => lock.requireUnlocked()).toThrow(LOCKED);
    expect(lock.state()).toEqual({ hasPin: true });
    expect(changes()).toBe(2);
    expect(said.join()).not.toContain("4711");
  });

  test("it is closed at once by whoever has done, and by another PIN of the policy", async () => {
    const { lock, setHash } = startLock();
    await lock.unlock("4711-가");
    lock.lock();
    expect(() => lock.requireUnlocked()).toThrow(LOCKED);
    await lock.unlock("4711-가");
    setHash(await makePinHash("other"));
    expect(() => lock.requireUnlocked()).toThrow(LOCKED);
  });

  test("after five wrong guesses nobody is heard for a while, the right PIN neither, however many guess at once", async () => {
    const { lock, pass } = startLock();
    const answers = await Promise.all(Array.from({ length: 8 }, () => lock.unlock("0000")));
    expect(answers.filter(({ isUnlocked }) => isUnlocked)).toEqual([]);
    expect(answers.slice(4)).toEqual(Array.from({ length: 4 }, () => ({ isUnlocked: false, retryAt: 30_000 })));
    expect(await lock.unlock("4711-가")).toEqual({ isUnlocked: false, retryAt: 30_000 });
    pass(30_000);
    expect(await lock.unlock("0000")).toEqual({ isUnlocked: false, retryAt: 30_000 + 60_000 });
    pass(60_000);
    expect(await lock.unlock("4711-가")).toMatchObject({ isUnlocked: true });
    lock.lock();
    expect(await lock.unlock("0000")).toEqual({ isUnlocked: false });
  });

  test.each([
    [1, 0],
    [4, 0],
    [5, 30_000],
    [6, 60_000],
    [9, 8 * MINUTE],
    [10, 15 * MINUTE],
    [1_000, 15 * MINUTE],
  ])("%i wrong guesses: %i ms", (guesses, pause) => {
    expect(pauseAfter(guesses)).toBe(pause);
  });
});
