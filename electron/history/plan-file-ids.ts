/** Room between two files that follow each other, for older ones that somebody copies in later. */
const STEP = 64;

/**
 * A number for each file, in the order of the files, so that the numbers of known files stay. Undefined when that is impossible: the known
 * ones stand in another order by now, or there is no room left between them.
 */
export function planFileIds(files: readonly string[], known: ReadonlyMap<string, number>): Map<string, number> | undefined {
  const ids = new Map<string, number>();
  let before = 0;
  for (const [index, file] of files.entries()) {
    const after = files.slice(index).find((each) => known.has(each));
    const limit = after === undefined ? Infinity : known.get(after)!;
    const id = known.get(file) ?? (limit === Infinity ? before + STEP : before + Math.floor((limit - before) / 2));
    if (id <= before || id > limit) return undefined;
    ids.set(file, id);
    before = id;
  }
  return ids;
}
