import { EventEmitter } from "node:events";
import type { Notification } from "electron";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ShowNotice } from "../../../electron/delivery/desktop.ts";
import { createNotices } from "../../../electron/desktop/create-notices.ts";

/** In the system's place, which says by events what becomes of a notice. */
class SystemNotice extends EventEmitter {
  static isSupported = () => true;
  static all: SystemNotice[] = [];
  isShown = false;
  isTimedOut = false;
  constructor() {
    super();
    SystemNotice.all.push(this);
  }
  show() {
    this.isShown = true;
  }
  close() {
    this.isShown = false;
    if (!this.isTimedOut) this.emit("close", {});
  }
  /** Into the Action Center: nothing more will be said when it is closed there. */
  timeOut() {
    this.isTimedOut = true;
    this.emit("close", { reason: "timedOut" });
  }
}

describe("a notice of the system", () => {
  let showNotice: ShowNotice;

  beforeEach(() => {
    showNotice = createNotices({ Notification: SystemNotice as unknown as typeof Notification, icon: "" }).showNotice!;
    SystemNotice.all = [];
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  async function show(group: string): Promise<SystemNotice> {
    const done = showNotice({ group, title: "t", body: "b" });
    const notice = SystemNotice.all.at(-1)!;
    notice.emit("show", {});
    await done;
    return notice;
  }

  test("gives way to the next of its group", async () => {
    const [first, other] = [await show("a"), await show("b")];
    const next = await show("a");
    expect([first, other, next].map(({ isShown }) => isShown)).toEqual([false, true, true]);
  });

  test("that has left the screen for the Action Center gives way as well", async () => {
    const first = await show("a");
    first.timeOut();
    await show("a");
    expect(first.isShown).toBe(false);
  });

  test("that the system refuses leaves nothing behind", async () => {
    const done = showNotice({ group: "a", title: "t", body: "b" });
    const [refused] = SystemNotice.all;
    refused!.emit("failed", {}, "no service");
    await expect(done).rejects.toThrow("no service");
    expect(vi.getTimerCount()).toBe(0);
    await show("a");
    expect(refused!.isShown).toBe(true); // nobody has called it back
  });

  test("of the oldest group is closed when there are more than a hundred", async () => {
    const first = await show("g0");
    const second = await show("g1");
    second.timeOut();
    const third = await show("g2");
    for (let n = 3; n < 100; n++) await show(`g${n}`);
    const again = await show("g0"); // the newest now
    expect([first, second].map(({ isShown }) => isShown)).toEqual([false, true]);
    await show("g100");
    await show("g101");
    expect([second, third, again].map(({ isShown }) => isShown)).toEqual([false, false, true]);
  });
});
