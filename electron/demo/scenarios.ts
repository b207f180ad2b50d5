import type { Reason } from "../../shared/reasons.ts";
import type { StreamAction, StreamFault } from "./media-faults.ts";

/** One way in which a stream fails: what the media server is told, for how long, and which reasons must stand in the log afterwards. */
export interface Scenario {
  /** What a person reads in the terminal. */
  title: string;
  /** Sent one after the other at the beginning; healed at the end. */
  commands: (StreamFault | StreamAction)[];
  /** Seconds until it is healed: long enough for each expected failure to be noticed. */
  holds: number;
  /** Exactly these reasons, in the order of their first appearance. */
  expected: Reason[];
}

const KICK: StreamAction = { fault: "kick", goodbye: true };

export const SCENARIOS: readonly Scenario[] = [
  { title: "the server closes the session", commands: [KICK], holds: 5, expected: ["closed_by_server"] },
  { title: "the publisher has gone", commands: [{ fault: "no_stream" }], holds: 12, expected: ["closed_by_server", "no_stream"] },
  { title: "the path was removed", commands: [{ fault: "not_configured" }], holds: 8, expected: ["closed_by_server", "server_rejected"] },
  {
    title: "every POST is answered 500",
    commands: [{ fault: "status", status: 500 }, KICK],
    holds: 8,
    expected: ["closed_by_server", "http_error"],
  },
  {
    title: "the address is wrong",
    commands: [{ fault: "status", status: 404, body: "404 page not found" }, KICK],
    holds: 8,
    expected: ["closed_by_server", "wrong_url"],
  },
  { title: "a password is wanted", commands: [{ fault: "auth", token: "secret" }, KICK], holds: 6, expected: ["closed_by_server", "auth"] },
  { title: "the answer is no SDP", commands: [{ fault: "bad_answer" }, KICK], holds: 8, expected: ["closed_by_server", "bad_answer"] },
  { title: "the answer has no video", commands: [{ fault: "no_video" }, KICK], holds: 8, expected: ["closed_by_server", "no_video"] },
  {
    title: "the answer has no address",
    commands: [{ fault: "no_candidates" }, KICK],
    holds: 16,
    expected: ["closed_by_server", "connect_timeout"],
  },
  {
    title: "the POST is never answered",
    commands: [{ fault: "hold", seconds: 60, ready: false }, KICK],
    holds: 19,
    expected: ["closed_by_server", "timeout"],
  },
  {
    title: "sessions end at once",
    commands: [{ fault: "short_sessions", seconds: 0.5 }, KICK],
    holds: 12,
    expected: ["closed_by_server", "short_sessions"],
  },
  { title: "no packets come", commands: [{ fault: "no_packets" }], holds: 8, expected: ["stalled_no_packets"] },
  { title: "no first frame comes", commands: [{ fault: "no_packets" }, KICK], holds: 19, expected: ["closed_by_server", "no_first_frame"] },
  { title: "packets cannot be decoded", commands: [{ fault: "no_frames" }], holds: 8, expected: ["stalled_no_frames"] },
  { title: "most frames are dropped", commands: [{ fault: "slideshow" }], holds: 10, expected: ["slideshow"] },
  { title: "the server shows its offline picture", commands: [{ fault: "slate" }], holds: 12, expected: ["offline_slate"] },
  { title: "UDP is blocked", commands: [{ fault: "blackhole" }], holds: 22, expected: ["stalled_no_packets", "connect_timeout"] },
];

/** The stream that a scenario plays on; demo-1 stays healthy, so that one sees what that looks like and that nothing is logged of it. */
export function streamOfScenario(index: number): string {
  return `demo-${index + 2}`;
}

/** The whole media server dies without a goodbye: every stream notices, then one alone asks. */
export const SERVER_DEATH = { seconds: 8, expected: ["stalled_no_packets", "refused"] satisfies Reason[] };
