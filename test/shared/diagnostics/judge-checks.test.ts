import { describe, expect, test } from "vitest";
import { stateOf } from "../../../shared/diagnostics/check.ts";
import type { CheckFinding, CheckState } from "../../../shared/diagnostics/check.ts";
import { judgeClock, judgeOwnClock, measureOffset } from "../../../shared/diagnostics/judge-clock.ts";
import { judgeConnect, judgeLookup, judgeTls, SILENT } from "../../../shared/diagnostics/judge-connection.ts";
import { judgeAnswer, judgeCentral, judgeDisk, judgeJournal, judgeLink, judgeLogin } from "../../../shared/diagnostics/judge-host.ts";
import { judgeApi, judgeMediaPath, judgeOptions } from "../../../shared/diagnostics/judge-server.ts";

const NOW = Date.UTC(2026, 0, 8);
const DAY = 86_400_000;
const SECOND = 1_000;
const certificate = (days: number, problem?: string) => ({
  kind: "secure" as const,
  certificate: {
    subject: "media",
    issuer: "Site CA",
    names: "",
    validFrom: "",
    validTo: new Date(NOW + days * DAY).toISOString(),
    ...(problem !== undefined && { problem }),
  },
});
const failed = (code: string) => ({ kind: "failed" as const, code });
const udp = { streamId: "a", path: { protocol: "udp", address: "10.0.0.1:8189" } } as const;
const tcp = { streamId: "b", path: { protocol: "tcp", address: "10.0.0.1:8189" } } as const;

const CASES: [what: string, finding: CheckFinding, state: CheckState, code: CheckFinding["code"]][] = [
  ["a number", judgeLookup("10.0.0.1", { kind: "literal" }), "fine", "name_literal"],
  ["a name that is known", judgeLookup("media", { kind: "found", address: "10.0.0.1" }), "fine", "name_found"],
  ["a name that nobody knows", judgeLookup("media", failed("ENOTFOUND")), "trouble", "name_unknown"],
  ["name servers that do not answer", judgeLookup("media", failed("EAI_AGAIN")), "trouble", "name_silent"],
  ["name servers that take too long", judgeLookup("media", failed(SILENT)), "trouble", "name_silent"],

  ["a connection", judgeConnect(80, { kind: "open", address: "10.0.0.1" }), "fine", "open"],
  ["nobody who listens", judgeConnect(80, failed("ECONNREFUSED")), "trouble", "refused"],
  ["no way", judgeConnect(80, failed("EHOSTUNREACH")), "trouble", "unreachable"],
  ["no answer", judgeConnect(80, failed(SILENT)), "trouble", "silent"],
  ["no answer as the system says it", judgeConnect(80, failed("ETIMEDOUT")), "trouble", "silent"],
  ["a connection that is cut", judgeConnect(80, failed("ECONNRESET")), "trouble", "closed"],

  ["a certificate", judgeTls(certificate(14), NOW), "fine", "certificate_fine"],
  ["one that ends", judgeTls(certificate(13.9), NOW), "trouble", "certificate_ending"],
  ["one that is over", judgeTls(certificate(-1, "expired"), NOW), "trouble", "certificate_expired"],
  ["one that is not trusted", judgeTls(certificate(1_000, "signed by itself"), NOW), "trouble", "certificate_untrusted"],
  ["no TLS", judgeTls(failed("EPROTO"), NOW), "trouble", "tls_failed"],

  ["a path that may be asked for", judgeOptions("gate", { kind: "answer", status: 204 }), "fine", "whep_fine"],
  ["a refused account", judgeOptions("gate", { kind: "answer", status: 401 }), "trouble", "whep_login"],
  ["a proxy", judgeOptions("gate", { kind: "answer", status: 502 }), "trouble", "whep_gateway"],
  ["a path that is not there", judgeOptions("gate", { kind: "answer", status: 404 }), "trouble", "whep_path"],
  [
    "a path in MediaMTX's own words",
    judgeOptions("gate", { kind: "answer", status: 400, error: "path 'gate' is not configured" }),
    "trouble",
    "whep_path",
  ],
  ["something else than MediaMTX", judgeOptions("gate", { kind: "answer", status: 200 }), "trouble", "whep_other"],
  ["silence", judgeOptions("gate", failed("TIMEOUT")), "trouble", "whep_failed"],

  ["a Control API", judgeApi({ version: "v1.18.2" }), "fine", "api_fine"],
  ["one that is off", judgeApi({ condition: "off" }), "trouble", "api_silent"],
  ["one that is silent", judgeApi({ condition: "timeout" }), "trouble", "api_silent"],
  ["one that refuses", judgeApi({ condition: "unauthorized" }), "trouble", "api_login"],
  ["one that forbids", judgeApi({ condition: "forbidden" }), "trouble", "api_forbidden"],
  ["another service", judgeApi({ condition: "absent" }), "trouble", "api_absent"],
  ["no address of one", judgeApi({ condition: "none" }), "off", "api_off"],

  ["streams over UDP", judgeMediaPath([udp, { streamId: "c", reason: "no_stream" }]), "fine", "media_udp"],
  ["a stream that only TCP brings", judgeMediaPath([udp, tcp]), "trouble", "media_tcp"],
  ["media that does not come", judgeMediaPath([{ streamId: "a", reason: "connect_timeout" }]), "trouble", "media_blocked"],
  ["streams that fail otherwise", judgeMediaPath([{ streamId: "a", reason: "no_stream" }]), "unknown", "media_unknown"],
  ["no stream", judgeMediaPath([]), "unknown", "media_unknown"],

  ["a network", judgeLink({ interfaces: 1 }), "fine", "link_up"],
  ["no network", judgeLink({ interfaces: 0 }), "trouble", "link_down"],
  ["space", judgeDisk({ free: 1, isLow: false }), "fine", "disk_fine"],
  ["little space", judgeDisk({ free: 1, isLow: true }), "trouble", "disk_low"],
  ["a journal", judgeJournal({ state: "ok" }), "fine", "journal_fine"],
  ["a journal that fails", judgeJournal({ state: "failing", cause: "disk_full" }), "trouble", "journal_failing"],

  ["central", judgeCentral({ ok: true }, { waiting: 3 }), "fine", "central_fine"],
  [
    "a central that refuses records",
    judgeCentral({ ok: true }, { waiting: 3, lastError: "answered 422", statusCode: 422 }),
    "trouble",
    "central_refusing",
  ],
  // It was away, and may be back.
  ["a central that was away", judgeCentral({ ok: true }, { waiting: 3, lastError: "no answer" }), "fine", "central_fine"],
  ["a refused token", judgeCentral({ ok: false, message: "", statusCode: 403 }, { waiting: 0 }), "trouble", "central_login"],
  ["another server", judgeCentral({ ok: false, message: "", statusCode: 404 }, { waiting: 0 }), "trouble", "central_other"],
  ["a proxy before central", judgeCentral({ ok: false, message: "", statusCode: 407 }, { waiting: 0 }), "trouble", "proxy_login"],
  ["no central", judgeCentral({ ok: false, message: "no answer" }, { waiting: 0 }), "trouble", "central_silent"],
  ["a web hook's answer, whatever it is", judgeAnswer({ status: 404 }), "fine", "answers"],
  ["a proxy that wants a login", judgeAnswer({ status: 407 }), "trouble", "proxy_login"],
  ["no answer of a web hook", judgeAnswer({ said: "refused" }), "trouble", "answers_not"],
  ["a mail server", judgeLogin("wall", undefined), "fine", "login_fine"],
  ["a refused login", judgeLogin("wall", { step: "login", detail: "535" }), "trouble", "login_failed"],
  ["a setting that is missing", judgeLogin("", { step: "settings", detail: "from" }), "trouble", "setting_missing"],
  ["a secret that is missing", judgeLogin("", { step: "secret", detail: "smtp" }), "trouble", "secret_missing"],
];

