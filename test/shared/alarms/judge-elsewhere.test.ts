import { describe, expect, test } from "vitest";
import { judgeEvidence } from "../../../shared/alarms/judge-evidence.ts";
import type { TileFailure } from "../../../shared/alarms/evidence.ts";
import { makeEvidence, makeTile, makeTiles, SECOND, START } from "./make-world.ts";

const AT = START + 10 * SECOND;
const failed = (change: Partial<TileFailure> = {}) => ({ failure: { since: START, ...change } });
const SILENT = { failedAt: START + SECOND };
const ANSWERS = { answeredAt: START + SECOND };

/** `verdict source: streams` of each finding. */
function judge(evidence: Parameters<typeof makeEvidence>[0]): string[] {
  return judgeEvidence(makeEvidence({ at: AT, ...evidence })).map(
    ({ verdict, source, streams }) => `${verdict} ${source}: ${streams.length}`,
  );
}

describe("what other PCs of the room see", () => {
  const plays = failed({ elsewhere: "plays" });
  const fails = failed({ elsewhere: "fails" });
  const servers = { "a:8889": SILENT, "b:8889": ANSWERS };

  test("a server that is silent here alone is not down", () => {
    expect(judge({ tiles: makeTiles(4, plays), servers })).toEqual(["local a:8889: 4"]);
    expect(judge({ tiles: makeTiles(4, fails), servers })).toEqual(["server_down a:8889: 4"]);
  });

  test("where only one server can be asked, others who miss it take the doubt away", () => {
    const alone = { "a:8889": SILENT };
    expect(judge({ tiles: makeTiles(4, failed()), servers: alone })).toEqual(["server_or_network a:8889: 4"]);
    expect(judge({ tiles: makeTiles(4, fails), servers: alone })).toEqual(["server_down a:8889: 4"]);
    expect(judge({ tiles: makeTiles(4, plays), servers: alone })).toEqual(["local a:8889: 4"]);
  });

  test("cameras that are missing here alone are no trouble of the site, or of what feeds the server", () => {
    const answers = { "a:8889": ANSWERS, "b:8889": ANSWERS };
    expect(judge({ tiles: makeTiles(4, plays), servers: answers })).toEqual(["local a:8889: 4"]);
    expect(judge({ tiles: makeTiles(4, { ...plays, site: "강남" }), servers: answers })).toEqual(["local 강남: 4"]);
    expect(judge({ tiles: makeTiles(4, { ...fails, site: "강남" }), servers: answers })).toEqual(["upstream 강남: 4"]);
  });

  test("most of those that others watch decide", () => {
    const of = (...words: TileFailure["elsewhere"][]) =>
      words.map((elsewhere, n) => makeTile(`cam-${n}`, failed(elsewhere ? { elsewhere } : {})));
    expect(judge({ tiles: of("plays", "plays", "fails", undefined), servers })).toEqual(["local a:8889: 4"]);
    expect(judge({ tiles: of("plays", "fails", "fails", undefined), servers })).toEqual(["server_down a:8889: 4"]);
  });

  test("what is proven here stands: a blocked media path, a decoder, refused credentials", () => {
    const answers = { "a:8889": ANSWERS, "b:8889": ANSWERS };
    const flat = { arePacketsGrowing: false, areFramesGrowing: false };
    const tiles = [
      makeTile("path", failed({ reason: "connect_timeout", media: flat, elsewhere: "plays" })),
      makeTile("auth", failed({ statusCode: 401, elsewhere: "plays" })),
    ];
    expect(judge({ tiles, servers: answers })).toEqual(["udp_path a:8889: 1", "credentials a:8889: 1"]);
  });
});
