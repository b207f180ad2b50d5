import { parseStreamList } from "./parse-stream-list.ts";

/** The list of streams, and the line of it that came out of an address. */
export interface ListWithPath {
  text: string;
  line?: string;
}

/** With the path of another address in place of the one before; nothing is added that is listed already. */
export function putPath({ text, line }: ListWithPath, path: string | undefined): ListWithPath {
  const rest = line === undefined ? text : text.split("\n").filter((each) => each.trim() !== line).join("\n"); // prettier-ignore
  if (path === undefined || parseStreamList(rest).streams.some((stream) => stream.path === path)) return { text: rest };
  return { text: rest.trim() === "" ? path : `${rest.trimEnd()}\n${path}`, line: path };
}
