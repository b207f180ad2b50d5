import type { Endpoint } from "./media-relay.ts";

/**
 * The offer as the WebRTC library gets it: without the reader's own addresses, so that the only way to it leads through the relay; with
 * VP8 as the only video codec, at a steady `kilobitsPerSecond`, so that neither a start nor lost packets make the picture coarse.
 * Throws with MediaMTX's words when the offer is none or has no such codec.
 */
export function prepareOffer(sdp: string, kilobitsPerSecond: number): string {
  if (sdp.trim() === "") throw new Error("SetRemoteDescription called with no ice-ufrag");
  if (!/^v=0\r?$/m.test(sdp)) throw new Error("failed to unmarshal SDP: an offer begins with v=0");
  const [head = "", ...sections] = splitSections(sdp);
  if (!sections.some((section) => vp8Of(section))) throw new Error("codecs not supported by client");
  return [head, ...sections.map((section) => (section.startsWith("m=video") ? keepVp8(section, kilobitsPerSecond) : section))].join("");
}

/** The answer with the given addresses instead of its own, in the first media section: all others are bundled with it. */
export function withEndpoints(sdp: string, endpoints: readonly Endpoint[]): string {
  const [head = "", first = "", ...others] = splitSections(sdp).map((section) =>
    section.replace(/^c=IN IP[46] \S+/gm, "c=IN IP4 0.0.0.0").replace(/^(m=\S+) [1-9]\d* /, "$1 9 "),
  );
  const candidates = endpoints.map(
    ({ address, port }, index) => `a=candidate:${index + 1} 1 udp ${2_130_706_431 - index} ${address} ${port} typ host\r\n`,
  );
  return [head, first, ...candidates, candidates.length > 0 ? "a=end-of-candidates\r\n" : "", ...others].join("");
}

/** The address of a host candidate on IPv4 and UDP; undefined for others. */
export function parseCandidate(candidate: string): Endpoint | undefined {
  const [, address, port] = /^candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host/i.exec(candidate) ?? [];
  return address === undefined ? undefined : { address, port: Number(port) };
}

/** What tells a session's video from its retransmissions, and its key frames from the others, without decrypting a packet. */
export interface RtpVideo {
  ssrc: number;
  /** Number of the RTP header extension that libwebrtc adds to the last packet of each key frame. */
  orientationId?: number;
}

/** Undefined when the answer sends no video. */
export function readRtpVideo(sdp: string): RtpVideo | undefined {
  const ssrc = /^a=ssrc-group:FID (\d+)/m.exec(sdp)?.[1] ?? /^a=ssrc:(\d+)/m.exec(sdp)?.[1];
  if (ssrc === undefined) return undefined;
  const orientation = /^a=extmap:(\d+)\S* urn:3gpp:video-orientation/m.exec(sdp)?.[1];
  return { ssrc: Number(ssrc), ...(orientation !== undefined && { orientationId: Number(orientation) }) };
}

/** The part before the first media section, then each section; lines end with CRLF; no candidates. */
function splitSections(sdp: string): string[] {
  return sdp
    .split(/\r?\n/)
    .filter((line) => line !== "" && !/^a=(candidate:|end-of-candidates)/.test(line))
    .map((line) => `${line}\r\n`)
    .join("")
    .split(/^(?=m=)/m);
}

function vp8Of(section: string): string | undefined {
  return section.startsWith("m=video") ? /^a=rtpmap:(\d+) VP8\//im.exec(section)?.[1] : undefined;
}

function keepVp8(section: string, kilobitsPerSecond: number): string {
  const vp8 = vp8Of(section);
  if (vp8 === undefined) return section;
  const retransmission = new RegExp(`^a=fmtp:(\\d+) apt=${vp8}\\s*$`, "m").exec(section)?.[1];
  const kept = retransmission === undefined ? [vp8] : [vp8, retransmission];
  const rate = `x-google-start-bitrate=${kilobitsPerSecond};x-google-min-bitrate=${kilobitsPerSecond};x-google-max-bitrate=${kilobitsPerSecond}`;
  return section
    .replace(/^(m=video \S+ \S+) .*/, `$1 ${kept.join(" ")}`)
    .replace(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) .*\r\n/gm, (line, format: string) => (kept.includes(format) ? line : ""))
    .replace(/^a=rtpmap:.* VP8\/.*\r\n/im, (line) => `${line}a=fmtp:${vp8} ${rate}\r\n`);
}
