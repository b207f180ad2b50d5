import type { LineCounts } from "../../shared/statistics-api.ts";
import type { Words } from "../i18n/i18n-context.tsx";

/** Where there is nothing to say a figure of. */
export const NO_FIGURE = "–";

/** Who has no lines has none; while nobody has counted there is no figure. */
export function sayLineCount(count: number | undefined, lines: LineCounts | undefined, { formats }: Words): string {
  return lines ? formats.count(count ?? 0) : NO_FIGURE;
}
