import { expect, test } from "vitest";
import { join } from "node:path";
import { addFirstAnswers } from "../../electron/add-first-answers.ts";
import { readPageFile } from "../../electron/page-files.ts";
import type { MethodName, Result } from "../../shared/api-names.ts";

const RENDERER = join(import.meta.dirname, "../../renderer");

async function serve(answer: (method: MethodName) => Result<unknown>) {
  const page = (await readPageFile(RENDERER, "/"))!;
  const { body, headers } = await addFirstAnswers(page, (method) => Promise.resolve(answer(method)));
  const html = body.toString("utf8");
  const [, json = ""] = /<script type="application\/json" id="first-answers">([^<]*)<\/script>/.exec(html) ?? [];
  return { headers, html, answers: JSON.parse(json) as Record<string, unknown> };
}

test("the page comes with the answers to its first calls", async () => {
  const { answers } = await serve((method) => ({ ok: true, value: { of: method } }));
  expect(answers).toEqual({
    getHost: { ok: true, value: { of: "getHost" } },
    getSettings: { ok: true, value: { of: "getSettings" } },
    getStatus: { ok: true, value: { of: "getStatus" } },
  });
});

test.each(["</script><script>alert(1)</script>", "<!--<script>", "$& $' $` 정문"])("a stream named %s stays a name", async (name) => {
  const value = { ok: true, value: { name } } as const;
  const { answers, html } = await serve(() => value);
  expect(answers.getSettings).toEqual(value);
  expect(html.match(/<script/g)).toHaveLength(2);
});

test("settings are not kept in the browser's cache", async () => {
  const { headers } = await serve(() => ({ ok: true, value: {} }));
  expect(headers["cache-control"]).toBe("no-store");
});
