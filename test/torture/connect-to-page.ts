import { APP_ORIGIN } from "../../electron/desktop/app-origin.ts";

/** The desktop app's own page, reached through DevTools. */
export interface PageConnection {
  /** The value of an expression in the page; a promise is awaited there. Rejects when it throws and when the page is gone. */
  evaluate(expression: string): Promise<unknown>;
}

interface Message {
  id?: number;
  method?: string;
  sessionId?: string;
  params?: { sessionId?: string; targetInfo?: { type: string }; context?: { origin: string; auxData?: { isDefault?: boolean } } };
  error?: { message: string };
  result?: { result?: { value?: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } };
}

/** Resolves as soon as the app has its page, loaded or not. Rejects when the app is gone or the signal is aborted before. */
export function connectToPage(devTools: string, signal: AbortSignal): Promise<PageConnection> {
  const socket = new WebSocket(devTools);
  const page = Promise.withResolvers<PageConnection>();
  const unanswered = new Map<number, PromiseWithResolvers<unknown>>();
  let sent = 0;

  function request(method: string, params: object, sessionId?: string): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>();
    if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error("the page is gone"));
    unanswered.set(++sent, answer);
    socket.send(JSON.stringify({ id: sent, method, params, sessionId }));
    return answer.promise;
  }

  function takeAnswer({ id, error, result }: Message): void {
    const answer = unanswered.get(id!);
    unanswered.delete(id!);
    const thrown = result?.exceptionDetails;
    const problem = error?.message ?? thrown?.exception?.description ?? thrown?.text;
    if (problem === undefined) answer?.resolve(result?.result?.value);
    else answer?.reject(new Error(problem));
  }

  function takeEvent({ method, params, sessionId }: Message): void {
    if (method === "Target.attachedToTarget" && params?.targetInfo?.type === "page") {
      request("Runtime.enable", {}, params.sessionId).catch(page.reject);
    }
    const context = params?.context;
    if (method !== "Runtime.executionContextCreated" || context?.origin !== APP_ORIGIN || !context.auxData?.isDefault) return;
    page.resolve({
      evaluate: (expression) => request("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId),
    });
  }

  function leave(): void {
    socket.close();
    const gone = new Error("the page is gone");
    for (const answer of unanswered.values()) answer.reject(gone);
    unanswered.clear();
    page.reject(gone);
  }

  socket.addEventListener("open", () => {
    request("Target.setAutoAttach", { autoAttach: true, flatten: true, waitForDebuggerOnStart: false }).catch(page.reject);
  });
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) takeEvent(message);
    else takeAnswer(message);
  });
  for (const end of ["close", "error"]) socket.addEventListener(end, leave);
  signal.addEventListener("abort", leave, { once: true });
  return page.promise;
}
