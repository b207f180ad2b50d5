import { EventEmitter, once } from "node:events";
import { onTestFinished } from "vitest";
import type { RoomStatus } from "../../shared/room/room-status.ts";

/** A PC's ear at a collector: what comes over its stream, as it stands there. */
export interface RoomListener {
  acts: { id: string; data: Record<string, unknown> }[];
  status(): RoomStatus | undefined;
  /** Resolves as soon as it holds, looked at with each event. */
  until(isSo: () => boolean): Promise<void>;
  /** When the collector has ended it. */
  ended: Promise<void>;
  stop(): void;
}

export async function listenToRoom(url: string, clientId: string, after = ""): Promise<RoomListener> {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const response = await fetch(`${url}/api/v1/alarms/acts?after=${encodeURIComponent(after)}`, {
    headers: { "user-agent": `MTXWatch/0.1.0 (${clientId})` },
    signal: ending.signal,
  });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const acts: RoomListener["acts"] = [];
  const news = new EventEmitter();
  let status: RoomStatus | undefined;

  function take(block: string): void {
    const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
    const data = fields.get("data");
    if (data === undefined) return;
    if (fields.get("event") === "act") acts.push({ id: fields.get("id") ?? "", data: JSON.parse(data) as Record<string, unknown> });
    if (fields.get("event") === "room") status = JSON.parse(data) as RoomStatus;
    news.emit("news");
  }

  async function read(): Promise<void> {
    let rest = "";
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) take(block);
    }
  }

  return {
    acts,
    status: () => status,
    async until(isSo) {
      while (!isSo()) await once(news, "news");
    },
    ended: read().catch(() => undefined),
    stop: () => ending.abort(),
  };
}
