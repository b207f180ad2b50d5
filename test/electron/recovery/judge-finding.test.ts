import { describe, expect, test } from "vitest";
import { growth, judgeFinding } from "../../../electron/recovery/judge-finding.ts";
import type { FindingCase, Observation, SessionMeasure } from "../../../electron/recovery/judge-finding.ts";
import type { ApiPath, ApiSession } from "../../../electron/recovery/read-control-api.ts";
import type { FindingName } from "../../../shared/finding.ts";
import type { Reason } from "../../../shared/reasons.ts";

const ANSWERS = { kind: "answer", status: 405, took: 3 } as const;
const REFUSES = { kind: "failed", at: "tcp", code: "ECONNREFUSED" } as const;
const FAILED = { kind: "failed", condition: "off" } as const;
const NOT_FOUND = { kind: "not_found" } as const;
const allowed = { kind: "answer", status: 204 } as const;
const info = (runningFor = 3_600_000) => ({
  kind: "ok" as const,
  value: { version: "v1.20.1", started: "2026-01-01T00:00:00.000Z", runningFor },
});
const path = (changes: Partial<ApiPath> = {}) => ({
  kind: "ok" as const,
  value: {
    name: "cam1",
    available: true,
    online: true,
    source: "rtspSession",
    readers: 1,
    inboundBytes: 10_000,
    inboundFramesInError: 0,
    ...changes,
  },
});
const session = (changes: Partial<ApiSession> = {}) => ({
  kind: "ok" as const,
  value: { id: "s", established: true, outboundBytes: 10_000, outboundPackets: 10, outboundFramesDiscarded: 0, ...changes },
});
const sourceless = (changes: Partial<ApiPath>) => {
  const { value } = path(changes);
  const { source: _source, ...rest } = value;
  return { kind: "ok" as const, value: rest };
};

type More = Partial<FindingCase> & { serverError?: string; session?: SessionMeasure };

/** Two looks three seconds apart at a server where all is well; `now` says what is otherwise. */
function judge(reason: Reason | undefined, now: Partial<Observation> = {}, more: More = {}): FindingName {
  const { serverError, session: measured, ...rest } = more;
  const before: Observation = { at: 0, probe: ANSWERS, options: allowed, info: info(), path: path(), session: session() };
  const grown = { path: path({ inboundBytes: 20_000 }), session: session({ outboundBytes: 20_000, outboundPackets: 20 }) };
  return judgeFinding({
    now: { ...before, ...grown, at: 3_000, ...now },
    before,
    ...(reason && { failure: { reason, ...(serverError && { serverError }), ...(measured && { session: measured }) } }),
    hasLink: true,
    isLocalServer: false,
    ...rest,
  });
}

describe("the way to the server", () => {
  test.each<[FindingName, Reason | undefined, Partial<Observation>, Partial<FindingCase>?]>([
    ["server_down", "refused", { probe: REFUSES, info: FAILED }],
    ["server_down", "timeout", { probe: { kind: "failed", at: "tcp", code: "TIMEOUT" }, info: FAILED }],
    ["server_down", "timeout", { probe: { kind: "failed", at: "http", code: "TIMEOUT" }, info: FAILED }],
    ["webrtc_down", "refused", { probe: REFUSES }],
    ["dns_failed", "dns", { probe: { kind: "failed", at: "dns", code: "ENOTFOUND" } }],
    ["tls_failed", "tls", { probe: { kind: "failed", at: "tls", code: "EPROTO" } }],
    ["tls_failed", "tls", { probe: { ...ANSWERS, certificate: certificate("expired") } }],
    // What plays has got past its certificate, and where nothing fails nobody knows.
    ["nothing_found", "slideshow", { probe: { ...ANSWERS, certificate: certificate("signed by itself") } }],
    ["nothing_found", undefined, { probe: { ...ANSWERS, certificate: certificate("signed by itself") } }],
    ["gateway_error", "http_error", { probe: { ...ANSWERS, status: 502 } }],
    ["gateway_error", "http_error", { options: { kind: "answer", status: 504 } }],
    ["client_network", "network", { probe: { kind: "failed", at: "tcp", code: "ENETUNREACH" } }, { hasLink: false }],
    ["client_network", "dns", { probe: { kind: "failed", at: "dns", code: "EAI_AGAIN" } }, { hasLink: false }],
    ["server_down", "refused", { probe: REFUSES, info: FAILED }, { hasLink: false, isLocalServer: true }],
  ])("%s: %s, %o", (expected, reason, now, more) => {
    expect(judge(reason, now, more)).toBe(expected);
  });
});

function certificate(problem: string) {
  return { subject: "a", issuer: "b", names: "c", validFrom: "", validTo: "", problem };
}

const RESTARTED = { restartedAt: 2_000 };
const NOBODY = { path: sourceless({ available: false, online: false }) };

