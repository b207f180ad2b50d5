import type { Page } from "playwright-core";
import type { MethodInput, MethodName, MethodOutput } from "../../shared/api-names.ts";

/** Calls the web host as the page does, with its session. */
export function askHost<M extends MethodName>(page: Page, method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  return page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/api/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: body! });
      return ((await response.json()) as { value: unknown }).value;
    },
    [method, JSON.stringify(input)],
  ) as Promise<MethodOutput<M>>;
}
