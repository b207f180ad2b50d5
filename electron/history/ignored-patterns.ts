import { readFile, rename } from "node:fs/promises";
import { z } from "zod";
import type { NoOutput } from "../../shared/api-names.ts";
import { createTurns } from "../../shared/create-turns.ts";
import type { PatternsFound } from "../../shared/patterns/find-patterns.ts";
import { isCovered } from "../../shared/patterns/ignored-pattern.ts";
import type { IgnoredPattern } from "../../shared/patterns/ignored-pattern.ts";
import { ignoredPatternSchema } from "../../shared/patterns-api.ts";
import type { Patterns } from "../../shared/patterns-api.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";

/** What people do not want to hear again, in a file of its own: it is no setting, and nothing that could be made anew. */
export interface IgnoredPatterns {
  /** Takes the ignored ones out of what was found; none while the file cannot be read. */
  divide(found: PatternsFound): Promise<Patterns>;
  /** Rejects when the file cannot be read or written. */
  ignore(input: { pattern: IgnoredPattern; isIgnored: boolean }): Promise<NoOutput>;
}

const fileSchema = z.object({ ignored: z.array(ignoredPatternSchema) });
/** The oldest go first. */
const MOST_IGNORED = 1_000;

export function createIgnoredPatterns(file: string, log: (message: string) => void): IgnoredPatterns {
  let list: Promise<IgnoredPattern[]> | undefined;
  const inTurn = createTurns();

  const sayUnread = (error: unknown): void => log(`ignored patterns: ${file} cannot be read, none is ignored: ${String(error)}`);

  /** A damaged file is kept aside. One that cannot be read now (EBUSY, EACCES) is not damaged: it rejects, and what is in it stays. */
  async function load(): Promise<IgnoredPattern[]> {
    try {
      return fileSchema.parse(JSON.parse(await readFile(file, "utf8"))).ignored;
    } catch (error) {
      if (isMissing(error)) return [];
      if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      sayUnread(error);
      await rename(file, `${file}.bad`).catch(() => undefined);
      return [];
    }
  }

  function read(): Promise<IgnoredPattern[]> {
    return (list ??= load().catch((error: unknown) => {
      list = undefined;
      throw error;
    }));
  }

  async function change({ pattern, isIgnored }: { pattern: IgnoredPattern; isIgnored: boolean }): Promise<NoOutput> {
    const before = await read();
    const next = isIgnored
      ? [...before.filter((ignored) => !isCovered(ignored, pattern)), pattern].slice(-MOST_IGNORED)
      : before.filter((ignored) => !isCovered(pattern, ignored));
    await writeFileAtomically(file, `${JSON.stringify({ ignored: next }, undefined, 2)}\n`);
    list = Promise.resolve(next);
    return {};
  }

  return {
    async divide({ findings, ...found }) {
      const ignored = await inTurn(read).catch((error: unknown): IgnoredPattern[] => {
        sayUnread(error);
        return [];
      });
      const divided = Map.groupBy(findings, (finding) => ignored.some((each) => isCovered(finding, each)));
      return { ...found, findings: divided.get(false) ?? [], ignored: divided.get(true) ?? [] };
    },
    ignore: (input) => inTurn(() => change(input)),
  };
}
