import type { Check, CheckFinding } from "../../shared/diagnostics/check.ts";

/** A line before anything is known of it. */
export type CheckLine = Pick<Check, "target" | "name" | "place">;

/** Where checks say what they find: each line as it begins, and again when it is known. */
export interface CheckDesk {
  /** Ends every look. */
  signal: AbortSignal;
  /** Rejects never: what `look` throws, and what it does not find out in time, are findings. */
  check(line: CheckLine, look: () => CheckFinding | Promise<CheckFinding>): Promise<CheckFinding>;
  /** For what is known only when others are: the returned function says what. */
  begin(line: CheckLine): (finding: CheckFinding) => void;
}

export interface CheckDeskOptions {
  signal: AbortSignal;
  onCheck: (check: Check) => void;
}

/** `targetId` tells targets of one kind apart. */
export function createCheckDesk(targetId: string, { signal, onCheck }: CheckDeskOptions): CheckDesk {
  function begin({ target, name, place }: CheckLine): (finding: CheckFinding) => void {
    const id = `${target.kind}:${encodeURIComponent(targetId.toWellFormed())}/${place}/${name}`;
    const begun = performance.now();
    onCheck({ id, target, name, place });
    return (finding) => onCheck({ id, target, name, place, finding, took: Math.round(performance.now() - begun) });
  }

  return {
    signal,
    begin,
    async check(line, look) {
      const settle = begin(line);
      const finding = await Promise.race([lookSafely(look), untilAborted(signal)]);
      settle(finding);
      return finding;
    },
  };
}

async function lookSafely(look: () => CheckFinding | Promise<CheckFinding>): Promise<CheckFinding> {
  try {
    return await look();
  } catch (error) {
    return { code: "broken", said: error instanceof Error ? error.message : String(error) };
  }
}

function untilAborted(signal: AbortSignal): Promise<CheckFinding> {
  return new Promise((resolve) => {
    const settle = (): void => resolve({ code: "late" });
    if (signal.aborted) settle();
    else signal.addEventListener("abort", settle, { once: true });
  });
}
