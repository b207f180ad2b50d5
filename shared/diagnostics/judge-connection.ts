/** What an attempt to reach an address comes to, step by step. `code` is Node's; SILENT: nobody answered in time. */
import type { CertificateEvidence } from "../finding.ts";
import type { CheckFinding } from "./check.ts";

export const SILENT = "SILENT";

export type LookupOutcome = { kind: "literal" } | { kind: "found"; address: string } | { kind: "failed"; code: string };

export function judgeLookup(host: string, outcome: LookupOutcome): CheckFinding {
  if (outcome.kind === "literal") return { code: "name_literal" };
  if (outcome.kind === "found") return { code: "name_found", address: outcome.address };
  // EAI_AGAIN is what the system says when none of its name servers answers.
  return outcome.code === SILENT || outcome.code === "EAI_AGAIN" ? { code: "name_silent", host } : { code: "name_unknown", host };
}

export type ConnectOutcome = { kind: "open"; address: string } | { kind: "failed"; code: string };

export function judgeConnect(port: number, outcome: ConnectOutcome): CheckFinding {
  if (outcome.kind === "open") return { code: "open", address: outcome.address };
  const { code } = outcome;
  if (code === "ECONNREFUSED") return { code: "refused", port };
  if (UNREACHABLE.has(code)) return { code: "unreachable" };
  return code === SILENT || code === "ETIMEDOUT" ? { code: "silent", port } : { code: "closed", errno: code };
}

const UNREACHABLE = new Set(["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"]);

export type TlsOutcome = { kind: "secure"; certificate: CertificateEvidence } | { kind: "failed"; code: string };

/** Two weeks are left to order another one. Milliseconds. */
const ENDS_SOON = 14 * 86_400_000;
const DAY = 86_400_000;

export function judgeTls(outcome: TlsOutcome, now: number): CheckFinding {
  if (outcome.kind === "failed") return { code: "tls_failed", errno: outcome.code };
  const { subject, issuer, problem, validTo } = outcome.certificate;
  const left = Date.parse(validTo) - now;
  if (left < 0) return { code: "certificate_expired", issuer, days: Math.floor(-left / DAY) };
  if (problem !== undefined) return { code: "certificate_untrusted", subject, issuer, problem };
  const days = Math.floor(left / DAY);
  return left < ENDS_SOON ? { code: "certificate_ending", issuer, days } : { code: "certificate_fine", issuer, days };
}
