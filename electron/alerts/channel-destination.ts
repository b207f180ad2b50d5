import { makeAlertMessage } from "../../shared/alerts/alert-message.ts";
import type { Channel } from "../../shared/alerts/alert-settings.ts";
import type { ChannelProblem } from "../../shared/alerts/channel-test.ts";
import { parseNotification } from "../../shared/alerts/notification-line.ts";
import { writeAlertText } from "../../shared/alerts/write-alert-text.ts";
import type { TextContext } from "../../shared/alerts/write-alert-text.ts";
import type { Destination, SendResult } from "../delivery/destination.ts";
import type { Messenger, NotSent } from "../delivery/messenger.ts";
import type { OutgoingRecord } from "../delivery/read-outgoing.ts";
import type { Notifier } from "./create-notifier.ts";

export interface ChannelDestinationOptions {
  channel: Channel;
  messenger: Messenger;
  notifier: Pick<Notifier, "prepare" | "isReplaced" | "noteSent">;
  /** Keeps on disk how far it has got: a crash then repeats the one message that is under way, and no other. */
  keepPlace: () => Promise<void>;
  /** How words are put now. */
  context: () => TextContext;
  /** After each message: what was wrong, if anything. */
  onSent: (problem: ChannelProblem | undefined) => void;
  now: () => number;
  log: (message: string) => void;
}

/** Milliseconds. A notice that comes later than this is noise: the wall shows what stands. */
const NOTICE_LATE_AFTER = 60_000;

/** Whether a line of the notifications journal is for a channel. */
export function isFor(channel: Channel, { fields }: OutgoingRecord): boolean {
  return fields.channel === channel && parseNotification(fields) !== undefined;
}

/** A channel as a destination of the notifications journal: one message at a time, worded when it is sent. */
export function createChannelDestination(options: ChannelDestinationOptions): Destination {
  const { channel, messenger, notifier, keepPlace, context, onSent, now, log } = options;
  return {
    async send([record], signal) {
      const notification = parseNotification(record!.fields)!;
      if (channel === "desktop" && now() - notification.due > NOTICE_LATE_AFTER) {
        notifier.noteSent(notification);
        return DELIVERED;
      }
      await notifier.prepare(channel).catch((error: unknown) => log(`${channel}: what waits is sent as it is: ${String(error)}`));
      if (notifier.isReplaced(notification.id)) return DELIVERED;
      await keepPlace().catch(() => undefined); // to say it three times is better than not at all
      const present = context();
      const text = writeAlertText(notification, present);
      const sent = await messenger.send(makeAlertMessage(notification, text, present.client), signal);
      onSent(sent.kind === "delivered" ? sent.remark : sent.problem);
      if (sent.kind !== "delivered") return toResult(sent);
      notifier.noteSent(notification);
      return DELIVERED;
    },
  };
}

const DELIVERED: SendResult = { kind: "settled", outcomes: [{ kind: "delivered" }] };

function toResult({ kind, problem, retryAfter }: NotSent): SendResult {
  const { step, detail, statusCode } = problem;
  const message = `${step}: ${detail}`;
  if (kind === "refused") return { kind: "settled", outcomes: [{ kind, statusCode: statusCode ?? 0, reason: message }] };
  return { kind, message, ...(statusCode !== undefined && { statusCode }), ...(retryAfter !== undefined && { retryAfter }) };
}
