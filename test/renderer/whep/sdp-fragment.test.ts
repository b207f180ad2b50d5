import { describe, expect, test } from "vitest";
import { listCandidates, makeSdpFragment, readRestart } from "../../../renderer/whep/sdp-fragment.ts";

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

describe("the fragment of a server that has restarted ICE", () => {
  const HOST = "a=candidate:1 1 udp 2130706431 192.168.0.10 8189 typ host";
  /** As MediaMTX v1.20.1 writes it. */
  const FRAGMENT = ["a=ice-options:trickle ice2", "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:0", "a=ice-ufrag:new", "a=ice-pwd:new-secret"];
  const ANSWER = [
    "v=0",
    ...sectionOf("0", "video"),
    "a=candidate:9 1 udp 1 10.0.0.9 1 typ host",
    "a=end-of-candidates",
    ...sectionOf("1", "audio"),
    "",
  ];

  test("makes the session's next answer: its credentials everywhere, its candidates in place of the old ones", () => {
    const answer = readRestart(ANSWER.join("\r\n"), [...FRAGMENT, HOST, "a=end-of-candidates", ""].join("\r\n"));
    const renewed = (lines: string[]) => lines.map((line) => line.replace(":old", ":new").replace(":secret", ":new-secret"));
    const expected = ["v=0", ...renewed(sectionOf("0", "video")), HOST, "a=end-of-candidates", ...renewed(sectionOf("1", "audio")), ""];
    expect(answer).toBe(expected.join("\r\n"));
  });

  test.each([
    ["nothing", ""],
    ["no password", "a=ice-ufrag:new\r\n"],
    ["something else altogether", "<html>"],
  ])("with %s makes none", (_, fragment) => {
    expect(readRestart(ANSWER.join("\r\n"), fragment)).toBeUndefined();
  });
});

test("what an offer has gathered stands in its fragment", () => {
  const gathered = OFFER.replace("a=mid:0", "a=mid:0\r\na=candidate:1 1 udp 1 10.0.0.1 5000 typ host\r\na=end-of-candidates");
  expect(listCandidates(gathered)).toEqual([{ candidate: "candidate:1 1 udp 1 10.0.0.1 5000 typ host", sdpMid: "0" }]);
  expect(makeSdpFragment(gathered, listCandidates(gathered))).toContain("a=mid:0\r\na=candidate:1 1 udp 1 10.0.0.1 5000 typ host\r\n");
});

function sectionOf(mid: string, kind: string): string[] {
  return [`m=${kind} 9 UDP/TLS/RTP/SAVPF 96`, "a=ice-ufrag:old", "a=ice-pwd:secret", `a=mid:${mid}`];
}
