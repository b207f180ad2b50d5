import type { CustomScheme, Protocol } from "electron";
import { PAGE_HEADERS, readPageFile } from "../page-files.ts";
import { APP_ORIGIN, APP_SCHEME, isAppUrl } from "./app-origin.ts";

/** To be registered before Electron is ready. Secure, so that the page is a secure context as one on https would be. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

/** Serves the built page at app://control-room/, and nothing else. */
export function serveApp(protocol: Protocol, rendererDirectory: string): void {
  protocol.handle(APP_SCHEME, async ({ url, method }) => {
    if (!isAppUrl(url)) return answer(404, "no such page");
    if (method !== "GET") return answer(405, "only GET");
    const [pathname = "/"] = url.slice(APP_ORIGIN.length).split(/[?#]/, 1);
    const file = await readPageFile(rendererDirectory, pathname);
    return file ? new Response(new Uint8Array(file.body), { headers: file.headers }) : answer(404, "no such file");
  });
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...PAGE_HEADERS, "content-type": "text/plain; charset=utf-8" } });
}
