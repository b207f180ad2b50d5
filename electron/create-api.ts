import { z } from "zod";
import { INPUT_SCHEMAS } from "../shared/api.ts";
import { isDeeper, MOST_LEVELS } from "../shared/is-deeper.ts";
import { parseSafely } from "../shared/parse-safely.ts";
import type { ControlRoomApi, ErrorCode, MethodInput, MethodName, Result } from "../shared/api-names.ts";
import { refuse } from "./call-input.ts";

const CODES: readonly unknown[] = ["invalid_input", "forbidden", "locked", "unavailable", "cancelled", "internal"] satisfies ErrorCode[];

/** The one place where a call's name and input are checked, for both hosts. Never throws: errors travel as values. */
export function createCall(
  api: ControlRoomApi,
  log: (message: string) => void,
): (method: string, input: unknown) => Promise<Result<unknown>> {
  return async (method, input) => {
    if (!Object.hasOwn(INPUT_SCHEMAS, method)) return refuse("invalid_input", "there is no such call");
    const name = method as MethodName;
    if (isDeeper(input)) return refuse("invalid_input", `nested deeper than ${MOST_LEVELS} levels`);
    const parsed = parseSafely(INPUT_SCHEMAS[name], input ?? {});
    if (!parsed.success) {
      const message = z.prettifyError(parsed.error).slice(0, 1_000);
      log(`call ${name} refused: ${message.replaceAll("\n", " ")}`);
      return refuse("invalid_input", message);
    }
    return answerSafely(`call ${name}`, () => invoke(api, name, parsed.data as MethodInput<MethodName>), log);
  };
}

/** What was thrown, as a value: with its own code where it has one, else `internal`, and in the log. */
export async function answerSafely<T>(what: string, answer: () => Promise<T>, log: (message: string) => void): Promise<Result<T>> {
  try {
    return { ok: true, value: await answer() };
  } catch (error) {
    const { code, message } = error as { code?: ErrorCode; message?: string };
    if (code !== undefined && CODES.includes(code)) return refuse(code, message ?? code);
    log(`${what} failed: ${error instanceof Error ? error.stack : String(error)}`);
    return refuse("internal", "the host could not do this; its log says why");
  }
}

function invoke(api: ControlRoomApi, name: MethodName, input: MethodInput<MethodName>): Promise<unknown> {
  return (api[name] as (input: MethodInput<MethodName>) => Promise<unknown>)(input);
}
