/** What must never be written down: credentials in addresses, tokens in queries, Authorization values in error texts. */

/** Names of secrets anywhere in a name (`accessToken`, `X-Amz-Signature`); short ones only as the whole name. */
const SECRET_NAME = /token|jwt|auth|passw|secret|signature|credential|session|api[-_]?key|^(key|pass|pwd|pw|sig|sid|user|username)$/i;
const HIDDEN = "***";
/** The same inside a text, directly before a value: in quotes, in quotes that are themselves inside a JSON text, or bare. */
const NAMED_VALUE =
  /((?:(?:token|jwt|passw|secret|signature|credential|api[-_]?key)[\w-]{0,40}|\b(?:pass|pwd|pw|sig|sid))\\?["']?\s{0,8}[=:]\s{0,8})("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\\["'][^"'\\]*|[^\s&"'<>]+)/gi;

/**
 * `url` without user:password@ and fragment, with the values of secret query parameters hidden. What is no URL but looks like one with
 * credentials (an unescaped slash in a password) loses everything up to its last @. An unparsable text is redacted as text.
 */
export function redactUrl(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^?#]*)(?:\?([^#]*))?/i.exec(url);
  if (!match) return redactText(url);
  const [, scheme = "", rest = "", query] = match;
  const place = redactParameters(withoutCredentials(url.slice(scheme.length), rest), ";");
  return scheme + place + (query === undefined || !place ? "" : "?" + redactParameters(query, "&"));
}

/** `whole` goes on where `rest` (up to the query) ends: a password may hold a question mark, too. */
function withoutCredentials(whole: string, rest: string): string {
  const [authority = ""] = rest.split("/", 1);
  const place = rest.slice(authority.lastIndexOf("@") + 1);
  const [host = ""] = place.split("/", 1);
  const isHost = /^[^:]+(?::\d*)?$|^\[[^\]]*\](?::\d*)?$/.test(host);
  if (isHost || !whole.slice(authority.length).includes("@")) return place;
  const later = place.lastIndexOf("@");
  return later >= 0 ? place.slice(later + 1) : "";
}

function redactParameters(text: string, separator: string): string {
  return text
    .split(separator)
    .map((pair) => {
      const [name = ""] = pair.split("=", 1);
      return pair.includes("=") && SECRET_NAME.test(safeDecode(name)) ? `${name}=${HIDDEN}` : pair;
    })
    .join(separator);
}

/** A free text (an error message, a server's answer) with addresses, Authorization values and named secrets redacted. */
export function redactText(text: string): string {
  return text
    .replace(/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>]+/gi, (url) => redactUrl(url))
    .replace(/\b(Bearer|Basic|Digest)\s{1,8}[^\s"'<>]+/gi, `$1 ${HIDDEN}`)
    .replace(NAMED_VALUE, (_all, name: string, value: string) => name + hide(value));
}

/** A quoted value keeps its quotes, so that JSON around it stays JSON. */
function hide(value: string): string {
  const [quote = ""] = /^["']/.exec(value) ?? [];
  return quote + HIDDEN + (value.length > 1 && quote !== "" && value.endsWith(quote) ? quote : "");
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
