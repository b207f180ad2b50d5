import type { ErrorCode } from "../../shared/api-names.ts";
import type { Answers, AnswersOptions } from "./answer-questions.ts";
import type { FromHistory, ToHistory } from "./history-protocol.ts";

/** What Electron gives a utility process instead of `process.send`. */
interface ParentPort {
  on(event: "message", listener: (event: { data: ToHistory }) => void): void;
  postMessage(message: FromHistory): void;
}

const CODES: readonly string[] = ["unavailable", "invalid_input"] satisfies ErrorCode[];

/** Answers what the parent asks, over whichever line there is. A newer question of the same call and slot ends the older one. */
export function listenForQuestions(createAnswers: (options: Omit<AnswersOptions, "readerProgram">) => Answers): void {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  const send = (message: FromHistory): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    if (parentPort) parentPort.postMessage(message);
    else if (process.connected) process.send?.(message);
  };
  const asking = new Map<string, AbortController>();
  let answers: Answers | undefined;

  async function answer({ id, call, input, marks, paths }: Extract<ToHistory, { kind: "ask" }>): Promise<void> {
    const { slot } = input as { slot?: string };
    const key = `${call} ${slot ?? `#${id}`}`;
    asking.get(key)?.abort();
    const controller = new AbortController();
    asking.set(key, controller);
    try {
      const value = await answers!.ask(call, input, { marks, paths, signal: controller.signal });
      if (controller.signal.aborted) throw controller.signal.reason as Error;
      send({ kind: "answer", id, value });
    } catch (error) {
      send({ kind: "refusal", id, ...explain(error, controller.signal) });
    } finally {
      if (asking.get(key) === controller) asking.delete(key);
    }
  }

  function receive(message: ToHistory): void {
    if (message.kind === "configure") answers ??= createAnswers({ ...message.config, emit: send });
    else if (message.kind === "grown") answers?.noteGrowth();
    else void answer(message);
  }

  parentPort?.on("message", ({ data }) => receive(data));
  if (!parentPort) process.on("message", (message) => receive(message as ToHistory));
  process.on("disconnect", () => process.exit(0)); // the host is gone; whatever was half written is made anew
}

function explain(error: unknown, signal: AbortSignal): { code: ErrorCode; message: string } {
  if (signal.aborted) return { code: "cancelled", message: "a newer question took this one's place" };
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && CODES.includes(code)) return { code: code as ErrorCode, message: message ?? code };
  return { code: "internal", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
