import { expect, test } from "vitest";
import { answerFirstCalls } from "../../../renderer/api/first-answers.ts";
import type { MethodName, PreloadBridge } from "../../../shared/api-names.ts";

function openPage(answers: string | undefined) {
  const asked: MethodName[] = [];
  const bridge = {
    call(method: MethodName) {
      asked.push(method);
      return Promise.resolve({ ok: true, value: "asked" });
    },
  } as unknown as PreloadBridge;
  const page = { getElementById: (id: string) => (id === "first-answers" && answers !== undefined ? { textContent: answers } : null) };
  return { asked, call: answerFirstCalls(bridge, page as Document) };
}

test("what came with the page answers a call once: later it may be old", async () => {
  const { asked, call } = openPage(JSON.stringify({ getSettings: { ok: true, value: "with the page" } }));
  expect(await call("getSettings", {})).toEqual({ ok: true, value: "with the page" });
  expect(asked).toEqual([]);
  expect(await call("getSettings", {})).toEqual({ ok: true, value: "asked" });
  expect(await call("getStatus", {})).toEqual({ ok: true, value: "asked" });
  expect(asked).toEqual(["getSettings", "getStatus"]);
});

test("a refusal came with the page as well", async () => {
  const refusal = { ok: false, error: { code: "internal", message: "x" } };
  const { call } = openPage(JSON.stringify({ getHost: refusal }));
  expect(await call("getHost", {})).toEqual(refusal);
});

test.each([undefined, ""])("a page without answers (%s) asks", async (answers) => {
  const { call } = openPage(answers);
  expect(await call("getHost", {})).toEqual({ ok: true, value: "asked" });
});
