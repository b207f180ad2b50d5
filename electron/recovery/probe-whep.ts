import type { CertificateEvidence, AskStep } from "../../shared/finding.ts";
import { cutText, toPlainText } from "../../shared/plain-text.ts";
import { redactText } from "../../shared/redact.ts";
import { askHttp } from "./ask-http.ts";
import type { Asked } from "./ask-http.ts";
import { readError } from "./read-control-api.ts";

/** How far a HEAD on a WHEP address comes: name, connection, TLS, answer. MediaMTX answers 405, at once and without credentials. */
export type WhepProbe = { certificate?: CertificateEvidence } & (
  | { kind: "answer"; status: number; took: number }
  | { kind: "failed"; at: AskStep; code: string }
);

/** Answer to a real OPTIONS with the credentials: 204 when path and account are right. No session is made. */
export type WhepAnswer = { kind: "answer"; status: number; error?: string } | { kind: "failed"; at: AskStep; code: string };

/** Without credentials, and with any certificate: what it says is worth knowing, too. Never rejects. */
export async function probeWhep(whepUrl: string, signal?: AbortSignal): Promise<WhepProbe> {
  const asked = await ask(whepUrl, "HEAD", { anyCertificate: true, signal });
  const certificate = asked.certificate && { certificate: asked.certificate };
  return asked.kind === "answer"
    ? { kind: "answer", status: asked.status, took: asked.took, ...certificate }
    : { kind: "failed", at: asked.at, code: asked.code, ...certificate };
}

/** Never rejects. */
export async function askOptions(whepUrl: string, authorization: string | undefined, signal?: AbortSignal): Promise<WhepAnswer> {
  const asked = await ask(whepUrl, "OPTIONS", { authorization, signal });
  if (asked.kind === "failed") return { kind: "failed", at: asked.at, code: asked.code };
  const error = asked.status < 400 ? undefined : (readError(asked.body) ?? shorten(asked.body));
  return { kind: "answer", status: asked.status, ...(error && { error }) };
}

const LARGEST_ANSWER = 64 * 1024;

function ask(
  whepUrl: string,
  method: "HEAD" | "OPTIONS",
  { signal, ...options }: { authorization?: string | undefined; anyCertificate?: boolean; signal?: AbortSignal | undefined },
): Promise<Asked> {
  const url = URL.parse(whepUrl);
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    return Promise.resolve({ kind: "failed", at: "dns", code: "ERR_INVALID_URL" });
  return askHttp({ url, method, mostBytes: method === "HEAD" ? 0 : LARGEST_ANSWER, ...options, ...(signal && { signal }) });
}

function shorten(body: string): string {
  return cutText(redactText(toPlainText(body.slice(0, 4_096)).trim()), 200);
}
