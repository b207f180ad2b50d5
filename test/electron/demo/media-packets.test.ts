import { describe, expect, test } from "vitest";
import type { StreamFault } from "../../../electron/demo/media-faults.ts";
import { createPacketFilter } from "../../../electron/demo/media-packets.ts";

const [VIDEO, RETRANSMISSION] = [1_000, 2_000];
const STUN = Buffer.from("000100002112a442000000000000000000000000", "hex");
const DTLS_ALERT = Buffer.from("15fefd0001000000000000000215000000000000", "hex");
const RTCP = Buffer.from("80c80006000003e8000000000000000000000000", "hex");

/** The last packet of a key frame carries the extension for the orientation. */
function rtp({ sequence = 0, timestamp = 0, ssrc = VIDEO, endsKeyFrame = false }): Buffer {
  const packet = Buffer.alloc(64);
  packet.writeUInt8(endsKeyFrame ? 0x90 : 0x80, 0);
  packet.writeUInt8(96, 1);
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(timestamp, 4);
  packet.writeUInt32BE(ssrc, 8);
  if (endsKeyFrame) packet.set([0xbe, 0xde, 0, 2, 0x22, 1, 2, 3, 0x30, 0, 0, 0], 12);
  return packet;
}

const makeFilter = (fault: StreamFault | undefined, random = 0.5) =>
  createPacketFilter({ fault: () => fault, video: { ssrc: VIDEO, orientationId: 3 }, random: () => random });

describe("The packet filter", () => {
  test.each<[string, StreamFault | undefined, Buffer, "toReader" | "toServer", boolean]>([
    ["passes all without a fault", undefined, rtp({}), "toReader", true],
    ["passes all with a fault of another kind", { fault: "frozen_picture" }, rtp({}), "toReader", true],
    ["loses video in a blackhole", { fault: "blackhole" }, rtp({}), "toReader", false],
    ["loses the reader's checks in a blackhole", { fault: "blackhole" }, STUN, "toServer", false],
    ["loses the goodbye in a blackhole", { fault: "blackhole" }, DTLS_ALERT, "toReader", false],
    ["loses as many as it is told to", { fault: "packet_loss", percent: 51 }, rtp({}), "toReader", false],
    ["and no more", { fault: "packet_loss", percent: 50 }, rtp({}), "toReader", true],
    ["breaks frames by odd packets", { fault: "no_frames" }, rtp({ sequence: 7 }), "toReader", false],
    ["while even ones arrive", { fault: "no_frames" }, rtp({ sequence: 8 }), "toReader", true],
    ["and none is sent again", { fault: "no_frames" }, rtp({ sequence: 8, ssrc: RETRANSMISSION }), "toReader", false],
    ["breaks no connection with the frames (STUN)", { fault: "no_frames" }, STUN, "toReader", true],
    ["breaks no connection with the frames (DTLS)", { fault: "no_frames" }, DTLS_ALERT, "toReader", true],
    ["breaks no connection with the frames (RTCP)", { fault: "slideshow" }, RTCP, "toReader", true],
    ["passes a stub that is no packet", { fault: "slideshow" }, Buffer.from([0x80]), "toReader", true],
  ])("%s", (_, fault, packet, direction, passes) => {
    expect(makeFilter(fault)(packet, direction)).toBe(passes);
  });

  test("makes a slideshow by losing the frame behind each key frame", () => {
    const filter = makeFilter({ fault: "slideshow" });
    const packets = [
      rtp({ timestamp: 1 }),
      rtp({ timestamp: 2 }),
      rtp({ timestamp: 2, endsKeyFrame: true }),
      rtp({ timestamp: 3 }),
      rtp({ timestamp: 3 }),
      rtp({ timestamp: 4 }),
      rtp({ timestamp: 5, endsKeyFrame: true }),
      rtp({ timestamp: 6 }),
    ];
    expect(packets.map((packet) => filter(packet, "toReader"))).toEqual([true, true, true, false, false, true, true, false]);
  });
});
