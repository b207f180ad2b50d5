import type { WebContents } from "electron";
import { expect, test } from "vitest";
import { createStreamHolders } from "../../../electron/desktop/stream-holders.ts";

const STREAMS = [{ id: "s1" }, { id: "s2" }, { id: "s3" }];

function makePage(): { page: WebContents; close: () => void } {
  let isDestroyed = false;
  return { page: { isDestroyed: () => isDestroyed } as WebContents, close: () => (isDestroyed = true) };
}

test("a page loses what it has spoken of last; what another one plays goes on", () => {
  const holders = createStreamHolders();
  const [{ page: first }, { page: second }] = [makePage(), makePage()];
  holders.noteCall(first, "reportState", { streamId: "s1", state: "up" });
  holders.noteCall(first, "reportState", { streamId: "s2", state: "down" });
  holders.noteCall(second, "reportState", { streamId: "s2", state: "up" });
  holders.noteCall(first, "reportState", { streamId: "s2", state: "unknown" });
  holders.noteCall(second, "reportAlive", { streamId: "s1", state: "up" });
  expect(holders.listLost(STREAMS, first)).toEqual([{ id: "s1" }]);
  expect(holders.listLost(STREAMS, second)).toEqual([{ id: "s2" }]);
  holders.noteCall(second, "reportState", { streamId: "s2", state: "up" });
  expect(holders.listLost(STREAMS, first)).toEqual([{ id: "s1" }, { id: "s3" }]);
});

test("a page that has said nothing yet loses what nobody else plays", () => {
  const holders = createStreamHolders();
  const [{ page: first }, { page: second, close }] = [makePage(), makePage()];
  expect(holders.listLost(STREAMS, first)).toEqual(STREAMS);
  holders.noteCall(second, "reportState", { streamId: "s3", state: "up" });
  expect(holders.listLost(STREAMS, first)).toEqual([{ id: "s1" }, { id: "s2" }]);
  close();
  expect(holders.listLost(STREAMS, first)).toEqual(STREAMS);
});