describe("what the server answers", () => {
  test.each<[FindingName, Reason, Partial<Observation>, More?]>([
    ["credentials", "auth", { options: { kind: "answer", status: 401 } }],
    ["credentials", "auth", { options: { kind: "failed", at: "http", code: "TIMEOUT" } }],
    ["wrong_path", "server_rejected", { options: { kind: "answer", status: 500, error: "path 'x' is not configured" } }],
    [
      "wrong_path",
      "server_rejected",
      { path: NOT_FOUND, options: { kind: "failed", at: "http", code: "TIMEOUT" } },
      { serverError: "path 'x' is not configured" },
    ],
    ["wrong_path", "wrong_url", { options: { kind: "answer", status: 404, error: "404 page not found" } }],
    ["reader_limit", "server_rejected", {}, { serverError: "maximum reader count reached" }],
    ["server_restarted", "closed_by_server", { info: info(8_000) }, RESTARTED],
    ["server_restarted", "no_stream", { info: info(8_000), ...NOBODY }, RESTARTED],
    ["publisher_absent", "no_stream", { info: info(31_000), ...NOBODY }, RESTARTED],
    // It has just been started, and nobody knows of a start before that.
    ["publisher_absent", "no_stream", { info: info(8_000), ...NOBODY }],
  ])("%s: %s, %o", (expected, reason, now, more) => {
    expect(judge(reason, now, more)).toBe(expected);
  });
});

describe("what there is to play", () => {
  test.each<[FindingName, Partial<Observation>]>([
    ["camera_unreachable", { path: path({ available: false, source: "rtspSource" }) }],
    ["publisher_absent", { path: sourceless({ available: false, online: false }) }],
    // A path under all_others exists only while somebody publishes.
    ["publisher_absent", { path: NOT_FOUND }],
    ["wrong_path", { path: NOT_FOUND, options: { kind: "failed", at: "http", code: "ECONNRESET" } }],
    ["offline_slate", { path: sourceless({ online: false }) }],
    ["offline_slate", { path: path({ online: false, source: "rtspSource" }) }],
  ])("%s: %o", (expected, now) => {
    expect(judge("no_stream", now)).toBe(expected);
  });
});

describe("where the flow ends", () => {
  const flat = { path: path(), session: session() };
  test.each<[FindingName, Reason, Partial<Observation>]>([
    ["upstream_stall", "stalled_no_packets", flat],
    ["bad_source", "stalled_no_frames", { path: path({ inboundBytes: 20_000, inboundFramesInError: 9 }) }],
    ["server_overload", "stalled_no_packets", { session: session() }],
    ["server_overload", "slideshow", { session: session({ outboundPackets: 20, outboundFramesDiscarded: 4 }) }],
    ["udp_path", "stalled_no_packets", {}],
    ["udp_path", "no_first_frame", {}],
    ["client_decoder", "stalled_no_frames", {}],
    // The page has ended it itself: that it is gone later says nothing.
    ["nothing_found", "stalled_no_packets", { session: NOT_FOUND }],
    // The page has given the session up, which was never to connect.
    ["no_playable_video", "no_video", { session: session({ established: false }) }],
    ["no_playable_video", "unsupported_codec", { session: NOT_FOUND }],
    ["ice_failed", "connect_timeout", { session: session({ established: false }) }],
    ["ice_failed", "ice_failed", { session: NOT_FOUND }],
  ])("%s: %s, %o", (expected, reason, now) => {
    expect(judge(reason, now)).toBe(expected);
  });

  test.each<[FindingName, Reason, SessionMeasure]>([
    ["session_closed", "stalled_no_packets", { kind: "gone" }],
    ["udp_path", "stalled_no_packets", { kind: "held", outbound: 12 }],
    // Its next session does not even connect.
    ["udp_path", "connect_timeout", { kind: "held", outbound: 12 }],
    ["client_decoder", "stalled_no_frames", { kind: "held", outbound: 12 }],
    ["server_overload", "stalled_no_packets", { kind: "held", outbound: 0, outboundFramesDiscarded: 3 }],
    ["nothing_found", "stalled_no_packets", { kind: "held", outbound: 0 }],
  ])("%s: %s, in that moment %o", (expected, reason, measured) => {
    expect(judge(reason, { session: NOT_FOUND }, { session: measured })).toBe(expected);
  });

  test("is only judged between two looks two seconds apart", () => {
    expect(judge("stalled_no_packets", { ...flat, at: 1_999 })).not.toBe("upstream_stall");
    expect(judge("stalled_no_packets", { ...flat, at: 2_000 })).toBe("upstream_stall");
  });

  test("is not judged by a counter that began anew", () => {
    expect(judge("stalled_no_packets", { path: path({ inboundBytes: 5 }), session: session({ id: "other" }) })).toBe("nothing_found");
  });

  test("is judged by bytes where packets are not counted, beyond what keeps a connection alive", () => {
    const bytes = (outboundBytes: number) => {
      const { outboundPackets: _packets, ...value } = session({ outboundBytes }).value;
      return { kind: "ok" as const, value };
    };
    const before: Observation = { at: 0, probe: ANSWERS, info: info(), path: path(), session: bytes(10_000) };
    expect(growth({ ...before, at: 2_000, session: bytes(10_084) }, before).outbound).toBe(0);
    expect(growth({ ...before, at: 2_000, session: bytes(14_000) }, before).outbound).toBe(4_000);
  });
});

describe("without a Control API", () => {
  const blind = { at: 3_000, probe: ANSWERS, options: allowed };
  test.each<[FindingName, Reason | undefined, string?]>([
    ["publisher_absent", "no_stream"],
    ["no_playable_video", "unsupported_codec", "codecs not supported by client"],
    ["camera_unreachable", "source_timeout", "source of path 'cam1' has timed out"],
    ["ice_failed", "connect_timeout"],
    ["nothing_found", "stalled_no_packets"],
    ["nothing_found", undefined],
  ])("%s: %s", (expected, reason, serverError) => {
    const failure = reason && { failure: { reason, ...(serverError && { serverError }) } };
    expect(judgeFinding({ now: blind, ...failure, hasLink: true, isLocalServer: false })).toBe(expected);
  });
});
