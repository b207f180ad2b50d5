import { describe, expect, test } from "vitest";
import { namesVideoTrack } from "../../../renderer/whep/names-video-track.ts";

const sdp = (...lines: string[]) => ["v=0", ...lines, ""].join("\r\n");
const VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96";
const DATA = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel";

describe("an answer", () => {
  test.each([
    ["of MediaMTX names its video", sdp(VIDEO, "a=mid:0", "a=ssrc:24 cname:mediamtx", "a=msid:mediamtx video", "a=sendonly", DATA), true],
    ["may name it without a stream", sdp(VIDEO, "a=msid:- video", "a=sendonly"), true],
    ["may name it by its packets alone", sdp(VIDEO, "a=ssrc:24 cname:x", "a=sendonly"), true],
    [
      "of MediaMTX for MPEG-4 with Opus names none, though it says sendonly",
      sdp("a=msid-semantic:WMS *", VIDEO, "a=sendonly", DATA),
      false,
    ],
    ["with audio alone has none", sdp("m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=msid:mediamtx audio", "a=sendonly"), false],
  ])("%s", (_, answer, names) => {
    expect(namesVideoTrack(answer)).toBe(names);
  });
});
