/** `{whepBaseUrl}/{path}/whep`: path segments are escaped, its slashes and the base's own sub-folder are kept. */
export function whepUrlOf(server: { whepBaseUrl: string }, path: string): string {
  const segments = path
    .toWellFormed() // half a surrogate pair cannot be escaped
    .split("/")
    .filter((segment) => segment !== "")
    .map(encodeURIComponent);
  return `${server.whepBaseUrl.replace(/\/+$/, "")}/${segments.join("/")}/whep`;
}

/** host:port of an address as it stands there, by which a server is named; "" where there is none. */
export function serverOf(whepUrl: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(whepUrl)?.[1] ?? "";
}
