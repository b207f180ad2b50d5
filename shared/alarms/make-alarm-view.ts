import type { Alarm, AlarmComment, OutOfService, SeenBy, Shelf } from "./alarm.ts";
import { isOpen } from "./alarm.ts";
import type { Alarms } from "./apply-alarm-event.ts";
import { describeAlarm } from "./describe-alarm.ts";
import type { AlarmDescription } from "./describe-alarm.ts";

/** An alarm as a page has it. Moments are Unix milliseconds. */
export interface AlarmView extends AlarmDescription {
  id: string;
  /** Absent: it is shelved or out of service without having been raised. An acknowledgement names it. */
  occurrenceId?: string;
  raisedAt?: number;
  isAcknowledged: boolean;
  acknowledgedAt?: number;
  acknowledgedBy?: string;
  /** Name of the PC at which it was, where that is another one. */
  acknowledgedOn?: string;
  /** Id of the alarm that it is part of. */
  cause?: string;
  /** The occurrence of the cause that it has outlived. */
  outlived?: string;
  /** Leads to the error records of a stream's failure. */
  incidentId?: string;
  shelf?: Shelf;
  outOfService?: OutOfService;
  /** It is expected to be down, by the settings or with its server: until then; absent where that has no end. */
  expectedUntil?: number;
  comments: AlarmComment[];
}

/** What a page is told of the other PCs. */
export interface RoomView {
  /** This PC's. */
  clientId: string;
  seenBy: (alarmId: string) => SeenBy | undefined;
}

/** Undefined: there is nothing to show of it yet. `maskedUntil`: until when it is expected to be down (masks.ts); undefined: it is not. */
export function makeAlarmView(
  alarm: Alarm,
  alarms: Alarms,
  { maskedUntil, room }: { maskedUntil?: number | undefined; room?: RoomView },
): AlarmView | undefined {
  const { id, occurrence, condition, shelf, outOfService, comments } = alarm;
  if (!occurrence && !shelf && !outOfService) return undefined;
  const { acknowledgedOn } = occurrence ?? {};
  const seenBy = isOpen(alarm) ? room?.seenBy(id) : undefined;
  return {
    ...describeAlarm(alarm, alarms, maskedUntil !== undefined),
    id,
    isAcknowledged: occurrence?.isAcknowledged ?? true,
    ...(occurrence && { occurrenceId: occurrence.id, raisedAt: occurrence.raisedAt }),
    ...(occurrence?.acknowledgedAt !== undefined && { acknowledgedAt: occurrence.acknowledgedAt }),
    ...(occurrence?.acknowledgedBy !== undefined && { acknowledgedBy: occurrence.acknowledgedBy }),
    ...(acknowledgedOn && acknowledgedOn.id !== room?.clientId && { acknowledgedOn: acknowledgedOn.name }),
    ...(seenBy && { seenBy }),
    ...(occurrence?.cause !== undefined && { cause: occurrence.cause }),
    ...(occurrence?.outlived !== undefined && { outlived: occurrence.outlived }),
    ...(condition?.incidentId !== undefined && { incidentId: condition.incidentId }),
    ...(shelf && { shelf }),
    ...(outOfService && { outOfService }),
    ...(maskedUntil !== undefined && Number.isFinite(maskedUntil) && { expectedUntil: maskedUntil }),
    comments,
  };
}
