import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { isSea } from "node:sea";
import { makeDirectory } from "../journal/make-directory.ts";
import { chooseLanguage } from "../../shared/choose-language.ts";
import type { Settings } from "../../shared/settings.ts";
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
  const { month, folders, isApart, format, out, dataDir = defaultDataDir(), configFile } = args;
  const pcs: LookedAt[] =
    folders.length === 0
      ? [{ dataDir: findDataDir(dataDir), configFile, isOwn: true }]
      : folders.map((folder) => ({ dataDir: findDataDir(folder), isOwn: false }));
  const months: PcMonth[] = [];
  const rooms = isApart ? pcs.map((pc) => [pc]) : [pcs];
  for (const room of rooms) months.push(await readRoom(room, { month, say }));
  const language = chooseLanguage(months[0]!.settings.language, new Intl.DateTimeFormat().resolvedOptions().locale);
  const files = format === "csv" ? makeCsv(months, language) : format === "json" ? makeJson(months) : [await makePdf(months[0]!, language)];
  if (out === undefined) return write(String(files[0]!.text));
  await makeDirectory(out);
  for (const { name, text } of files) {
    const file = join(out, name);
    await writeFileAtomically(file, text);
    write(`${file}\n`);
  }
}

/** One PC, or several that are one. */
async function readRoom(pcs: readonly LookedAt[], { month, say }: { month: string; say: ReportOutput["say"] }): Promise<PcMonth> {
  const all = pcs.map(lookAtSettings);
  const names = all.map(({ client }, n) => client.name || (pcs[n]!.isOwn ? hostname() : basename(pcs[n]!.dataDir)));
  const sites = new Set(all.map(({ client }) => client.site).filter((site) => site !== ""));
  const client = { name: names.join(", "), site: [...sites].join(", ") };
  const settings = { ...joinSettings(all), client };
  const [dataDir, ...others] = pcs.map((pc) => pc.dataDir);
  const report = await readMonth({ dataDir: dataDir!, others, readerProgram, month, settings, log: say });
  return { subject: { month, site: client.site, client: client.name }, settings, report };
}

/** What several PCs call things: of what more than one of them has, the first one's word. */
function joinSettings(all: readonly Settings[]): Settings {
  const join = <T extends { id: string }>(lists: readonly (readonly T[])[]): T[] => [...new Map(lists.flat().toReversed().map((each) => [each.id, each])).values()].toReversed(); // prettier-ignore
  return {
    ...all[0]!,
    servers: join(all.map(({ servers }) => servers)),
    streams: join(all.map(({ streams }) => streams)),
    maintenance: all.flatMap(({ maintenance }) => maintenance),
  };
}

/** Where a data dir's `logs/` are; the folder may be these themselves. Throws where there are none. */
function findDataDir(folder: string): string {
  if (existsSync(join(folder, "logs"))) return folder;
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  if (basename(folder) === "logs") return dirname(folder);
  throw new Error(`${folder} is no data dir: it has no logs/`);
}
