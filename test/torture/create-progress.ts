/** What has happened to one kind of report so far, in one byte a report. */
export interface Progress {
  readonly answered: Uint8Array;
  /** How often each record went over the wire, up to 255. */
  readonly sent: Uint8Array;
  noteAnswered(index: number): void;
  noteSent(index: number): void;
  /** The collector has said yes, and the host has been told. */
  noteDelivered(index: number): void;
  /** How many different ones; `wanted` is how many there will be. `deliveries` counts one as often as it was delivered, `owed` those that were answered and are not delivered. */
  counts(): { answered: number; delivered: number; deliveries: number; owed: number; wanted: number };
  /** Also resolves when there will not be so many. */
  whenAnswered(count: number): Promise<void>;
  whenAllAnswered(): Promise<void>;
  /** There will be no more than these. */
  limit(wanted: number): void;
}

export function createProgress(records: number): Progress {
  const [answered, sent, delivered] = [new Uint8Array(records), new Uint8Array(records), new Uint8Array(records)];
  const counts = { answered: 0, delivered: 0, deliveries: 0, owed: 0, wanted: records };
  const allAnswered = Promise.withResolvers<void>();
  let waiting: { count: number; resolve: () => void }[] = [];

  const isDue = ({ count }: { count: number }): boolean => count <= counts.answered || count > counts.wanted;

  function settle(): void {
    if (counts.answered >= counts.wanted) allAnswered.resolve();
    if (!waiting.some(isDue)) return;
    for (const { resolve } of waiting.filter(isDue)) resolve();
    waiting = waiting.filter((each) => !isDue(each));
  }

  return {
    answered,
    sent,
    noteAnswered(index) {
      if (answered[index] === 0) {
        counts.answered++;
        counts.owed += delivered[index] ? 0 : 1;
      }
      answered[index] = 1;
      settle();
    },
    noteSent(index) {
      sent[index] = Math.min(255, sent[index]! + 1);
    },
    noteDelivered(index) {
      counts.deliveries++;
      if (delivered[index] === 0) {
        counts.delivered++;
        counts.owed -= answered[index] ? 1 : 0;
      }
      delivered[index] = 1;
    },
    counts: () => ({ ...counts }),
    whenAnswered(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      settle();
      return promise;
    },
    whenAllAnswered: () => allAnswered.promise,
    limit(wanted) {
      counts.wanted = wanted;
      settle();
    },
  };
}
