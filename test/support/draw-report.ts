import { join } from "node:path";
import type { HistoryInputs } from "../../electron/history/history-protocol.ts";
import { addMonths, monthWindow, toMonth } from "../../shared/report-month.ts";
import { settingsSchema } from "../../shared/settings.ts";
import type { Desktop } from "./launch-desktop.ts";
import { makeTempDir } from "./temp-dir.ts";
import { writePlannedStates } from "./write-planned-states.ts";

/** Last month's report on paper, drawn by the app's own history program in a process of its own: the app writes it on the 1st only. */
export async function drawReport({ app }: Desktop): Promise<Buffer> {
  const dataDir = makeTempDir();
  const month = addMonths(toMonth(Date.now()), -1);
  const { from } = monthWindow(month);
  const window = { from, to: from + 3_600_000 };
  writePlannedStates(join(dataDir, "logs", "states"), { window, streams: [{ id: "gate", server: "a:1" }], outages: [], off: [] });
  const streams = [{ id: "gate", name: "1번 출입구", serverId: "a", path: "gate" }];
  const settings = settingsSchema.parse({ servers: [{ id: "a", whepBaseUrl: "http://a:1" }], streams });
  const input: HistoryInputs["makeReport"] = { month, language: "ko", settings, hostName: "PC", version: "1.2.3", createdAt: Date.now() };
  const content = await app.evaluate(
    ({ app: electron, utilityProcess }, { dataDir, input }) =>
      new Promise<string>((resolve, reject) => {
        const child = utilityProcess.fork(`${electron.getAppPath()}/out/main/history.js`);
        child.on("message", (answer: { kind: string; message?: string; value?: { files: { content: string }[] } }) => {
          if (answer.kind !== "answer" && answer.kind !== "refusal") return;
          child.kill();
          if (answer.kind === "answer") resolve(answer.value!.files.at(-1)!.content);
          else reject(new Error(answer.message));
        });
        child.once("exit", () => reject(new Error("the history program has ended")));
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
        child.postMessage({ kind: "configure", config: { dataDir } });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- as above
        child.postMessage({ kind: "ask", id: 1, call: "makeReport", input, marks: { isOn: false }, paths: {} });
      }),
    { dataDir, input },
  );
  return Buffer.from(content, "base64");
}
