import { expect, test } from "vitest";
import { describeAlarm } from "../../../shared/alarms/describe-alarm.ts";
import { writeEvidence } from "../../../shared/alarms/evidence-words.ts";
import { createWriteTime, writeAlarmSentence } from "../../../shared/alarms/write-alarm-sentence.ts";
import { idsOf, makeTiles, makeWorld, MINUTE, SECOND, START, startServer, stopServer } from "./make-world.ts";
import type { World } from "./make-world.ts";

const SERVER = "server:a:8889";

function describeIt(world: World, id = SERVER) {
  return describeAlarm(world.alarms().get(id)!, world.alarms());
}

function sentence(world: World, language: "ko" | "en", id = SERVER): string {
  const context = { language, now: world.now(), writeTime: createWriteTime(language, "UTC") };
  return writeAlarmSentence({ ...describeIt(world, id), name: "서버 A" }, context);
}

test("a server that other PCs play is no server that is down: the one alarm says so once that is known, and what to look at", () => {
  const world = makeWorld(makeTiles(4));
  stopServer(world, idsOf(4));
  world.pass(SECOND);
  world.answer("a:8889", false);
  world.pass(35 * SECOND);
  expect(describeIt(world)).toMatchObject({ kind: "server_down", verdict: "server_down", guidance: "check_server" });
  expect(describeIt(world, "stream:cam-1")).toMatchObject({ state: "suppressed", guidance: "check_server" });
  world.news();
  world.fail(idsOf(4), { since: START, elsewhere: "plays" });
  world.answer("a:8889", false);
  world.pass(SECOND);
  expect(world.news()).toEqual([`diagnosed ${SERVER}`]);
  expect(describeIt(world)).toMatchObject({ verdict: "local", guidance: "check_this_pc_network", evidence: { elsewhere: "plays" } });
  expect(describeIt(world, "stream:cam-1")).toMatchObject({ guidance: "check_this_pc_network" });
  expect(sentence(world, "ko")).toBe("서버 A 영상 끊김, 다른 PC는 정상, 카메라 4대, 02:10부터");
  expect(sentence(world, "en")).toBe("서버 A has no picture, other PCs have it, 4 cameras, since 02:10");

  world.fail(idsOf(4), { since: START, elsewhere: "fails" });
  world.pass(SECOND);
  expect(describeIt(world)).toMatchObject({ kind: "server_down", verdict: "server_down" });
  startServer(world, idsOf(4));
  world.pass(MINUTE);
  expect(world.news().filter((line) => line.endsWith(SERVER))).toEqual([`diagnosed ${SERVER}`, `cleared ${SERVER}`]);
});

test("known before it is raised, it is one alarm with that verdict", () => {
  const world = makeWorld(makeTiles(4, { site: "강남" }));
  world.answer("a:8889", true);
  world.fail(idsOf(4), { elsewhere: "plays" });
  world.answer("a:8889", true);
  world.pass(MINUTE);
  expect(world.news().filter((line) => !line.includes("stream:"))).toEqual(["raised site:강남"]);
  expect(describeIt(world, "site:강남")).toMatchObject({ kind: "site_down", verdict: "local" });
});

test("one camera: here alone, or everywhere", () => {
  const world = makeWorld(makeTiles(4));
  world.answer("a:8889", true);
  world.fail(["cam-1"], { elsewhere: "plays" });
  world.fail(["cam-2"], { elsewhere: "fails" });
  world.pass(MINUTE);
  expect(sentence(world, "ko", "stream:cam-1")).toBe("서버 A 영상 끊김, 다른 PC는 정상, 02:10부터");
  expect(sentence(world, "ko", "stream:cam-2")).toBe("서버 A 영상 끊김, 02:10부터");
  expect(describeIt(world, "stream:cam-2")).toMatchObject({ verdict: "shared", guidance: "check_camera" });
});

test("one camera that sends what cannot be played: its codec is to be looked at, not its power", () => {
  const world = makeWorld(makeTiles(4));
  world.answer("a:8889", true);
  world.fail(["cam-1"], { reason: "unsupported_codec", statusCode: 400, path: { isAvailable: true, isOnline: true } });
  world.fail(["cam-2"], { reason: "source_timeout", statusCode: 400 });
  world.pass(MINUTE);
  const { guidance, verdict, evidence } = describeIt(world, "stream:cam-1");
  expect({ guidance, verdict }).toEqual({ guidance: "check_codec", verdict: "unknown" });
  expect(writeEvidence(evidence!, "ko")).toContain("재생할 수 있는 영상 없음(코덱), HTTP 400, 서버에는 영상 있음");
  expect(describeIt(world, "stream:cam-2")).toMatchObject({ guidance: "check_camera", verdict: "camera" });
});
