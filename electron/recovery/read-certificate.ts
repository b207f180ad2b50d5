import { checkServerIdentity } from "node:tls";
import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import type { CertificateEvidence } from "../../shared/finding.ts";
import { cutText, toPlainText } from "../../shared/plain-text.ts";

/** A server's certificate in words, and what Node holds against it. Undefined where it has shown none. */
export function readCertificate(socket: TLSSocket, hostname: string): CertificateEvidence | undefined {
  const certificate = socket.getPeerCertificate();
  if (!certificate.valid_to) return undefined;
  // Node stops at the first fault; that the name is another one is worth saying beside it.
  const problems = [
    readProblem(socket),
    checkServerIdentity(hostname.replace(/^\[|\]$/g, ""), certificate as DetailedPeerCertificate)?.message,
  ];
  const problem = problems.filter((text) => text !== undefined && text !== "").join("; ");
  return {
    subject: toWords(certificate.subject?.CN),
    issuer: toWords(certificate.issuer?.CN ?? certificate.issuer?.O),
    names: toWords(certificate.subjectaltname),
    validFrom: toIso(certificate.valid_from),
    validTo: toIso(certificate.valid_to),
    ...(problem && { problem: toWords(problem) }),
  };
}

/** `authorizationError` is a code, whatever its type says. */
function readProblem({ authorized, authorizationError }: TLSSocket): string | undefined {
  const code = String(authorizationError ?? "");
  return authorized ? undefined : (PROBLEMS[code] ?? code);
}

const PROBLEMS: Partial<Record<string, string>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "signed by an authority that this PC does not know",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "signed by an authority that this PC does not know",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "signed by an authority that this PC does not know",
  ERR_TLS_CERT_ALTNAME_INVALID: "",
};

const LONGEST = 200;

function toWords(text: unknown): string {
  const plain = Array.isArray(text) ? text.join(", ") : typeof text === "string" ? text : "";
  return cutText(toPlainText(plain), LONGEST);
}

function toIso(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? "" : new Date(time).toISOString();
}
