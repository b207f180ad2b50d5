/** Deepest nesting of foreign JSON: ours has five levels, jq gives up beyond 256, and recursion over thousands ends in a full stack. */
export const MOST_LEVELS = 64;

/** Whether objects and arrays are nested in each other more than so many times. Looks no further than that. */
export function isDeeper(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}
