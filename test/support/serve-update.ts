import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { startHttpServer } from "./http-server.ts";
import type { TestServer } from "./http-server.ts";

export interface UpdateServer extends TestServer {
  /** Spoils the checksum that the server says, until it is called again. */
  spoil(isSpoilt: boolean): void;
}

/** What an administrator puts on the site's server: latest-linux.yml beside the AppImage of that version. */
export async function serveUpdate(file: string, version: string): Promise<UpdateServer> {
  const sha512 = createHash("sha512").update(readFileSync(file)).digest("base64");
  let said = sha512;
  const server = await startHttpServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, "http://server").pathname);
    if (path === "/latest-linux.yml" || path === `/${version}-linux.yml`) return response.end(describe());
    if (path !== `/${basename(file)}`) return response.writeHead(404).end();
    response.setHeader("content-length", statSync(file).size);
    return createReadStream(file).pipe(response);
  });
  const describe = () =>
    [
      `version: ${version}`,
      `files:`,
      `  - url: ${basename(file)}`,
      `    sha512: ${said}`,
      `    size: ${statSync(file).size}`,
      `path: ${basename(file)}`,
      `sha512: ${said}`,
      `releaseDate: '2026-01-08T00:00:00.000Z'`,
      ``,
    ].join("\n");
  return { ...server, spoil: (isSpoilt) => (said = isSpoilt ? createHash("sha512").digest("base64") : sha512) };
}
