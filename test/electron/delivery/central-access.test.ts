import { once, EventEmitter } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { createCentralAccess } from "../../../electron/delivery/central-access.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { NO_FEATURES } from "../../../shared/central-features.ts";
import { startScriptedCentral } from "./scripted-central.ts";

const OFF = { url: "", enabled: false, secretRef: "", sendFrom: "all" } as const;
const STATES = { ...NO_FEATURES, states: true };

/** Its timers ring when the test says so. */
function openAccess(readSecret: (secretRef: string) => Promise<string | undefined> = async () => undefined) {
  const transport = createUndiciTransport();
  const timers = new Map<() => void, number>();
  const changes = new EventEmitter();
  const access = createCentralAccess({
    identity: { version: "0.1.0", clientId: "x" },
    sendRequest: transport.sendRequest,
    readSecret,
    now: () => 0,
    setTimer(callback, milliseconds) {
      timers.set(callback, milliseconds);
      return () => timers.delete(callback);
    },
    log: () => {},
  });
  access.onChange(() => changes.emit("change"));
  onTestFinished(() => {
    access.close();
    return transport.close();
  });
  return { access, timers, changes, ring: () => [...timers.keys()].forEach((callback) => callback()) };
}

const startCentral = () =>
  startScriptedCentral(() => ({ status: 200, headers: { "content-type": "application/json" }, body: '{"states":true}' }));

test("is asked what it announces, though nothing is sent to it, and not before the wall had ten seconds", async () => {
  await using central = await startCentral();
  const { access, timers, changes, ring } = openAccess();
  await access.configure({ ...OFF, enabled: true, url: central.url });
  expect([...timers.values()]).toEqual([10_000]);
  expect(access.features()).toEqual(NO_FEATURES);
  ring();
  await once(changes, "change");
  expect(access.features()).toEqual(STATES);
  expect(central.gets).toHaveLength(1);
});

test("that is switched off announces nothing and is asked nothing", async () => {
  await using central = await startCentral();
  const { access, timers, changes, ring } = openAccess();
  await access.configure({ ...OFF, enabled: true, url: central.url });
  ring();
  await once(changes, "change");
  await access.configure(OFF);
  expect(access.connection()).toBeUndefined();
  expect(access.features()).toEqual(NO_FEATURES);
  expect(timers.size).toBe(0);
});

test("is the same connection as long as address and token are", async () => {
  let token = "one";
  const { access } = openAccess(async () => token);
  const settings = { ...OFF, enabled: true, url: "http://127.0.0.1:1", secretRef: "central" };
  const first = await access.configure(settings);
  expect(await access.configure({ ...settings, sendFrom: "now" })).toBe(first);
  token = "two";
  expect(await access.configure(settings)).not.toBe(first);
});

test("stays as it is when the secret cannot be read", async () => {
  let isLocked = false;
  const { access } = openAccess(async () => {
    if (isLocked) throw new Error("the key store is locked");
    return "s3cret";
  });
  const settings = { ...OFF, enabled: true, url: "http://127.0.0.1:1", secretRef: "central" };
  const first = await access.configure(settings);
  isLocked = true;
  await expect(access.configure({ ...settings, url: "http://127.0.0.1:2" })).rejects.toThrow("the key store is locked");
  expect(access.connection()).toBe(first);
});
