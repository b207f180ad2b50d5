import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ChainVerdict } from "../../shared/audit/chain-verdict.ts";
import { toLogText } from "../../shared/plain-text.ts";
import { createChainCheck } from "../audit/check-chain.ts";
import { auditDirectoryOf, auditHeadFileOf } from "../audit/open-audit.ts";
import { readAuditFiles } from "../audit/read-audit-files.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { findNamedDataDir } from "./named-data-dir.ts";

const help = (program: string): string => `${program} [options]

Prints the audit log of a data dir, oldest first, a JSON object a line. Changes nothing; the app may run.

  --data-dir DIR        whose audit log
  --verify              says instead whether each line is what was written, where it was written; ends with 1 where one is not
  --head HASH           with --verify: the hash of the last line as it was noted elsewhere; a line has to have it, or the end was cut off
  --help                show this text

Without --head it is the hash that the data dir keeps beside the log.
`;

/** Standard output carries the lines, or the verdict, and nothing else. `program`: as it was called. */
export async function runAuditCommand(argv: readonly string[], program: string): Promise<void> {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({ args: [...argv], options: { "data-dir": text, verify: flag, head: text, help: flag } });
    if (values.help) return void process.stdout.write(help(program));
    const dataDir = findNamedDataDir(values["data-dir"]);
    if (values.verify) return tell(await verify(dataDir, values.head));
    await readAuditFiles(auditDirectoryOf(dataDir), ({ text: line }) => process.stdout.write(`${line}\n`));
  } catch (error) {
    process.stderr.write(`audit: ${toLogText((error as Error).message)}\n`);
    process.exitCode = 2;
  }
}

async function verify(dataDir: string, noted: string | undefined): Promise<ChainVerdict> {
  const head = noted ?? readHead(auditHeadFileOf(dataDir)); // before the lines: an app that runs goes on writing
  const check = createChainCheck();
  await readAuditFiles(auditDirectoryOf(dataDir), check.add);
  return check.verdict(head);
}

function readHead(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function tell({ lines, head, breaks, broken }: ChainVerdict): void {
  const at = head === undefined ? "" : `, head ${head}`;
  process.stdout.write(broken === 0 ? `valid: ${lines} lines${at}\n` : `broken: ${broken} of ${lines} lines${at}\n`);
  for (const { file, line, problem } of breaks) process.stdout.write(`${file}:${line} ${problem}\n`);
  if (broken > 0) process.exitCode = 1;
}
