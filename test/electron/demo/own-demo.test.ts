import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { SettingsChanges, SettingsState } from "../../../shared/settings-state.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../shared/settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import { createChildService } from "../../../electron/demo/child-service.ts";
import { createOwnDemo } from "../../../electron/demo/own-demo.ts";

const MEDIA = join(import.meta.dirname, "../../../electron/media.ts");

/** A host whose settings are kept in memory. */
function openDesk(present: Settings = DEFAULT_SETTINGS) {
  let settings = present;
  const said: string[] = [];
  const demo = createOwnDemo({
    createMedia: (args) => createChildService({ command: process.execPath, args: [MEDIA, ...args], log: () => undefined }),
    settings: () => settings,
    async saveSettings(changes: SettingsChanges) {
      settings = { ...settings, ...changes } as Settings;
      return { settings } as SettingsState;
    },
    log: (message) => said.push(message),
  });
  onTestFinished(demo.close);
  return { demo, said, settings: () => settings, remove: () => (settings = DEFAULT_SETTINGS) };
}

async function listPaths({ servers: [server] }: Settings): Promise<string[]> {
  const answer = await fetch(`${server!.apiUrl}/v3/paths/list`);
  return ((await answer.json()) as { items: { name: string }[] }).items.map(({ name }) => name);
}

test("the demo is a server of the settings: it runs as long as it is there, at its address after a new start, too", async () => {
  const first = openDesk();
  await first.demo.start();
  const { servers, streams } = first.settings();
  expect(streams.map(({ path }) => path)).toEqual(Array.from({ length: 9 }, (_, n) => `demo-${n + 1}`));
  expect((await listPaths(first.settings())).toSorted()).toEqual(streams.map(({ path }) => path));
  await first.demo.start(); // once more changes nothing
  expect(first.settings()).toMatchObject({ servers, streams });
  await first.demo.close();
  await expect(listPaths(first.settings())).rejects.toThrow("fetch failed");

  const second = openDesk(first.settings());
  await second.demo.follow();
  expect(await listPaths(second.settings())).toHaveLength(9);
  const { apiUrl } = second.settings().servers[0]!;
  second.remove();
  await second.demo.follow();
  await expect(fetch(apiUrl)).rejects.toThrow("fetch failed");
});

test("a host without one says so", async () => {
  const demo = createOwnDemo({
    createMedia: undefined,
    settings: () => DEFAULT_SETTINGS,
    saveSettings: () => Promise.reject(new Error("nothing is saved")),
    log: () => undefined,
  });
  await expect(demo.start()).rejects.toMatchObject({ code: "unavailable" });
});

// Such as that of `npm run demo`, while somebody has pulled its plug: nobody is to stand at its address meanwhile.
test.each([
  ["on another machine", { id: "demo-of-this-pc", whepBaseUrl: "http://10.0.0.1:8889", apiUrl: "http://10.0.0.1:9997" }],
  ["that is called demo, too", { id: "demo", whepBaseUrl: "http://127.0.0.1:18889", apiUrl: "http://127.0.0.1:19997" }],
])("a server of somebody else's %s is left alone", async (_where, server) => {
  const started: string[][] = [];
  const demo = createOwnDemo({
    createMedia: (args) => {
      started.push(args);
      return { start: () => Promise.resolve(), stop: () => Promise.resolve() };
    },
    settings: () => settingsSchema.parse({ servers: [server] }),
    saveSettings: () => Promise.reject(new Error("nothing is saved")),
    log: () => undefined,
  });
  await demo.follow();
  expect(started).toEqual([]);
});
