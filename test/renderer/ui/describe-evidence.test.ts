import { describe, expect, test } from "vitest";
import { createFormats } from "../../../shared/create-formats.ts";
import { enDiagnosis } from "../../../renderer/i18n/en-diagnosis.ts";
import { koDiagnosis } from "../../../renderer/i18n/ko-diagnosis.ts";
import { describeEvidence } from "../../../renderer/ui/describe-evidence.ts";
import { FINDINGS } from "../../../shared/finding.ts";
import type { FindingEvidence } from "../../../shared/finding.ts";

const english = (evidence: FindingEvidence) => Object.fromEntries(describeEvidence(evidence, enDiagnosis, createFormats("en")));

describe("what a finding rests on", () => {
  test("has a line for what was seen, and none for what was not asked", () => {
    expect(english({ server: "10.0.0.1:8889", failedAt: "tcp", code: "ECONNREFUSED", api: "none" })).toEqual({
      Server: "10.0.0.1:8889",
      Connection: "no connection, ECONNREFUSED",
      "Control API": "not set",
    });
  });

  test("says numbers with the time in which they came about", () => {
    expect(
      english({
        server: "s",
        headStatus: 405,
        optionsStatus: 204,
        answeredAfter: 1_234,
        path: {
          available: true,
          online: true,
          source: "rtspSession",
          readers: 4,
          interval: 3_004,
          inboundBytes: 81_000,
          inboundFramesInError: 7,
        },
        session: { condition: "connected", interval: 250, packets: 12, framesDiscarded: 0 },
        link: { interfaces: 1, gateway: "present", central: "fails" },
      }),
    ).toEqual({
      Server: "s",
      Response: "responds within 1,234 ms (HTTP 405, 204)",
      Path: "can be played, camera connected, source rtspSession, viewers 4",
      "Camera to server": "81 KB in 3 s, damaged frames 7",
      "Server to this PC": "connected, 12 packets in 0.3 s",
      "This PC's network": "interfaces 1, gateway known",
      Central: "does not respond",
    });
  });

  test("does not call a camera connected that a server only tries to reach", () => {
    const { Path } = english({ server: "s", path: { available: false, online: true, source: "rtspSource", readers: 0 } });
    expect(Path).toBe("cannot be played, source rtspSource, viewers 0");
  });

  test("says until when a certificate is good, and what is wrong with it", () => {
    const certificate = {
      subject: "a",
      issuer: "b",
      names: "DNS:cam.local",
      validFrom: "",
      validTo: "2020-01-02T00:00:00.000Z",
      problem: "expired",
    };
    expect(english({ server: "s", certificate }).Certificate).toBe("expired, valid until 2020-01-02, DNS:cam.local");
  });
});

test.each([koDiagnosis, enDiagnosis])("there is another sentence for every finding", ({ finding }) => {
  expect(new Set(Object.values(finding)).size).toBe(Object.keys(FINDINGS).length);
});
