import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { isSea } from "node:sea";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { readMonth } from "../history/read-month.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { defaultDataDir } from "../settings/default-data-dir.ts";
import { lookAtSettings } from "../settings/look-at-settings.ts";
import type { LookedAt } from "../settings/look-at-settings.ts";
import { makeCsv, makeJson, makePdf } from "./make-report.ts";
import type { PcMonth } from "./make-report.ts";
import type { ReportArguments } from "./report-arguments.ts";

export interface ReportOutput {
  /** The figures, or the names of the files. */
  write: (text: string) => void;
  say: (message: string) => void;
}

/** A thread's entry is a file: beside this program, of the console program in its `lib/`. */
const readerProgram = isSea()
  ? join(dirname(process.execPath), "lib", "history-reader.cjs")
  : join(import.meta.dirname, "..", `history-reader${extname(import.meta.filename)}`);

/** The monthly report's figures. Rejects with words for people. */
export async function runReport(args: ReportArguments, { write, say }: ReportOutput): Promise<void> {
  const { month, folders, format, out, dataDir = defaultDataDir(), configFile } = args;
  const own = { dataDir, configFile, isOwn: true };
  const pcs = folders.length === 0 ? [own] : folders.map((folder) => ({ dataDir: findDataDir(folder), isOwn: false }));
  const months: PcMonth[] = [];
  for (const pc of pcs) months.push(await readPc(pc, { month, say }));
  const language = chooseLanguage(months[0]!.settings.language, new Intl.DateTimeFormat().resolvedOptions().locale);
  const files = format === "csv" ? makeCsv(months, language) : format === "json" ? makeJson(months) : [await makePdf(months[0]!, language)];
  if (out === undefined) return write(String(files[0]!.text));
  await mkdir(out, { recursive: true });
  for (const { name, text } of files) {
    const file = join(out, name);
    await writeFileAtomically(file, text);
    write(`${file}\n`);
  }
}

async function readPc(pc: LookedAt, { month, say }: { month: string; say: ReportOutput["say"] }): Promise<PcMonth> {
  const settings = lookAtSettings(pc);
  const { site, name } = settings.client;
  const client = name || (pc.isOwn ? hostname() : basename(pc.dataDir));
  const report = await readMonth({ dataDir: pc.dataDir, readerProgram, month, settings, log: say });
  return { subject: { month, site, client }, settings, report };
}

/** Where a copied folder's `logs/` are; the folder may be these themselves. Throws where there are none. */
function findDataDir(folder: string): string {
  if (existsSync(join(folder, "logs"))) return folder;
  if (basename(folder) === "logs" && existsSync(folder)) return dirname(folder);
  throw new Error(`${folder} is no data dir: it has no logs/`);
}
