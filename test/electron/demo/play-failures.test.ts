import { expect, test } from "vitest";
import { playFailures } from "../../../electron/demo/play-failures.ts";
import { startMedia } from "../../support/start-media.ts";

test("a server that is killed in the middle of a failure ends that failure, and not the script", async () => {
  const args = ["--streams", "4", "--size", "160x90", "--fps", "5"];
  let media = await startMedia(args);
  const { port } = new URL(media.url);
  let isRunning = true;
  const said: string[] = [];
  const ending = new AbortController();
  let waits = 0;
  try {
    await playFailures({
      mediaUrl: media.url,
      isOn: () => isRunning,
      signal: ending.signal,
      say: (line) => {
        said.push(line);
        if (line.startsWith("demo-3")) ending.abort();
      },
      async wait() {
        waits += 1;
        if (waits === 2) {
          await media.stop(); // while the first failure holds
          isRunning = false;
        }
        if (waits === 3) {
          media = await startMedia([...args, "--port", port]);
          isRunning = true;
        }
        if (waits > 12) ending.abort(); // nothing comes any more
      },
    });
  } finally {
    await media.stop();
  }
  expect(said).toEqual([expect.stringMatching(/^demo-2: /), expect.stringMatching(/^demo-3: /)]);
});
