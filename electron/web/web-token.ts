import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { writeUntilKept } from "../journal/write-until-kept.ts";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The web host's token: 32 random bytes, made at the first start and kept in the data dir for its owner alone. Kept, because a page that
 * outlives its host must get back in: it holds the failures that nobody has confirmed yet. A disk that refuses it does not stop the start.
 */
export async function loadWebToken(dataDir: string): Promise<string> {
  const file = join(dataDir, "web-token");
  const known = readToken(file);
  if (known !== undefined) return known;
  const token = randomBytes(32).toString("base64url");
  await writeUntilKept(() => writeFileAtomically(file, `${token}\n`, { mode: 0o600 }));
  return token;
}

function readToken(file: string): string | undefined {
  try {
    const token = readFileSync(file, "utf8").trim();
    return TOKEN.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}
