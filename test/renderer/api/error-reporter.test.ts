import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createApi } from "../../../renderer/api/connect-api.ts";
import { createErrorReporter } from "../../../renderer/api/error-reporter.ts";
import type { ErrorReporter } from "../../../renderer/api/error-reporter.ts";
import { createHttpBridge } from "../../../renderer/api/http-bridge.ts";
import { MOST_UNANSWERED } from "../../../renderer/api/report-queue.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { makeAttemptFailure } from "../../support/make-attempt-failure.ts";
import { startTinyHost } from "../../support/tiny-host.ts";
import type { TinyHost } from "../../support/tiny-host.ts";

type Answer = Parameters<typeof startTinyHost>[0];

const recorded: Answer = (_method, { id, reason, errorMessage }) => ({ body: { ok: true, value: { id, reason, errorMessage } } });
const origin = {
  userAgent: "Mozilla/5.0",
  clientInfo: { browserName: "Chrome", browserVersion: "156", os: "Linux x86_64", screenResolution: "1920x1080" },
};

describe("the reporter", () => {
  let host: TinyHost;
  let reporter: ErrorReporter;
  let answer: Answer;
  let lines: string[];
  /** Waits that were asked for; a test ends them when it likes. */
  let waits: (() => void)[];

  beforeEach(async () => {
    answer = recorded;
    lines = [];
    waits = [];
    host = await startTinyHost((method, input) => answer(method, input));
    reporter = start(4);
  });
  afterEach(() => host.close());

  function start(parallel: number): ErrorReporter {
    let made = 0;
    const bridge = createHttpBridge({
      origin: host.origin,
      fetch,
      openEvents: () => new EventTarget() as EventSource,
      setTimeout: () => 0,
      random: () => 0,
    });
    return createErrorReporter({
      send: (report) => createApi(bridge).reportError(report),
      parallel,
      origin,
      makeId: (at) => makeUuidV7(at, new Uint8Array(10).fill((made += 1) % 256)),
      setTimeout: (callback) => waits.push(callback),
      random: () => 0,
      log: (line) => lines.push(line),
    });
  }

  const settled = () => vi.waitFor(() => expect(reporter.state().waiting).toBe(0), { timeout: 20_000 });
  const waitAsked = () => vi.waitFor(() => expect(waits.length).toBeGreaterThan(0), { timeout: 20_000 });
  const endWaits = () => waits.splice(0).forEach((end) => end());
  const idsSent = () => host.calls.map(({ input }) => input.id);

  test("hands each failure to the host and puts one line on the console", async () => {
    reporter.report(makeAttemptFailure());
    reporter.report(makeAttemptFailure({ streamId: "stream-002" }));
    await settled();
    expect(host.calls.map(({ method, input }) => [method, input.streamId])).toEqual([
      ["reportError", "stream-001"],
      ["reportError", "stream-002"],
    ]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\[mtx-watch\] stream-001 http_error: WHEP POST failed: 502 Bad Gateway/);
  });

  test("sends the same id again until the host has answered", async () => {
    answer = () => "hang up";
    reporter.report(makeAttemptFailure());
    await waitAsked();
    expect(reporter.state()).toMatchObject({ waiting: 1, retrying: true });
    endWaits();
    await waitAsked();
    answer = recorded;
    endWaits();
    await settled();
    expect(new Set(idsSent()).size).toBe(1);
    expect(host.calls.length).toBeGreaterThanOrEqual(3);
    expect(reporter.state()).toEqual({ waiting: 0, retrying: false, dropped: 0, refused: 0 });
  });

  test("sends at once when the host is known to be back", async () => {
    answer = () => "hang up";
    reporter.report(makeAttemptFailure());
    await waitAsked();
    answer = recorded;
    reporter.sendNow();
    await settled();
    expect(host.calls).toHaveLength(2);
  });

  test("waits as a whole while the host is away, not once for each failure", async () => {
    answer = () => "hang up";
    for (let index = 0; index < 50; index++) reporter.report(makeAttemptFailure({ streamId: `stream-${index}` }));
    await waitAsked();
    await vi.waitFor(() => expect(host.calls).toHaveLength(4));
    expect(waits).toHaveLength(1);
    answer = recorded;
    // Of the four, some may learn of the hang-up only now, and then ask for a wait of their own.
    await vi.waitFor(() => {
      endWaits();
      expect(reporter.state().waiting).toBe(0);
    }, 20_000);
  });

  test("keeps the order of the failures when one call goes at a time", async () => {
    reporter = start(1);
    answer = () => "hang up";
    for (let index = 0; index < 20; index++) reporter.report(makeAttemptFailure({ streamId: `stream-${index}` }));
    await waitAsked();
    answer = recorded;
    endWaits();
    await settled();
    expect(host.calls.slice(1).map(({ input }) => input.streamId)).toEqual(Array.from({ length: 20 }, (_, index) => `stream-${index}`));
  });

  test("keeps at most 1 000 unanswered, the newest, and counts what it dropped", async () => {
    reporter = start(1);
    answer = () => "hang up";
    reporter.report(makeAttemptFailure({ streamId: "first" }));
    await waitAsked();
    for (let index = 0; index < MOST_UNANSWERED + 4; index++) reporter.report(makeAttemptFailure({ streamId: `stream-${index}` }));
    expect(reporter.state()).toMatchObject({ waiting: MOST_UNANSWERED, dropped: 5 });
    answer = recorded;
    host.calls.length = 0;
    endWaits();
    await settled();
    expect(host.calls.map(({ input }) => input.streamId)).toEqual(
      Array.from({ length: MOST_UNANSWERED }, (_, index) => `stream-${index + 4}`),
    );
  });

  test("drops what the host refuses for ever, and goes on with the rest", async () => {
    answer = (method, input) =>
      input.streamId === "bad" ? { body: { ok: false, error: { code: "invalid_input", message: "no" } } } : recorded(method, input);
    reporter.report(makeAttemptFailure({ streamId: "bad" }));
    reporter.report(makeAttemptFailure({ streamId: "good" }));
    await settled();
    expect(reporter.state()).toEqual({ waiting: 0, retrying: false, dropped: 0, refused: 1 });
    expect(waits).toEqual([]);
  });

  test.each([
    ["an error of the host", { body: { ok: false, error: { code: "internal", message: "disk" } } }],
    ["a proxy's page", { status: 502, body: "<html>Bad Gateway</html>" }],
    ["a lost cookie", { status: 403, body: "forbidden" }],
  ])("keeps a failure that met %s", async (_name, given) => {
    answer = () => given;
    reporter.report(makeAttemptFailure());
    await waitAsked();
    expect(reporter.state()).toMatchObject({ waiting: 1, refused: 0 });
    answer = recorded;
    endWaits();
    await settled();
  });

  test("tells what the host found out, about the stream's latest failure only", async () => {
    answer = (_method, { id }) => ({ body: { ok: true, value: { id, reason: "refused", errorMessage: "connection refused" } } });
    const older = makeAttemptFailure({ reason: "network", at: 1_000 });
    const newer = makeAttemptFailure({ reason: "network", at: 2_000 });
    reporter.report(older);
    await settled();
    expect(reporter.findRecorded(older)).toMatchObject({ reason: "refused" });
    expect(reporter.findRecorded(newer)).toBeUndefined();
    reporter.report(newer);
    await settled();
    expect(reporter.findRecorded(newer)).toMatchObject({ reason: "refused" });
    expect(reporter.findRecorded(older)).toBeUndefined();
  });
});
