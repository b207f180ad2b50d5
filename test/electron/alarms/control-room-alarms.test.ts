import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import type { AlarmView } from "../../../shared/alarms-api.ts";
import { CONTRACT_SETTINGS } from "../../support/api-contract.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

test("what a page reports becomes an alarm, which every page is told of, and which somebody acknowledges", async () => {
  const dataDir = makeTempDir();
  const alerts = { onDelaySeconds: 0, offDelaySeconds: 0 };
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ ...CONTRACT_SETTINGS, alerts }));
  const host = await createControlRoom(makeControlRoomOptions(dataDir));
  onTestFinished(() => host.close());

  /** Resolves with the next change of the stream's alarm, or that it is gone. */
  const nextChange = () =>
    new Promise<AlarmView | "gone">((resolve) => {
      const stop = host.onNotification((name, payload) => {
        if (name !== "alarmsChanged" || !("removed" in payload)) return;
        const view = payload.changed.find(({ id }) => id === "stream:stream-001");
        if (!view && payload.removed.length === 0) return;
        stop();
        resolve(view ?? "gone");
      });
    });
  const { page } = makeStateReport();
  const report = (state: "up" | "down") =>
    host.api.reportState(makeStateReport({ state, page, whepUrl: "http://127.0.0.1:9/stitched/whep" }));

  await report("up");
  const raised = nextChange();
  await report("down");
  expect(await raised).toMatchObject({ kind: "stream_down", state: "unacknowledged", priority: "medium", owner: "operator" });
  const over = nextChange();
  await report("up");
  const view = await over;
  expect(view).toMatchObject({ state: "returned_unacknowledged" });
  const gone = nextChange();
  const { occurrenceId = "" } = view as AlarmView;
  await host.api.acknowledgeAlarms({ alarms: [{ alarmId: "stream:stream-001", occurrenceId }] });
  expect(await gone).toBe("gone");

  const folder = join(dataDir, "logs", "alarms");
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(["raised", "cleared", "acknowledged"]);
});
