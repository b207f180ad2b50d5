import type { StreamFault } from "./media-faults.ts";
import type { Direction } from "./media-relay.ts";
import type { RtpVideo } from "./media-sdp.ts";

export interface PacketFilterOptions {
  /** Asked for each packet. */
  fault: () => StreamFault | undefined;
  /** Undefined for a session without video. */
  video: RtpVideo | undefined;
  /** In [0, 1). */
  random: () => number;
}

/**
 * Decides which packets of a session the network loses while a fault is on. What they carry is encrypted, but RTP headers (RFC 3550,
 * RFC 8285) are not: enough to break frames without breaking the connection.
 */
export function createPacketFilter({ fault, video, random }: PacketFilterOptions): (packet: Buffer, direction: Direction) => boolean {
  let lastKeyFrame: number | undefined;
  let brokenFrame: number | undefined;

  /** Loses the frame behind each key frame: all that build on it arrive and cannot be decoded until the next key frame. */
  const passesSlideshow = (packet: Buffer): boolean => {
    const frame = packet.readUInt32BE(4);
    if (hasExtension(packet, video?.orientationId)) lastKeyFrame = frame;
    else if (lastKeyFrame !== undefined && frame !== lastKeyFrame) {
      brokenFrame = frame;
      lastKeyFrame = undefined;
    }
    return frame !== brokenFrame;
  };

  return (packet, direction) => {
    const present = fault();
    if (present?.fault === "blackhole") return false;
    if (present?.fault === "packet_loss") return random() * 100 >= present.percent;
    if ((present?.fault !== "no_frames" && present?.fault !== "slideshow") || direction === "toServer" || !isRtp(packet)) return true;
    // No second chance by retransmission.
    if (packet.readUInt32BE(8) !== video?.ssrc) return false;
    // Of a key frame, which is more than one packet, never all arrive.
    return present.fault === "slideshow" ? passesSlideshow(packet) : packet.readUInt16BE(2) % 2 === 0;
  };
}

/** RTCP, which shares the port: the same version bits, packet types 192 to 223. */
export function isRtcp(packet: Buffer): boolean {
  const type = (packet[1] ?? 0) & 0x7f;
  return packet.length > 8 && packet[0]! >> 6 === 2 && type >= 64 && type < 96;
}

/** RTP and not RTCP, STUN or DTLS (RFC 7983, RFC 5761). */
export function isRtp(packet: Buffer): boolean {
  const type = (packet[1] ?? 0) & 0x7f;
  return packet.length > 12 && packet[0]! >> 6 === 2 && (type < 64 || type >= 96);
}

/** Whether the header holds the one-byte extension of this number (RFC 8285, 4.2). */
function hasExtension(packet: Buffer, id: number | undefined): boolean {
  if (!(packet[0]! & 0x10) || packet.length < 16 || packet.readUInt16BE(12) !== 0xbede) return false;
  const end = Math.min(packet.length, 16 + packet.readUInt16BE(14) * 4);
  for (let at = 16; at < end;) {
    const element = packet[at]!;
    if (element >> 4 === id) return true;
    at += element === 0 ? 1 : 2 + (element & 0x0f);
  }
  return false;
}
