import { expect, test } from "vitest";
import { watchIndex } from "../../../renderer/api/watch-index.ts";
import { OWN_LOGS } from "../../../shared/log-facets.ts";
import type { Notifications } from "../../../shared/api-names.ts";

type Told = Notifications["logIndexChanged"];

function open() {
  let asked = 0;
  let listener = (_told: Told): void => {};
  const subscribe = ((_name: string, told: (payload: Told) => void) => {
    listener = told;
    return () => (listener = () => {});
  }) as Parameters<typeof watchIndex>[0]["subscribe"];
  const watch = watchIndex({ subscribe }, () => void asked++);
  const tell = (state: Told["state"], source = OWN_LOGS) => listener({ source, state } as Told);
  return { watch, tell, asked: () => asked };
}

test("an index that gets ready is told of to whoever lacks it, each time, and to nobody else", () => {
  const { watch, tell, asked } = open();
  tell("ready");
  expect(asked()).toBe(0);
  tell("building");
  watch.setNeeded(true);
  expect(asked()).toBe(0);
  tell("ready", "another");
  expect(asked()).toBe(0);
  tell("ready");
  tell("ready");
  expect(asked()).toBe(2);
  watch.setNeeded(false);
  tell("ready");
  watch.setNeeded(true);
  watch.close();
  tell("ready");
  expect(asked()).toBe(3);
});

test("one that got ready while the answer that lacks it was on its way is asked for once", () => {
  const { watch, tell, asked } = open();
  tell("ready");
  watch.setNeeded(true);
  watch.setNeeded(true);
  expect(asked()).toBe(1);
});
