/** A header is longer than this only to do harm. */
const MAX_HEADER = 8_192;
const LINK = /<([^<>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const PARAMETER = /;\s*([\w!#$&+\-.^`|~*]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/**
 * ICE servers of a `Link` header (RFC 8288), in which several links may stand: `<turn:…>; rel="ice-server"; username="…"; credential="…"`.
 * Links of another kind, and addresses that are neither STUN nor TURN, are skipped: RTCPeerConnection would throw on them.
 */
export function parseIceServers(header: string | null): RTCIceServer[] {
  const servers: RTCIceServer[] = [];
  for (const [, url = "", parameterText = ""] of (header ?? "").slice(0, MAX_HEADER).matchAll(LINK)) {
    const parameters = readParameters(parameterText);
    const isIceServer = parameters.get("rel")?.toLowerCase().split(/\s+/).includes("ice-server");
    if (!isIceServer || !/^(stuns?|turns?):\S+$/i.test(url)) continue;
    const isTurn = /^turn/i.test(url);
    const username = parameters.get("username");
    const credential = parameters.get("credential");
    if (isTurn && (username === undefined || credential === undefined)) continue;
    servers.push(isTurn ? { urls: url, username: username ?? "", credential: credential ?? "" } : { urls: url });
  }
  return servers;
}

function readParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, bare = ""] of text.matchAll(PARAMETER)) {
    parameters.set(name.toLowerCase(), quoted === undefined ? bare : quoted.replace(/\\(.)/g, "$1"));
  }
  return parameters;
}
