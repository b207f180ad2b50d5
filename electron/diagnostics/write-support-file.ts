import os from "node:os";
import { join } from "node:path";
import type { HostStatus } from "../../shared/host-status.ts";
import type { Language } from "../../shared/choose-language.ts";
import type { Diagnostics } from "../../shared/diagnostics/check.ts";
import { stripSettings } from "../../shared/diagnostics/strip-settings.ts";
import { writeDiagnostics } from "../../shared/diagnostics/write-checks.ts";
import { writeReadme } from "../../shared/diagnostics/write-readme.ts";
import { createMask } from "../../shared/mask-text.ts";
import type { Mask } from "../../shared/mask-text.ts";
import type { Settings } from "../../shared/settings.ts";
import { maskAppLog, maskJournal } from "./masked-logs.ts";
import { writeZip } from "./write-zip.ts";
import type { ZipEntry } from "./write-zip.ts";

export interface SupportFileOptions {
  dataDir: string;
  settings: Settings;
  diagnostics: Diagnostics;
  identity: { version: string; clientId: string };
  /** "desktop", "web", "cli". */
  kind: string;
  /** Of a running app. */
  status?: HostStatus;
  language: Language;
  now: () => number;
  /** Bytes after which no more logs are taken: 50 MB unless told otherwise. */
  most?: number;
}

export interface SupportFile {
  name: string;
  /** The bytes as they are made; whoever wants no more returns. */
  content: AsyncGenerator<Buffer, void>;
}

const MOST = 50 * 1_048_576;
const DAY = 86_400_000;
const DAYS = 7;

/** Everything that support may ask for, with nothing in it by which somebody finds this site's machines: one ZIP archive. */
export function writeSupportFile(options: SupportFileOptions): SupportFile {
  const { now, most = MOST } = options;
  const at = new Date(now());
  let written = 0;
  const cut: string[] = [];
  const entries = listEntries({ ...options, isFull: () => written >= most, cut });
  const stamp = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()];
  const digits = stamp.map((part) => String(part).padStart(2, "0"));
  return {
    name: `mtx-watch-support-${digits.slice(0, 3).join("")}-${digits.slice(3).join("")}.zip`,
    content: writeZip(entries, { at, onBytes: (bytes) => (written = bytes) }),
  };
}

interface EntriesOptions extends SupportFileOptions {
  isFull: () => boolean;
  cut: string[];
}

async function* listEntries({ isFull, cut, ...options }: EntriesOptions): AsyncGenerator<ZipEntry, void> {
  const { dataDir, settings, diagnostics, identity, status, language, now } = options;
  const names: string[] = [];
  const hide = createMask({ hosts: [os.hostname()], accounts: [readAccount()] });
  const entry = (name: string, text: string): ZipEntry => ({ name, content: [text] });
  const json = (name: string, value: unknown): ZipEntry => entry(name, `${maskJson(hide, value)}\n`);

  // First: from the addresses in it the mask learns names that look like words.
  const all: (Iterable<ZipEntry> | AsyncIterable<ZipEntry>)[] = [
    [
      json("settings.json", stripSettings(settings)),
      entry("diagnostics.txt", hide.maskText(writeDiagnostics(diagnostics, { language, version: identity.version }))),
      json("diagnostics.json", diagnostics),
      entry("versions.json", `${JSON.stringify(describeSystem(options), undefined, 2)}\n`), // its numbers look like addresses
      ...(status ? [json("status.json", status)] : []),
    ],
  ];
  const logs = join(dataDir, "logs");
  const masking = { mask: hide, since: now() - DAYS * DAY, isFull, onCut: (name: string) => cut.push(name) };
  all.push(maskAppLog(join(logs, "app"), "app", masking));
  for (const [folder, directory] of Object.entries(JOURNALS)) all.push(maskJournal(join(logs, directory), folder, masking));

  for (const part of all) {
    for await (const each of part) {
      names.push(each.name);
      yield each;
    }
  }
  // Last: only now it is known what is in it.
  yield entry("README.txt", writeReadme({ names, cut, days: DAYS, version: identity.version }, language));
}

/** What stands in the archive as what, the most telling first. */
const JOURNALS = { alarms: "alarms", errors: "mediamtx_errors", states: "states" };

function maskJson(mask: Mask, value: unknown): string {
  return JSON.stringify(JSON.parse(mask.maskLine(JSON.stringify(value))), undefined, 2);
}

function describeSystem({ identity, kind, now }: SupportFileOptions): object {
  const [cpu] = os.cpus();
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    ...identity,
    kind,
    at: new Date(now()).toISOString(),
    programs: process.versions,
    system: { platform: os.platform(), release: os.release(), version: os.version(), arch: os.arch(), uptime: os.uptime() },
    memory: { total: os.totalmem(), free: os.freemem(), process: process.memoryUsage() },
    processor: { model: cpu?.model, cores: os.cpus().length, load: os.loadavg() },
    process: { uptime: process.uptime() },
    locale,
    timeZone,
  };
}

/** "" where the system does not say. */
function readAccount(): string {
  try {
    return os.userInfo().username;
  } catch {
    return "";
  }
}
