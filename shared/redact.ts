/** What must never be written down: credentials in addresses, tokens in queries, Authorization values in error texts. */

const SECRET_PARAMETER =
  /^(token|jwt|access_token|auth|authorization|api_?key|key|pass|passwd|password|pwd|secret|sig|signature|user|username|credential|session)$/i;
const HIDDEN = "***";

/** `url` without user:password@, with the values of secret query parameters hidden. An unparsable text is redacted as text. */
export function redactUrl(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#]*@)?([^?#]*)(?:\?([^#]*))?/i.exec(url);
  if (!match) return redactText(url);
  const [, scheme = "", rest = "", query] = match;
  return scheme + rest + (query === undefined ? "" : "?" + redactQuery(query));
}

function redactQuery(query: string): string {
  return query
    .split("&")
    .map((pair) => {
      const [name = ""] = pair.split("=", 1);
      return SECRET_PARAMETER.test(safeDecode(name)) && pair.includes("=") ? `${name}=${HIDDEN}` : pair;
    })
    .join("&");
}

/** A free text (an error message, a server's answer) with addresses and Authorization values redacted. */
export function redactText(text: string): string {
  return text
    .replace(/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>]+/gi, (url) => redactUrl(url))
    .replace(/\b(Bearer|Basic)\s+[A-Za-z0-9\-._~+/=:]+/gi, `$1 ${HIDDEN}`)
    .replace(/\b(token|jwt|password|passwd|pwd|secret|api_?key)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi, `$1$2${HIDDEN}`);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
