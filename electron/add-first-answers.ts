import { ASKED_FIRST, FIRST_ANSWERS_ID } from "../shared/first-answers.ts";
import type { ControlRoom } from "./control-room-types.ts";
import type { PageFile } from "./page-files.ts";

const [BEFORE, AFTER] = [`id="${FIRST_ANSWERS_ID}">`, "</script>"];

/** The page with the answers to its first calls in it: its streams start without asking. They are true now, so nobody may keep them. */
export async function addFirstAnswers({ body, headers }: PageFile, call: ControlRoom["call"]): Promise<PageFile> {
  const answers = Object.fromEntries(await Promise.all(ASKED_FIRST.map(async (name) => [name, await call(name, {})] as const)));
  const json = JSON.stringify(answers).replaceAll("<", "\\u003c"); // a name in the settings must not end the element
  const html = body.toString("utf8").replace(BEFORE + AFTER, () => BEFORE + json + AFTER);
  return { body: Buffer.from(html), headers: { ...headers, "cache-control": "no-store" } };
}
