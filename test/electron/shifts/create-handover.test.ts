import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const ALARM = "stream:stream-001";
const SETTINGS = {
  servers: [{ id: "main", name: "서버 A", whepBaseUrl: "http://127.0.0.1:9" }],
  streams: [{ id: "stream-001", name: "1번 출입구", serverId: "main", path: "stitched" }],
  client: { name: "3번 관제석" },
  operators: [{ name: "김" }],
  alerts: { onDelaySeconds: 0 },
};

async function openRoom(dataDir = makeTempDir()) {
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(SETTINGS));
  const room = await createControlRoom(makeControlRoomOptions(dataDir));
  onTestFinished(room.close);
  let changes = 0;
  room.onNotification((name) => {
    if (name === "handoverChanged") changes++;
  });
  return { room, api: room.api, dataDir, changes: () => changes };
}

test("it tells what stands, who did what, and what was not seen; kept, it stays as it was, and the next begins where it ends", async () => {
  const { room, api, dataDir, changes } = await openRoom();
  await api.takeDuty({ name: "김" });
  const page = makeStateReport().page;
  await api.reportState(makeStateReport({ state: "down", whepUrl: "http://127.0.0.1:9/stitched/whep", page }));
  await api.reportError(makeReport({ whepUrl: "http://127.0.0.1:9/stitched/whep" }));
  await expect.poll(async () => (await api.getAlarms({})).alarms).toMatchObject([{ id: ALARM, state: "unacknowledged" }]);
  await api.commentAlarm({ alarmId: ALARM, text: "업체 연락" });
  await api.writeHandoverText({ text: "렌즈 교체 예정" });
  expect(changes()).toBe(1);

  const { facts, text } = await api.readHandover({});
  expect(text).toBe("렌즈 교체 예정");
  expect(facts).toMatchObject({
    by: "김",
    client: "3번 관제석",
    open: [{ id: ALARM, comments: [{ text: "업체 연락", by: "김" }] }],
    acts: [{ type: "commented", source: "stream-001", text: "업체 연락", by: "김" }],
    backlog: { isOn: false },
  });
  // Eight hours without shifts, of which this host has seen the end.
  expect(facts.to - facts.from).toBe(8 * 3_600_000);
  expect(facts.blind).toMatchObject([{ from: facts.from }]);
  expect(facts.blind[0]!.to).toBeGreaterThan(facts.to - 600_000);

  const kept = await api.handOver({ language: "ko" });
  expect(kept).toMatchObject({ by: "김", text: "렌즈 교체 예정" });
  for (const part of ["렌즈 교체 예정", "1번 출입구", "업체 연락"]) expect(kept.report).toContain(part);
  const after = await api.readHandover({});
  expect(after).toMatchObject({ text: "", facts: { from: kept.to, acts: [] } });

  await room.close();
  const again = await openRoom(dataDir);
  expect(await again.api.listHandovers({})).toEqual({ handovers: [kept] });
  expect((await again.api.readHandover({})).facts.from).toBe(kept.to);
  const folder = join(dataDir, "logs", "handover");
  const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const line = JSON.parse(readFileSync(join(folder, file), "utf8")) as object;
  expect(line).toEqual({ timestamp: new Date(kept.to).toISOString(), from: new Date(kept.from).toISOString(), by: "김", text: kept.text, report: kept.report, id: kept.id }); // prettier-ignore
});

test("what is written is still there after a crash of the host, and a damaged file is an empty text", async () => {
  const { room, api, dataDir } = await openRoom();
  await api.writeHandoverText({ text: "아직 쓰는 중" });
  await room.close();
  const again = await openRoom(dataDir);
  expect((await again.api.readHandover({})).text).toBe("아직 쓰는 중");
  await again.room.close();
  writeFileSync(join(dataDir, "handover.json"), '{"text":');
  expect((await (await openRoom(dataDir)).api.readHandover({})).text).toBe("");
});

test("a text that cannot be kept is refused, and what was kept before stays", async () => {
  const { room, api, dataDir } = await openRoom();
  await api.writeHandoverText({ text: "첫 글" });
  rmSync(join(dataDir, "handover.json"));
  mkdirSync(join(dataDir, "handover.json")); // no file can take its place
  expect(await room.call("writeHandoverText", { text: "둘째 글" })).toMatchObject({ ok: false });
  expect((await api.readHandover({})).text).toBe("첫 글");
});
