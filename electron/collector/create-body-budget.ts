/** Memory for bodies that are under way, shared by all senders. */
export interface BodyBudget {
  /** Resolves with what gives the bytes back, once they are there; undefined when they were not there in time, or too many wait. */
  take(sender: string, bytes: number): Promise<(() => void) | undefined>;
}

export interface BodyBudgetOptions {
  /** Bytes of all. */
  most: number;
  /** Bytes of one sender, who may be slow on purpose. */
  mostOfOne: number;
  /** Milliseconds. */
  patience: number;
}

/** A request that waits costs its headers and what the system has received of it. */
const MOST_WAITING = 1_000;

interface Waiting {
  sender: string;
  bytes: number;
  start: () => void;
}

/**
 * First come, first served: a room of PCs that all come back from an outage is served one after the other, and nobody is sent away for
 * seconds. Who has his own share under way waits without holding up others.
 */
export function createBodyBudget({ most, mostOfOne, patience }: BodyBudgetOptions): BodyBudget {
  let taken = 0;
  const takenBy = new Map<string, number>();
  const waiting = new Set<Waiting>();

  function add(sender: string, bytes: number): void {
    taken += bytes;
    const own = (takenBy.get(sender) ?? 0) + bytes;
    if (own === 0) takenBy.delete(sender);
    else takenBy.set(sender, own);
  }

  /** What is larger than a share has it alone. */
  const hasShare = (sender: string, bytes: number): boolean => {
    const own = takenBy.get(sender) ?? 0;
    return own === 0 || own + bytes <= mostOfOne;
  };
  const hasRoom = (bytes: number): boolean => taken === 0 || taken + bytes <= most;

  function startNext(): void {
    for (const request of waiting) {
      if (!hasShare(request.sender, request.bytes)) continue;
      if (!hasRoom(request.bytes)) return;
      waiting.delete(request);
      add(request.sender, request.bytes);
      request.start();
    }
  }

  return {
    async take(sender, bytes) {
      const giveBack = (): void => {
        add(sender, -bytes);
        startNext();
      };
      if (waiting.size === 0 && hasShare(sender, bytes) && hasRoom(bytes)) {
        add(sender, bytes);
        return giveBack;
      }
      if (waiting.size >= MOST_WAITING) return undefined;
      return new Promise((resolve) => {
        const start = (): void => {
          clearTimeout(timer);
          resolve(giveBack);
        };
        const request = { sender, bytes, start };
        const timer = setTimeout(() => {
          waiting.delete(request);
          resolve(undefined);
          startNext(); // it may have been the one that held up others
        }, patience);
        waiting.add(request);
        startNext();
      });
    },
  };
}
