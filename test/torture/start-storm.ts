import type { ErrorReport, RecordedFailure } from "../../shared/record.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createErrorReporter } from "../../renderer/api/error-reporter.ts";
import type { ErrorReporter } from "../../renderer/api/error-reporter.ts";
import type { AttemptFailure } from "../../renderer/whep/types.ts";
import { makeRecordId, readRecordIndex } from "./record-ids.ts";
import { STORM_STREAMS, streamOf } from "./storm-streams.ts";

export interface StormOptions {
  records: number;
  send: (report: ErrorReport) => Promise<RecordedFailure>;
  onAnswered: (index: number) => void;
}

export interface Storm {
  /** The host is back: pages notice it by their event stream, and send at once. */
  sendNow(): void;
  /** No further failures. Returns how many there were. */
  end(): number;
  /** Reports that pages gave up: the host would not take them, or too many waited. */
  lost(): number;
}

const PAGES = 64;
/** What a page in a browser has under way: `parallelCalls` of the HTTP bridge. */
const PARALLEL = 4;
/** So many failures of a page wait for their answer: far fewer than a page keeps. */
const WAITING = 8;
/** Many pages, each with the reporter that runs in the real one, which fail as fast as the host says yes. */
export function startStorm({ records, send, onAnswered }: StormOptions): Storm {
  let made = 0;
  let wanted = records;

  function makeFailure(): AttemptFailure {
    return {
      ...streamOf(made),
      at: Date.now(),
      attempt: 1 + Math.floor(made / STORM_STREAMS.length),
      incidentId: makeUuidV7(made, new Uint8Array(10)),
      reason: "http_error",
      phase: "post_offer",
      errorMessage: "WHEP POST failed: 502 Bad Gateway",
      statusCode: 502,
      serverError: "bad gateway: ".repeat(made % 20),
    };
  }

  function openPage(): ErrorReporter {
    const reporter = createErrorReporter({
      async send(report) {
        const recorded = await send(report);
        onAnswered(readRecordIndex(report.id));
        failOnce();
        return recorded;
      },
      parallel: PARALLEL,
      origin: {
        userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
        clientInfo: { browserName: "Chrome", browserVersion: "156.0", os: "Linux x86_64", screenResolution: "1920x1080" },
      },
      makeId: (at) => makeRecordId(made++, at),
      setTimeout,
      random: Math.random,
      log: () => {},
    });
    const failOnce = (): void => {
      if (made < wanted) reporter.report(makeFailure());
    };
    for (let i = 0; i < WAITING; i++) failOnce();
    return reporter;
  }

  const pages = Array.from({ length: PAGES }, openPage);
  return {
    sendNow() {
      for (const page of pages) page.sendNow();
    },
    end: () => (wanted = made),
    lost: () => pages.reduce((sum, page) => sum + page.state().dropped + page.state().refused, 0),
  };
}
