import { Readable } from "node:stream";
import type { CustomScheme, Protocol } from "electron";
import { addFirstAnswers } from "../add-first-answers.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { PAGE_HEADERS, readPageFile } from "../page-files.ts";
import { SUPPORT_FILE_PATH, supportFileHeaders } from "../support-file-request.ts";
import { APP_ORIGIN, APP_SCHEME, isAppUrl } from "./app-origin.ts";
import { CRASH_PAGE_PATH, CRASH_PAGE_POLICY } from "./crash-page.ts";

/** To be registered before Electron is ready. Secure, so that the page is a secure context as one on https would be. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

export interface ServeAppOptions {
  rendererDirectory: string;
  controlRoom: Pick<ControlRoom, "call" | "openSupportFile">;
  /** HTML of what is shown instead of a page that crashes again and again. */
  crashPage: () => string;
}

/** Serves the built page at app://control-room/, the crash page, the file for support, and nothing else. */
export function serveApp(protocol: Protocol, { rendererDirectory, controlRoom, crashPage }: ServeAppOptions): void {
  protocol.handle(APP_SCHEME, async ({ url, method }) => {
    if (!isAppUrl(url)) return answer(404, "no such page");
    if (method !== "GET") return answer(405, "only GET");
    const [pathname = "/"] = url.slice(APP_ORIGIN.length).split(/[?#]/, 1);
    if (pathname === CRASH_PAGE_PATH) {
      const headers = { ...PAGE_HEADERS, "content-type": "text/html; charset=utf-8", "content-security-policy": CRASH_PAGE_POLICY };
      return new Response(crashPage(), { headers });
    }
    if (pathname === SUPPORT_FILE_PATH) return answerSupportFile(url, controlRoom);
    const found = await readPageFile(rendererDirectory, pathname);
    if (!found) return answer(404, "no such file");
    const file = pathname === "/" ? await addFirstAnswers(found, controlRoom.call) : found;
    return new Response(new Uint8Array(file.body), { headers: file.headers });
  });
}

/** A page that goes away ends it. */
async function answerSupportFile(url: string, { openSupportFile }: Pick<ControlRoom, "openSupportFile">): Promise<Response> {
  const { name, content } = await openSupportFile(new URL(url).searchParams.get("language") === "ko" ? "ko" : "en");
  const stream = Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>;
  return new Response(stream, { headers: { ...PAGE_HEADERS, ...supportFileHeaders(name) } });
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...PAGE_HEADERS, "content-type": "text/plain; charset=utf-8" } });
}
