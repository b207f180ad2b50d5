import { describe, expect, test } from "vitest";
import { makeMediaStatistics, NO_MEDIA, readMediaCounters } from "../../../renderer/whep/media-counters.ts";
import type { StatsEntry } from "../../../renderer/whep/media-counters.ts";
import { mediaStatisticsSchema } from "../../../shared/record.ts";

const report = (...entries: Partial<StatsEntry>[]) => new Map(entries.map((entry) => [String(entry.id), entry as StatsEntry]));

describe("statistics of a session", () => {
  const video = {
    id: "v",
    type: "inbound-rtp",
    kind: "video",
    timestamp: 1_000,
    framesDecoded: 25,
    packetsReceived: 60,
    bytesReceived: 10_000,
  };

  test("are those of the video; the silent audio track counts for nothing", () => {
    const audio = { id: "a", type: "inbound-rtp", kind: "audio", packetsReceived: 9_999 };
    expect(readMediaCounters(report(audio, video)).packetsReceived).toBe(60);
  });

  test("take the round trip from the selected pair, and the codec's short name", () => {
    const counters = readMediaCounters(
      report(
        { ...video, codecId: "c", jitter: 0.004 },
        { id: "c", type: "codec", mimeType: "video/H264" },
        { id: "t", type: "transport", selectedCandidatePairId: "p2" },
        { id: "p1", type: "candidate-pair", currentRoundTripTime: 9 },
        { id: "p2", type: "candidate-pair", currentRoundTripTime: 0.003 },
      ),
    );
    expect(makeMediaStatistics(NO_MEDIA, counters)).toMatchObject({ codec: "H264", roundTripTime: 3, jitter: 4 });
  });

  test("are read from the same places of a session's next report, and looked for again where those are gone", () => {
    const transport = (id: string, pair: string) => ({ id, type: "transport", selectedCandidatePairId: pair });
    const pair = (id: string, currentRoundTripTime: number) => ({ id, type: "candidate-pair", currentRoundTripTime });
    const places = {};
    const first = report(video, transport("t", "p1"), pair("p1", 0.001));
    expect(readMediaCounters(first, places)).toMatchObject({ framesDecoded: 25, roundTripTime: 0.001 });
    const next = report({ ...video, framesDecoded: 50 }, transport("t", "p2"), pair("p1", 0.001), pair("p2", 0.002));
    next.values = () => expect.fail("looked through");
    expect(readMediaCounters(next, places)).toMatchObject({ framesDecoded: 50, roundTripTime: 0.002 });
    const renamed = report({ ...video, id: "v2", framesDecoded: 75 }, transport("t", "p1"), pair("p1", 0.003));
    expect(readMediaCounters(renamed, places)).toMatchObject({ framesDecoded: 75, roundTripTime: 0.003 });
  });

  test("give the rates of the time between two reports, however long it was", () => {
    const before = readMediaCounters(report(video));
    const now = readMediaCounters(report({ ...video, timestamp: 3_000, framesDecoded: 75, bytesReceived: 60_000 }));
    expect(makeMediaStatistics(before, now)).toMatchObject({ framesPerSecond: 25, bitrate: 200_000, framesDecoded: 75 });
  });

  test("of a session without media are zero, and fit a record", () => {
    const statistics = makeMediaStatistics(NO_MEDIA, readMediaCounters(new Map()));
    expect(statistics).toMatchObject({ framesPerSecond: 0, bitrate: 0, packetsReceived: 0 });
    expect(mediaStatisticsSchema.safeParse(statistics).success).toBe(true);
  });
});
