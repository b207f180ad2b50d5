import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import decompress from "woff2-encoder/decompress";

const PACKAGE = "@fontsource-variable/noto-sans-kr";

/** "Noto Sans KR Variable" as the page has it: 124 files by the signs that they hold. */
export interface KoreanFonts {
  /** The file that has a sign, by its name; of a sign that none has the one with Latin letters. */
  fileOf(codePoint: number): string;
  /** As TrueType: what makes the PDF reads no variation of a WOFF2. */
  load(file: string): Promise<Uint8Array>;
}

const LATIN = "latin";

export async function openKoreanFonts(): Promise<KoreanFonts> {
  const folder = findPackage();
  const signs = JSON.parse(await readFile(join(folder, "unicode.json"), "utf8")) as Record<string, string>;
  // Latin letters stand in more than one file: its own is the last, and the first to be asked.
  const ranges = Object.entries(signs).toReversed().flatMap(([name, list]) => parseRanges(list).map((range) => ({ file: name.replace(/[[\]]/g, ""), ...range }))); // prettier-ignore
  const known = new Map<number, string>();
  const loaded = new Map<string, Promise<Uint8Array>>();
  return {
    fileOf(codePoint) {
      const before = known.get(codePoint);
      if (before !== undefined) return before;
      const { file = LATIN } = ranges.find(({ first, last }) => codePoint >= first && codePoint <= last) ?? {};
      known.set(codePoint, file);
      return file;
    },
    load(file) {
      const before = loaded.get(file);
      if (before) return before;
      const loading = readFile(join(folder, "files", `noto-sans-kr-${file}-wght-normal.woff2`)).then(decompress);
      loaded.set(file, loading);
      return loading;
    },
  };
}

/** "U+f9ca-fa0b,U+ff07" */
function parseRanges(list: string): { first: number; last: number }[] {
  return list.split(",").map((each) => {
    const [first = "", last = first] = each.replace(/^U\+/i, "").split("-");
    return { first: parseInt(first, 16), last: parseInt(last, 16) };
  });
}

/** The console program is one file and has the font in a folder beside it; what it is made of cannot be read as files. */
function findPackage(): string {
  const beside = join(dirname(process.execPath), "lib", "node_modules", PACKAGE);
  if (existsSync(beside)) return beside;
  return dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
}
