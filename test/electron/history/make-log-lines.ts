import { createSeededRandom } from "../../torture/seeded-random.ts";
import { SEED_RECORD } from "../../support/seed-record.ts";

const REASONS = [
  ["fetch_error", "refused", "WHEP POST failed: connection refused"],
  ["whep_post_failed", "http_error", "WHEP POST failed: 502 Bad Gateway"],
  ["whep_post_failed", "no_stream", "WHEP POST failed: 404 Not Found"],
  ["connection_failed", "ice_failed", "연결 실패: ICE failed after 12 s"],
  ["brand_new_type", "melted", 'Something "new" failed: code 17'],
] as const;
const STATUSES = [undefined, 502, 404, undefined, 200];
const DAMAGED = ["", "   ", "not json", '{"half":', "[1,2]", '"text"', "17", "null", '{"a":1}{"b":2}', "{'a':1}", "\u0000\u0001\ufffd"];
const START = Date.UTC(2026, 0, 8, 12);

/** So many lines as they occur: ours, the seed's without id and detail, unknown types, odd values, damaged ones. The same for the same seed. */
export function makeLogLines(count: number, seed: number, start = START): string[] {
  const random = createSeededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const kind = random();
    if (kind < 0.05) return pick(DAMAGED);
    const timestamp = new Date(start + index * 1_000 + Math.floor(random() * 900)).toISOString();
    if (kind < 0.15) return JSON.stringify({ ...SEED_RECORD, timestamp });
    if (kind < 0.2)
      return JSON.stringify(
        pick([{}, { timestamp: "yesterday", streamId: 7 }, { errorType: null, detail: [] }, { statusCode: "502", whepUrl: "nowhere" }]),
      );
    const which = Math.floor(random() * REASONS.length);
    const [errorType, reason, errorMessage] = REASONS[which]!;
    const status = STATUSES[which];
    const stream = Math.floor(random() * 6);
    const id = `0197c0de-${seed.toString(16).padStart(4, "0")}-7000-8000-${index.toString(16).padStart(12, "0")}`;
    return JSON.stringify({
      timestamp,
      streamId: `stream-00${stream}`,
      errorType,
      errorMessage,
      ...(status === undefined ? {} : { statusCode: status }),
      whepUrl: pick(["http://10.0.0.1:8889/a/whep", "https://Media.example/b/whep", `http://user:pass@10.0.0.${stream}/c/whep`]),
      userAgent: "Mozilla/5.0 Chrome/140",
      ...(random() < 0.9 ? { id } : {}),
      detail: {
        reason,
        client: { id: "c", ...(random() < 0.5 ? { name: "3번 관제석" } : { hostName: "pc-2" }) },
        serverError: pick(["no one is publishing", 'it\'s 100% "odd"']),
      },
    });
  });
}
