/** Whether an audit log is as it was written. */
export interface ChainVerdict {
  /** Lines that were read. */
  lines: number;
  /** Hash of the last one: kept elsewhere, it tells later whether the end was cut off. Absent: there is none. */
  head?: string;
  /** In order, at most MOST_BREAKS. */
  breaks: ChainBreak[];
  /** All there are. */
  broken: number;
}

export interface ChainBreak {
  file: string;
  /** From 1; one past the last where the end is missing. */
  line: number;
  /** `changed`: this line is not what was written. `missing`: what stood before it is gone, or another. `moved`: it stood elsewhere, or stands here twice. */
  problem: "changed" | "missing" | "moved";
}

export const MOST_BREAKS = 100;
