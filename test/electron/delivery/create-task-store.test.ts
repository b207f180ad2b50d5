import { describe, expect, test } from "vitest";
import { createTaskStore, DELIVERY_TASK } from "../../../electron/delivery/create-task-store.ts";
import type { TaskStore } from "../../../electron/delivery/create-task-store.ts";

const connect = (store: TaskStore) => new Promise((resolve) => store.connect((_error, length) => resolve(length)));
const take = (store: TaskStore) => new Promise<string>((resolve) => store.takeFirstN(1, (_error, lockId) => resolve(lockId)));
const getTask = (store: TaskStore) => new Promise((resolve) => store.getTask(DELIVERY_TASK.id, (_error, task) => resolve(task)));
const getLock = (store: TaskStore, lockId: string) => new Promise((resolve) => store.getLock(lockId, (_error, tasks) => resolve(tasks)));
const release = (store: TaskStore, lockId: string) => new Promise((resolve) => store.releaseLock(lockId, resolve));
const put = (store: TaskStore) => new Promise((resolve) => store.putTask(DELIVERY_TASK.id, DELIVERY_TASK, 0, resolve));

describe("the store of a destination's one task", () => {
  test("holds the task from the start, since something may be left from before", async () => {
    expect(await connect(createTaskStore(() => {}))).toBe(1);
  });

  test("counts a locked task too", async () => {
    const store = createTaskStore(() => {});
    await take(store);
    expect(await connect(store)).toBe(1);
  });

  test("locks the task under its own id", async () => {
    const store = createTaskStore(() => {});
    expect(await getLock(store, await take(store))).toEqual({ [DELIVERY_TASK.id]: DELIVERY_TASK });
  });

  test("answers undefined, not null, for a task that is not queued", async () => {
    const store = createTaskStore(() => {});
    expect(await getTask(store)).toBe(DELIVERY_TASK);
    await take(store);
    expect(await getTask(store)).toBeUndefined();
  });

  test("gives a new lock each time, also when there is nothing to lock, and nothing is in that one", async () => {
    const store = createTaskStore(() => {});
    const locks = [await take(store), await take(store), await take(store)];
    expect(new Set(locks).size).toBe(3);
    expect(locks).not.toContain("");
    expect(await getLock(store, locks[1]!)).toEqual({});
    expect(await getLock(store, locks[0]!)).not.toEqual({});
  });

  test("forgets the task when its lock is released, and says so", async () => {
    let released = 0;
    const store = createTaskStore(() => released++);
    await release(store, await take(store));
    expect([await connect(store), released]).toEqual([0, 1]);
  });

  test("keeps one task however often it is put", async () => {
    const store = createTaskStore(() => {});
    for (let i = 0; i < 3; i++) await put(store);
    await release(store, await take(store));
    expect(await getLock(store, await take(store))).toEqual({});
  });

  test("starts nothing that a crash interrupted: the queued task reads it from the cursor", async () => {
    const store = createTaskStore(() => {});
    await take(store);
    expect(await new Promise((resolve) => store.getRunningTasks((_error, running) => resolve(running)))).toEqual({});
  });
});
