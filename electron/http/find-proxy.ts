/** The proxy for an address, such as `http://proxy.site.kr:3128`; undefined: the straight way. */
export type FindProxy = (url: string) => Promise<string | undefined>;

/** This PC itself is reached without any proxy. */
export const NEVER_PROXIED = "localhost,127.0.0.1,[::1],::1";

/** What the environment says to Node's programs: `https_proxy`, `http_proxy` and `no_proxy`, in small or capital letters. */
export function createEnvironmentProxy(env: NodeJS.ProcessEnv): FindProxy {
  const read = (name: string): string => env[name] || env[name.toUpperCase()] || "";
  return async (url) => {
    const { protocol, hostname } = new URL(url);
    const proxy = read(protocol === "http:" ? "http_proxy" : "https_proxy");
    if (proxy === "" || isExcepted(hostname, `${read("no_proxy")},${NEVER_PROXIED}`)) return undefined;
    return proxy.includes("://") ? proxy : `http://${proxy}`;
  };
}

/** `*`, a host, or a domain with all that is in it, with or without a dot before it. */
function isExcepted(hostname: string, exceptions: string): boolean {
  return exceptions.split(/[,\s]+/).some((each) => {
    const name = each.replace(/^\*?\./, "").toLowerCase();
    return each === "*" || (name !== "" && (hostname === name || hostname.endsWith(`.${name}`)));
  });
}

/** The first way that Chromium's answer names (`PROXY proxy:3128; DIRECT`); SOCKS is none that mail can take. */
export function parseProxyList(list: string): string | undefined {
  const [first = ""] = list.split(";");
  const [, kind, host] = /^\s*(PROXY|HTTPS)\s+(\S+)/.exec(first) ?? [];
  return host === undefined ? undefined : `${kind === "HTTPS" ? "https" : "http"}://${host}`;
}
