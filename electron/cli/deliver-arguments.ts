import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isHttpUrl } from "../../shared/setting-values.ts";

/** `program`: as it was called. */
export const deliverHelp = (program: string): string => `${program} --data-dir OLD [options]

Sends what the data dir of a PC that is no more still has for central, under that PC's own client id, from where it had been. Can be stopped
(Ctrl+C) and called again. Writes nothing in OLD but its place (cursors/) and what central rejects (logs/rejected/).

  --data-dir OLD        the rescued data dir: client-id, cursors/, logs/, settings.json
  --url URL             central's base address (default: as OLD's settings and this PC's policy say)
  --token-file FILE     central's token; else MTX_SECRET_<REF>, by the name that the settings give it (MTX_SECRET_CENTRAL without one)
  --help                show this text

Ends with 0 when nothing is left, with 1 when central does not take it all: the reason is said, and the rest stays where it is.
`;

export interface DeliverArguments {
  dataDir: string;
  url?: string;
  token?: string;
}

export type ReadDeliverArguments = { kind: "run"; arguments: DeliverArguments } | { kind: "help" } | { kind: "wrong"; problem: string };

/** The command line, or what is wrong with it in one sentence. `readFile` throws where the file cannot be read. */
export function readDeliverArguments(argv: readonly string[], readFile: (file: string) => string): ReadDeliverArguments {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { "data-dir": text, url: text, "token-file": text, help: { type: "boolean", default: false } },
    });
    if (values.help) return { kind: "help" };
    const { "data-dir": dataDir, url, "token-file": tokenFile } = values;
    if (!dataDir) return { kind: "wrong", problem: "--data-dir names the data dir whose records are to be sent" };
    if (url !== undefined && !isHttpUrl(url))
      return { kind: "wrong", problem: `--url is an address that begins with http:// or https://, not "${url}"` };
    const token = tokenFile === undefined ? undefined : readFile(tokenFile).trim();
    if (token === "") return { kind: "wrong", problem: `the token file ${tokenFile} is empty` };
    return {
      kind: "run",
      arguments: { dataDir: resolve(dataDir), ...(url === undefined ? {} : { url }), ...(token === undefined ? {} : { token }) },
    };
  } catch (error) {
    return { kind: "wrong", problem: (error as Error).message };
  }
}
