import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCentralLink } from "../../../electron/delivery/central-link.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";
import type { Script } from "./scripted-central.ts";
import { openTestDesk } from "./test-desk.ts";

const TAKING: Script = ({ method }) => (method === "GET" ? NO_BATCH : CREATED);
const OFF = { url: "", enabled: false, secretRef: "", sendFrom: "all" } as const;

async function openLink(readSecret: (secretRef: string) => Promise<string | undefined> = async () => undefined) {
  const desk = await openTestDesk();
  const transport = createUndiciTransport();
  const changes = new EventEmitter();
  const link = createCentralLink({
    journal: desk.journal,
    cursor: createCursor({ directory: join(desk.directory, "cursors"), name: "central" }),
    start: createCursor({ directory: join(desk.directory, "cursors"), name: "central-start" }),
    directory: desk.directory,
    identity: { version: "0.1.0", clientId: "x" },
    sendRequest: transport.sendRequest,
    readSecret,
    now: desk.now,
    random: () => 0.5,
    setTimer: () => () => {},
    log: () => {},
    onChange: () => changes.emit("change"),
  });
  onTestFinished(async () => {
    await link.close();
    await transport.close();
  });
  /** Counted since the link was last configured. */
  const reachDelivered = async (count: number): Promise<void> => {
    while (link.status().delivered !== count) await once(changes, "change");
  };
  return { desk, link, reachDelivered };
}

describe("the link to central", () => {
  test("is off without an address, and nothing waits", async () => {
    const { desk, link } = await openLink();
    await desk.append(makeRecords(3));
    await link.configure({ ...OFF, enabled: true });
    expect(link.status()).toMatchObject({ state: "off", waiting: 0 });
  });

  test("goes on at a new address where it was at the old one", async () => {
    await using first = await startScriptedCentral(TAKING);
    await using second = await startScriptedCentral(TAKING);
    const { desk, link, reachDelivered } = await openLink(async (secretRef) => `secret of ${secretRef}`);
    const records = makeRecords(4);

    await desk.append(records.slice(0, 2));
    await link.configure({ ...OFF, enabled: true, url: first.url, secretRef: "central" });
    await reachDelivered(2);
    await link.configure({ ...OFF, enabled: true, url: second.url, secretRef: "central" });
    await desk.append(records.slice(2));
    await reachDelivered(2);

    const idsAt = (central: typeof first) => central.posts.map(({ headers }) => headers["idempotency-key"]);
    expect([idsAt(first), idsAt(second)]).toEqual([records.slice(0, 2).map(({ id }) => id), records.slice(2).map(({ id }) => id)]);
    expect(second.posts[0]!.headers.authorization).toBe("Bearer secret of central");
  });

  test("can be configured again after a failure to read the secret", async () => {
    await using central = await startScriptedCentral(TAKING);
    let isLocked = true;
    const { link } = await openLink(async () => {
      if (isLocked) throw new Error("the key store is locked");
      return "s3cret";
    });
    const settings = { ...OFF, enabled: true, url: central.url, secretRef: "central" };

    await expect(link.configure(settings)).rejects.toThrow("the key store is locked");
    isLocked = false;
    await link.configure(settings);

    expect(link.status().state).not.toBe("off");
  });
});
