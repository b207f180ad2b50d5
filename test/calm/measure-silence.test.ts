import { expect, test } from "vitest";
import { measureSilence } from "./measure-silence.ts";
import type { ServerLook } from "./measure-silence.ts";

/** One look a second: what the reader had been sent by then, or that it was not connected. */
function lookAt(sent: (number | "away")[]): ServerLook[] {
  return sent.map((packets, second) => ({
    at: second * 1_000,
    sessions: [
      { id: "b", path: "other", state: "connected", packetsSent: second },
      { id: "a", path: "cam", state: packets === "away" ? "disconnected" : "connected", packetsSent: packets === "away" ? 0 : packets },
    ],
  }));
}

test.each<[string, (number | "away")[], number]>([
  ["is none while packets are sent", [10, 20, 30, 31], 0],
  ["is as long as no packet is sent", [10, 10, 10, 10, 20], 3_000],
  ["is the longest of several", [10, 10, 20, 20, 20, 30], 2_000],
  ["is none of a reader that has gone away", [10, "away", "away", "away"], 0],
  ["lasts to the present", [10, 20, 20, 20], 2_000],
])("the silence of the server %s", (_, sent, silence) => {
  expect(measureSilence(lookAt(sent), "cam")).toBe(silence);
});
