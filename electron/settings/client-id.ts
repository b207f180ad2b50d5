import { createHash, randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { makeUuidV7, UUID_PATTERN } from "../../shared/uuid-v7.ts";
import { withoutMark } from "../../shared/without-mark.ts";
import { findSystemProgram } from "../find-system-program.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { writeUntilKept } from "../journal/write-until-kept.ts";

const fileSchema = z.object({ id: z.string().regex(UUID_PATTERN), machine: z.string() });

export interface ClientIdOptions {
  dataDir: string;
  now: () => number;
  /** The data dir was copied from another machine. Called before the new id is kept: what rejects, or a crash in between, calls it at the next start again. */
  onCopy: () => Promise<void>;
  /** What this machine is known by. */
  machine?: string;
}

/**
 * This installation's id, made at the first start and bound to the machine: a copied data dir gets a new id, since two clients that both
 * believe to be the same one would each go on from the other's cursor. A disk that refuses it does not stop the start: it is kept when
 * it can be.
 */
export async function loadClientId({ dataDir, now, onCopy, machine = readMachine() }: ClientIdOptions): Promise<string> {
  const file = clientIdFile(dataDir);
  const known = readKnown(file);
  if (known?.machine === machine) return known.id;
  const isReady =
    known === undefined ||
    (await onCopy().then(
      () => true,
      () => false,
    ));
  const id = makeUuidV7(now(), randomBytes(10));
  if (isReady) await writeUntilKept(() => writeFileAtomically(file, JSON.stringify({ id, machine }) + "\n"));
  return id;
}

/** The id that a data dir was given, on whichever machine; undefined: it has none. */
export function readClientId(dataDir: string): string | undefined {
  return readKnown(clientIdFile(dataDir))?.id;
}

function clientIdFile(dataDir: string): string {
  return join(dataDir, "client-id");
}

function readKnown(file: string): z.output<typeof fileSchema> | undefined {
  try {
    return fileSchema.parse(JSON.parse(withoutMark(readFileSync(file, "utf8"))));
  } catch {
    return undefined;
  }
}

/** A hash of what the operating system itself calls this machine; the name of the PC where it calls it nothing. */
function readMachine(): string {
  return createHash("sha256").update(`mtx-watch ${readMachineName()}`).digest("hex").slice(0, 32);
}

function readMachineName(): string {
  try {
    if (process.platform !== "win32") return readFileSync("/etc/machine-id", "utf8").trim() || hostname();
    const key = "HKLM\\SOFTWARE\\Microsoft\\Cryptography";
    const answer = execFileSync(findSystemProgram("reg.exe"), ["query", key, "/v", "MachineGuid"], { encoding: "utf8", windowsHide: true });
    return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(answer)?.[1] ?? hostname();
  } catch {
    return hostname();
  }
}
