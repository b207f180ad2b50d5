import type { HostClient } from "./host-client.ts";
import { makeRecordId } from "./record-ids.ts";
import { PLANNED_STREAMS } from "./storm-streams.ts";

export interface DeskOptions {
  call: HostClient["call"];
  onAnswered: (index: number) => void;
}

/** A person who acts on alarms. Whoever is told that it did not work may try again or not: here nobody does, so that no act is there twice. */
export interface Desk {
  /** The n-th act: takes a stream out of service, the reason names the act, and back. */
  act(index: number): void;
  /** Resolves when each act was answered or has failed. */
  settle(): Promise<void>;
}

export function startDesk({ call, onAnswered }: DeskOptions): Desk {
  const underWay = new Set<Promise<void>>();

  async function takeOutAndBack(index: number): Promise<void> {
    const alarmId = `stream:${PLANNED_STREAMS[index % PLANNED_STREAMS.length]!.id}`;
    await call("setOutOfService", { alarmId, isOut: true, reason: makeRecordId(index, Date.now()) });
    onAnswered(index);
    await call("setOutOfService", { alarmId, isOut: false });
  }

  return {
    act(index) {
      const acting = takeOutAndBack(index)
        .catch(() => undefined) // the host is gone
        .finally(() => underWay.delete(acting));
      underWay.add(acting);
    },
    async settle() {
      await Promise.all(underWay);
    },
  };
}
