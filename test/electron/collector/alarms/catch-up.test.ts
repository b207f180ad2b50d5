import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createActStreams } from "../../../../electron/collector/alarms/act-streams.ts";
import type { JournalLine } from "../../../../electron/journal/types.ts";
import { toAlarmRecord } from "../../../../shared/alarms/alarm-line.ts";
import type { RoomAct } from "../../../../shared/room/room-act.ts";
import { listenToRoom } from "../../../support/listen-to-room.ts";
import { makeJournalFolder } from "../../journal/open-journal.ts";
import { createRoomPc } from "./room-pc.ts";

test("an act that is stored in the moment in which a PC has read to the end reaches it", async () => {
  const journal = await makeJournalFolder().open();
  const pc = createRoomPc(() => "", 1, Date.now);
  const comment = (text: string) => pc.act({ type: "commented", text }) as RoomAct;
  const [emptyRead, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  /** The disk is slow to say that there is nothing. */
  async function read(...question: Parameters<typeof journal.read>): Promise<JournalLine[]> {
    const lines = await journal.read(...question);
    if (lines.length > 0) return lines;
    emptyRead.resolve();
    await release.promise;
    return lines;
  }
  const streams = createActStreams({
    journal: { read, end: journal.end },
    roomId: "room",
    findStart: async () => journal.oldest(),
    status: () => ({ room: "room", sends: [], pcs: 1, seen: {} }),
    onChange: () => undefined,
    setTimer: () => () => undefined,
    log: () => undefined,
  });
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    streams.answer(null, { clientId: pc.id, hasOwnToken: false }).open?.(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    streams.close();
    server.close();
  });
  const store = async (act: RoomAct): Promise<void> => {
    await journal.append([JSON.stringify({ ...toAlarmRecord(act), clientId: pc.id })]);
    streams.sendAct(act, journal.end());
  };

  const ear = await listenToRoom(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, pc.id);
  await emptyRead.promise;
  await store(comment("meanwhile"));
  release.resolve();
  await ear.until(() => ear.acts.length > 0);
  expect(ear.acts[0]?.data.text).toBe("meanwhile");
});
