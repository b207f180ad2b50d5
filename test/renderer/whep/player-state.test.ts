import { describe, expect, test } from "vitest";
import { nextPlayerState } from "../../../renderer/whep/player-state.ts";
import type { PlayerEvent } from "../../../renderer/whep/player-state.ts";
import type { PlayerState } from "../../../renderer/whep/types.ts";

describe("a player", () => {
  test.each<[string, PlayerEvent[], PlayerState]>([
    ["is idle until this window may play the stream", ["start"], "idle"],
    ["plays once frames come", ["start", "granted", "answered", "connected", "frames"], "playing"],
    ["backs off when an attempt fails", ["granted", "failed"], "backing_off"],
    ["tries again", ["granted", "failed", "retry"], "connecting"],
    ["backs off when its session ends", ["granted", "answered", "connected", "frames", "failed"], "backing_off"],
    ["stays stalled while another attempt runs beside its session", ["granted", "frames", "stalled", "retry"], "stalled"],
    ["connects anew when that attempt is answered", ["granted", "frames", "stalled", "retry", "answered"], "connecting"],
    ["plays on when frames return to a stalled session", ["granted", "frames", "stalled", "retry", "frames"], "playing"],
    ["plays on when they return between two attempts", ["granted", "frames", "stalled", "failed", "frames"], "playing"],
    ["is offline while frames of the server's own clip come", ["granted", "answered", "connected", "slate"], "offline"],
    ["plays when the camera's come in their place", ["granted", "frames", "slate", "frames"], "playing"],
    ["gives up its place in the queue when the origin goes down", ["granted", "failed", "retry", "origin_down"], "backing_off"],
    ["ignores what comes after stop", ["granted", "stop", "frames", "failed", "retry"], "stopped"],
    ["can be started again", ["granted", "stop", "start", "granted"], "connecting"],
  ])("%s", (_, events, state) => {
    expect(events.reduce<PlayerState>(nextPlayerState, "idle")).toBe(state);
  });
});
