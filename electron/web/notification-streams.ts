import type { ServerResponse } from "node:http";
import type { ControlRoom } from "../control-room-types.ts";

export interface NotificationStreams {
  /** Answers a request with server-sent events: `event` is the notification's name, `data` its payload as JSON. */
  open(response: ServerResponse): void;
  close(): void;
}

/** How often a comment is sent, so that a dead connection is noticed on both sides, in milliseconds. */
const HEARTBEAT_INTERVAL = 15_000;
/** How long a browser waits before it opens the stream again, in milliseconds. */
const RECONNECT_AFTER = 1_000;
/** A page that has not read so many bytes is cut off; it opens the stream again and asks for the present state. */
const MOST_UNREAD_BYTES = 1024 * 1024;

export function createNotificationStreams(controlRoom: Pick<ControlRoom, "onNotification">): NotificationStreams {
  const open = new Set<ServerResponse>();
  const send = (text: string): void => {
    for (const response of open) {
      response.write(text);
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    }
  };
  const stop = controlRoom.onNotification((name, payload) => send(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`));
  const heartbeat = setInterval(() => send(": alive\n\n"), HEARTBEAT_INTERVAL).unref();

  return {
    open(response) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(`retry: ${RECONNECT_AFTER}\n\n`);
      open.add(response);
      response.on("close", () => open.delete(response));
    },
    close() {
      stop();
      clearInterval(heartbeat);
      for (const response of open) response.end();
    },
  };
}
