import type { MethodInput, MethodName, MethodOutput, PreloadBridge, Result } from "../../shared/api-names.ts";
import { FIRST_ANSWERS_ID } from "../../shared/first-answers.ts";

/** A bridge's calls, of which the first ones were answered with the page. Each such answer is taken once: later it may be old. */
export function answerFirstCalls({ call }: Pick<PreloadBridge, "call">, page: Pick<Document, "getElementById">): PreloadBridge["call"] {
  const json = page.getElementById(FIRST_ANSWERS_ID)?.textContent || "{}";
  const answers = new Map(Object.entries(JSON.parse(json) as object));
  return async <M extends MethodName>(method: M, input: MethodInput<M>) => {
    const answer = answers.get(method) as Result<MethodOutput<M>> | undefined;
    answers.delete(method);
    return answer ?? call(method, input);
  };
}
