import { beforeEach, describe, expect, test } from "vitest";
import { createWallPlayers } from "../../../renderer/wall/create-wall-players.ts";
import type { WallPlayers } from "../../../renderer/wall/create-wall-players.ts";
import type { Listening } from "../../../renderer/whep/listen.ts";
import type { PlayableStream, Player } from "../../../renderer/whep/types.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const SERVERS = [
  { id: "a", name: "서버 A", whepBaseUrl: "http://10.0.0.1:8889" },
  { id: "b", whepBaseUrl: "http://10.0.0.2:8889/sub", auth: { kind: "bearer", secretRef: "t" } },
];
const stream = (id: string, serverId = "a") => ({ id, name: `이름 ${id}`, serverId, path: id });
const settings = (streams: unknown[], servers: unknown[] = SERVERS) => settingsSchema.parse({ servers, streams });

describe("the wall's players", () => {
  let running: Map<string, PlayableStream>;
  let asked: string[];
  let slates: Set<string>;
  /** By stream id; others play. */
  let states: Map<string, string>;
  let listeners: Set<() => void>;
  let timers: (() => void)[];
  let players: WallPlayers;

  beforeEach(() => {
    running = new Map();
    asked = [];
    slates = new Set();
    states = new Map();
    listeners = new Set();
    timers = [];
    players = createWallPlayers({
      pool: { createPlayer: (playable) => countingPlayer(playable) },
      besidePool: { createPlayer: (playable) => countingPlayer({ ...playable, id: `beside ${playable.id}` }) },
      getAuthorization(serverId) {
        asked.push(serverId);
        return Promise.resolve("Bearer x");
      },
      listen: () => ({}) as Listening,
      setTimeout: (callback) => timers.push(callback),
      createVideo: (player) => ({ title: player.stream.id }) as HTMLVideoElement,
    });
  });

  /** Knows only whether it runs. */
  function countingPlayer(playable: PlayableStream): Player {
    const key = `${playable.id} ${playable.whepUrl}`;
    return {
      stream: playable,
      start: () => running.set(key, playable),
      stop: () => Promise.resolve(void running.delete(key)),
      view: () => ({ state: states.get(playable.id) ?? "playing" }),
      subscribe: (listener: () => void) => listeners.add(listener),
      setOnSlate: (onSlate: boolean) => (onSlate ? slates.add(key) : slates.delete(key)),
    } as unknown as Player;
  }
  const names = () => players.streams().map(({ player }) => player.stream.name);

  test("play what the settings name, in its order", () => {
    players.apply(settings([stream("1"), stream("2", "b")]));
    expect([...running.keys()]).toEqual(["1 http://10.0.0.1:8889/1/whep", "2 http://10.0.0.2:8889/sub/2/whep"]);
    expect(players.streams().map(({ serverName }) => serverName)).toEqual(["서버 A", "10.0.0.2:8889"]);
  });

  test("play on undisturbed when something else changes", () => {
    players.apply(settings([stream("1"), stream("2")]));
    const [first] = players.streams();
    players.apply(settings([stream("3"), { ...stream("1"), priority: "high", frozenAlarm: true }]));
    expect(names()).toEqual(["이름 3", "이름 1"]);
    expect(players.streams()[1]!.player).toBe(first!.player);
    expect([...running.values()].map(({ id }) => id).sort()).toEqual(["1", "3"]);
  });

  test("play on under another name", () => {
    players.apply(settings([stream("1")]));
    const [before] = players.streams();
    players.apply(settings([{ ...stream("1"), name: "정문" }]));
    expect(names()).toEqual(["정문"]);
    expect(players.streams()[0]!.player).toBe(before!.player);
    players.apply(settings([{ ...stream("1"), name: "" }]));
    expect(names()).toEqual(["1"]);
  });

  test("play a camera's large picture beside it for whoever asks, and only where there is one", () => {
    players.apply(settings([stream("1"), { ...stream("2", "b"), mainPath: "2/large" }]));
    const [small, both] = players.streams();
    expect(small!.playMain).toBeUndefined();
    const { player } = both!.playMain!();
    expect([...running.keys()]).toContain("beside 2 http://10.0.0.2:8889/sub/2/large/whep");
    expect(player.stream).toMatchObject({ name: "이름 2", role: "main", getAuthorization: expect.any(Function) as unknown });
    players.apply(settings([stream("1"), { ...stream("2", "b"), mainPath: "2/else" }]));
    expect(players.streams()[1]!.player).toBe(both!.player);
  });

  test("are copies of what another window plays and this one shows, until this one plays it itself", () => {
    states.set("1", "idle").set("2", "idle");
    players.apply(settings([stream("1"), stream("2"), stream("3")]));
    players.setShown(["1", "3"]);
    expect([...running.keys()].filter((key) => key.startsWith("beside"))).toEqual([]);
    for (const timer of timers) timer();
    expect([...running.keys()].filter((key) => key.startsWith("beside"))).toEqual(["beside 1 http://10.0.0.1:8889/1/whep"]);
    expect(players.streams().map(({ player }) => player.stream.role)).toEqual(["copy", undefined, undefined]);
    expect(players.watching().map(({ player }) => player.stream.id)).toEqual(["1", "2", "3"]);
    players.setShown([]); // out of sight it goes on
    states.set("1", "playing");
    for (const listener of listeners) listener();
    expect([...running.keys()].filter((key) => key.startsWith("beside"))).toEqual([]);
    expect(players.streams().map(({ player }) => player.stream.id)).toEqual(["1", "2", "3"]);
  });

  test("leave no copy behind when their stream is gone", () => {
    states.set("1", "idle");
    players.apply(settings([stream("1")]));
    players.setShown(["1"]);
    for (const timer of timers) timer();
    players.apply(settings([]));
    expect([...running.keys()]).toEqual([]);
  });

  test("start anew when their server moves", () => {
    players.apply(settings([stream("1")]));
    players.apply(settings([stream("1")], [{ ...SERVERS[0], whepBaseUrl: "http://10.0.0.9:8889" }]));
    expect([...running.keys()]).toEqual(["1 http://10.0.0.9:8889/1/whep"]);
  });

  test("ask for a server's authorization only where it has one", async () => {
    players.apply(settings([stream("1"), stream("2", "b")]));
    const [open, locked] = players.streams();
    expect(open!.player.stream.getAuthorization).toBeUndefined();
    expect(await locked!.player.stream.getAuthorization!()).toBe("Bearer x");
    expect(asked).toEqual(["b"]);
  });

  test("leave out a stream whose server is unknown, and a second one of the same id", () => {
    players.apply(settings([stream("1", "nowhere"), stream("2"), { ...stream("2"), path: "else" }]));
    expect(names()).toEqual(["이름 2"]);
  });

  test("hear which of them show the server's own clip, and which no longer do", () => {
    players.apply(settings([stream("1"), stream("2")]));
    players.noteSlates(["2", "gone"]);
    expect([...slates]).toEqual(["2 http://10.0.0.1:8889/2/whep"]);
    players.noteSlates([]);
    expect([...slates]).toEqual([]);
  });
});