test.each(CASES)("%s", (_what, finding, state, code) => {
  expect(finding.code).toBe(code);
  expect(stateOf({ finding })).toBe(state);
});

describe("a clock", () => {
  const date = (at: number) => new Date(at).toUTCString();

  test("is measured from the middle between question and answer", () => {
    // The header's second is cut off: on an average it is half a second older.
    expect(measureOffset({ date: date(NOW + 60 * SECOND), askedAt: NOW, answeredAt: NOW + SECOND })).toBe(60 * SECOND);
    expect(measureOffset({ date: date(NOW), askedAt: NOW, answeredAt: NOW + 4 * SECOND })).toBe(-1_500);
    expect(measureOffset({ date: undefined, askedAt: NOW, answeredAt: NOW })).toBeUndefined();
    expect(measureOffset({ date: "soon", askedAt: NOW, answeredAt: NOW })).toBeUndefined();
  });

  test.each<[offset: number | undefined, code: CheckFinding["code"]]>([
    [undefined, "clock_unknown"],
    [5_000, "clock_fine"],
    [-5_000, "clock_fine"],
    [5_001, "clock_off"],
    [-5_001, "clock_off"],
  ])("that is ahead by %s ms: %s", (offset, code) => expect(judgeClock(offset).code).toBe(code));

  test.each<[offsets: number[], finding: CheckFinding]>([
    [[], { code: "own_clock_unknown" }],
    [[1_000], { code: "own_clock_fine", sources: 1 }],
    // All others agree that it is late.
    [[60_000, 61_000, 59_000], { code: "own_clock_off", offset: -60_000, sources: 3 }],
    [[-60_000], { code: "own_clock_off", offset: 60_000, sources: 1 }],
    // One server is wrong, not this PC.
    [[60_000, 500, -500], { code: "own_clock_fine", sources: 2 }],
    // Two that contradict each other: one of them agrees with this PC.
    [[60_000, 500], { code: "own_clock_fine", sources: 1 }],
    [[60_000, -60_000], { code: "own_clock_unknown" }],
  ])("of this PC by %j", (offsets, finding) => expect(judgeOwnClock(offsets)).toEqual(finding));
});
