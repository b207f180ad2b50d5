import { beforeEach, describe, expect, test } from "vitest";
import { makeErrorReport } from "../../../renderer/api/make-error-report.ts";
import { reportScriptErrors } from "../../../renderer/api/report-script-errors.ts";
import type { AttemptFailure, Player } from "../../../renderer/whep/types.ts";
import { errorReportSchema } from "../../../shared/record.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";

const MINUTE = 60_000;

describe("an uncaught error of the page", () => {
  let page: EventTarget;
  let now: number;
  let reported: AttemptFailure[];

  beforeEach(() => {
    page = new EventTarget();
    now = 1_000_000;
    reported = [];
    reportScriptErrors({
      page: page as unknown as Window,
      playing: () => [playerOf("a"), playerOf("b")],
      report: (failure) => reported.push(failure),
      makeId: (at) => makeUuidV7(at, new Uint8Array(10)),
      now: () => now,
    });
  });

  function playerOf(id: string): Player {
    const stream = { id, name: id, whepUrl: `http://127.0.0.1/${id}/whep` };
    return { stream, view: () => ({ state: "playing", since: 0, attempt: 0, statistics: { framesPerSecond: 12 } }) } as Player;
  }
  const fail = (message: string) => page.dispatchEvent(Object.assign(new Event("error"), { error: new TypeError(message) }));

  test("makes one record for each tile that was playing", () => {
    fail("x is not a function");
    expect(reported.map(({ streamId, reason, phase }) => [streamId, reason, phase])).toEqual([
      ["a", "script", "page"],
      ["b", "script", "page"],
    ]);
    expect(reported[0]).toMatchObject({ errorMessage: "Script of the page failed: TypeError: x is not a function", at: 1_000_000 });
  });

  test("makes records that the host takes", () => {
    page.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: undefined }));
    const clientInfo = { browserName: "", browserVersion: "", os: "", screenResolution: "" };
    const report = makeErrorReport(reported[0]!, makeUuidV7(1, new Uint8Array(10)), { userAgent: "", clientInfo });
    expect(errorReportSchema.safeParse(report).success).toBe(true);
  });

  test("is none when a browser only remarks on its layout", () => {
    page.dispatchEvent(Object.assign(new Event("error"), { message: "ResizeObserver loop completed with undelivered notifications." }));
    expect(reported).toEqual([]);
  });

  test("that comes again and again is reported once a minute", () => {
    for (let index = 0; index < 1_000; index++) fail(`error ${index}`);
    expect(reported).toHaveLength(2);
    now += MINUTE - 1;
    fail("too early");
    expect(reported).toHaveLength(2);
    now += 1;
    fail("again");
    expect(reported).toHaveLength(4);
  });

  test("is reported after the PC's clock was set back", () => {
    fail("before");
    now -= 10 * MINUTE;
    fail("after");
    expect(reported).toHaveLength(4);
  });
});
