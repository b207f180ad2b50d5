import { describe, expect, test } from "vitest";
import { makeSdpFragment } from "../../../renderer/whep/sdp-fragment.ts";

const OFFER = [
  "v=0",
  "a=group:BUNDLE 0 1",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=ice-ufrag:frag",
  "a=ice-pwd:secret",
  "a=mid:0",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
  "a=ice-ufrag:frag",
  "a=mid:1",
  "",
].join("\r\n");

describe("a fragment of trickled candidates", () => {
  test("names the offer's credentials, and each candidate under its media line", () => {
    const fragment = makeSdpFragment(OFFER, [
      { candidate: "candidate:1 1 udp 1 10.0.0.1 5000 typ host", sdpMid: "0" },
      { candidate: "candidate:2 1 udp 1 10.0.0.2 5000 typ host", sdpMid: "0" },
    ]);
    expect(fragment).toBe(
      [
        "a=ice-ufrag:frag",
        "a=ice-pwd:secret",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "a=mid:0",
        "a=candidate:1 1 udp 1 10.0.0.1 5000 typ host",
        "a=candidate:2 1 udp 1 10.0.0.2 5000 typ host",
        "",
      ].join("\r\n"),
    );
  });

  test("says when there are no more", () => {
    expect(makeSdpFragment(OFFER, [null])).toMatch(/a=mid:0\r\na=end-of-candidates\r\n$/);
  });
});
