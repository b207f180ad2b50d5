import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { dirname, join, resolve } from "node:path";
import { chownSync, statSync } from "node:fs";
import { readPrivateFile } from "../collector/read-private-file.ts";
import { formatToken, hashToken, parseTokens, TOKENS_FILE, TOKENS_HEAD } from "../collector/token-lines.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { toLogText } from "../../shared/plain-text.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";

const help = (program: string): string => `${program} add CLIENT-ID [NAME]
${program} list
${program} remove CLIENT-ID

A token that lets one PC write to this collector, and read nothing. CLIENT-ID stands in the file client-id of the PC's data dir.
add prints the token, which is kept nowhere else; it becomes that PC's secret for central. A running collector knows of it within a second.

  --tokens FILE       the file of tokens (default: ${TOKENS_FILE} in the data dir)
  --data-dir DIR      the collector's data dir (default: collector/ in the client's data dir)
  --help              show this text
`;

/** Shows whose it is where it is found. */
const PREFIX = "mtxpc_";
/** Bytes: what nobody guesses. */
const TOKEN_BYTES = 32;

export type TokenOutcome = { exitCode: 0 | 1 | 2; output?: string; problem?: string };

/** Adds, lists and withdraws tokens of single PCs. `ownDataDir`: the collector's default. */
export async function runTokenCommand(argv: readonly string[], program: string, ownDataDir: string): Promise<void> {
  const outcome = await editTokens(argv, program, ownDataDir).catch((error: Error): TokenOutcome => ({
    exitCode: 2,
    problem: error.message,
  }));
  if (outcome.output !== undefined) process.stdout.write(outcome.output);
  if (outcome.problem !== undefined) process.stderr.write(`collector token: ${toLogText(outcome.problem)}\n`);
  process.exitCode = outcome.exitCode;
}

/** Rejects for an option that there is not, and where the file cannot be written. */
export async function editTokens(argv: readonly string[], program: string, ownDataDir: string): Promise<TokenOutcome> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { tokens: { type: "string" }, "data-dir": { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [act, clientId = "", ...name] = positionals;
  if (values.help) return { exitCode: 0, output: help(program) };
  if (act !== "add" && act !== "list" && act !== "remove") return { exitCode: 2, problem: "say add, list or remove; --help explains them" };
  if (act !== "list" && !UUID_PATTERN.test(clientId))
    return { exitCode: 2, problem: `"${clientId}" is no client id: it stands in the file client-id of the PC's data dir` };

  const file = resolve(values.tokens ?? join(values["data-dir"] ?? ownDataDir, TOKENS_FILE));
  const read = readPrivateFile(file);
  if (read.kind === "refused") return { exitCode: 1, problem: read.problem };
  const text = read.kind === "read" ? read.text : TOKENS_HEAD;
  const { tokens, badLines } = parseTokens(text);
  const owns = (line: string): boolean => parseTokens(line).tokens.some((token) => token.clientId === clientId.toLowerCase());
  const lines = text.split(/(?<=\n)/);

  if (act === "list") {
    const output = tokens.map((token) => `${token.clientId}  ${token.added}  ${token.name}`.trimEnd() + "\n").join("");
    return badLines.length === 0 ? { exitCode: 0, output } : { exitCode: 1, output, problem: `no token stands in line ${badLines.join()}` };
  }
  if (act === "remove") {
    if (!lines.some(owns)) return { exitCode: 1, problem: `${clientId} has no token in ${file}` };
    await writeTokens(file, lines.filter((line) => !owns(line)).join(""));
    return { exitCode: 0 };
  }
  if (lines.some(owns)) return { exitCode: 1, problem: `${clientId} has a token already: remove it first` };
  const token = PREFIX + randomBytes(TOKEN_BYTES).toString("base64url");
  const line = formatToken({
    hash: hashToken(token),
    clientId: clientId.toLowerCase(),
    added: new Date().toISOString(),
    name: name.join(" "),
  });
  await writeTokens(file, text.replace(/(?<!\n)$/, "\n") + line);
  return { exitCode: 0, output: `${token}\n` };
}

/** Root may call this for a collector that runs under another account: the file belongs to whom its folder belongs. */
async function writeTokens(file: string, text: string): Promise<void> {
  await writeFileAtomically(file, text, { mode: 0o640 });
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(file));
  chownSync(file, uid, gid);
}
