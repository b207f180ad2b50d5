import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Python {
  executable: string;
  /** What it brings: "FastAPI 0.92.0, Pydantic 1.10.4". */
  versions: string;
  /** Pydantic's major version. */
  pydantic: number;
}

const SYSTEM_PYTHON = "/usr/bin/python3";
const IMPORT = "import fastapi, uvicorn, pydantic; print(f'FastAPI {fastapi.__version__}, Pydantic {pydantic.VERSION}')";

/**
 * Every Python here that can serve FastAPI: those that MTX_FASTAPI_PYTHON names (separated as in PATH), else the system's own
 * (Debian's python3-fastapi brings Pydantic 1) and a virtual environment with the present releases (Pydantic 2). None in CI: there the
 * tests bring nothing in from outside.
 */
export async function findPythons(say: (message: string) => void): Promise<Python[]> {
  if (process.env.CI) return [];
  const named = process.env.MTX_FASTAPI_PYTHON?.split(delimiter).filter(Boolean);
  const candidates = named ?? [SYSTEM_PYTHON, await makeEnvironment(say)];
  const found: Python[] = [];
  for (const executable of candidates) {
    const versions = executable && (await readVersions(executable));
    if (versions) found.push({ executable, versions, pydantic: Number(/Pydantic (\d+)/.exec(versions)![1]) });
    else if (executable) say(`not tested against ${executable}: it has no fastapi and uvicorn`);
  }
  return found;
}

async function readVersions(executable: string): Promise<string | undefined> {
  try {
    return (await run(executable, ["-c", IMPORT])).stdout.trim();
  } catch {
    return undefined;
  }
}

/** Made once and kept in the system's folder for temporary files; undefined where there is no Python, no venv or no package index. */
async function makeEnvironment(say: (message: string) => void): Promise<string | undefined> {
  const directory = join(tmpdir(), "mtx-watch-fastapi");
  const executable = join("bin", "python");
  if (existsSync(join(directory, executable))) return join(directory, executable);
  if (!existsSync(SYSTEM_PYTHON)) return undefined;
  const made = mkdtempSync(`${directory}-`);
  try {
    await run(SYSTEM_PYTHON, ["-m", "venv", made]);
    await run(join(made, executable), ["-m", "pip", "install", "--quiet", "fastapi", "uvicorn"], { timeout: 180_000 });
    renameSync(made, directory); // whole or not at all: an interrupted one is never used
    return join(directory, executable);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    say(`not tested against Pydantic 2: no virtual environment could be made (${(error as Error).message.split("\n", 1)[0]})`);
    return undefined;
  }
}
