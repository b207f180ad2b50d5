import type Queue from "better-queue";

/** The one task of a destination: "look whether the journal holds anything for you". */
export interface DeliveryTask {
  id: string;
}
/** Its id is also its key in a lock. Never integer-like: JavaScript sorts such keys. */
export const DELIVERY_TASK: DeliveryTask = { id: "delivery" };

export interface TaskStore extends Queue.Store<DeliveryTask> {
  /** Missing in better-queue's types; called once, on connecting. */
  getRunningTasks(callback: (error: undefined, running: Record<string, never>) => void): void;
}

/**
 * A better-queue store that holds at most one task and no record at all: the journal and its cursor are the memory. The task is there
 * from the start, since something may be left over from before. `onReleased` is called when the queue is done with the task.
 */
export function createTaskStore(onReleased: () => void): TaskStore {
  let isQueued = true;
  let lockedBy: string | undefined;
  let takes = 0;

  const take: TaskStore["takeFirstN"] = (_count, callback) => {
    const lockId = `lock-${++takes}`; // always a new one, also when there is nothing to take: an empty answer would stall the queue
    if (isQueued) [isQueued, lockedBy] = [false, lockId];
    callback(undefined, lockId);
  };

  return {
    connect: (callback) => callback(undefined, isQueued || lockedBy !== undefined ? 1 : 0),
    // better-queue tells "absent" by `undefined` alone, which its types do not allow for.
    getTask: (_id, callback) => callback(undefined, isQueued ? DELIVERY_TASK : (undefined as unknown as DeliveryTask)),
    putTask(_id, _task, _priority, callback) {
      isQueued = true;
      callback(undefined);
    },
    deleteTask(_id, callback) {
      isQueued = false;
      callback();
    },
    takeFirstN: take,
    takeLastN: take,
    getLock: (lockId, callback) => callback(undefined, lockId === lockedBy ? { [DELIVERY_TASK.id]: DELIVERY_TASK } : {}),
    releaseLock(lockId, callback) {
      if (lockId === lockedBy) lockedBy = undefined;
      callback(undefined);
      onReleased();
    },
    // What a crash interrupted is read again from the cursor; better-queue would start it beside the queued task.
    getRunningTasks: (callback) => callback(undefined, {}),
  };
}
