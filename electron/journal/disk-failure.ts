import type { JournalStatus } from "../../shared/host-status.ts";

export type DiskFailureCause = NonNullable<JournalStatus["cause"]>;

/** What a failed file operation means to the people who have to mend it. */
export function judgeDiskFailure(error: unknown): DiskFailureCause {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return "disk_full";
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return "read_only";
    case "ENOENT":
    case "ENOTDIR":
    case "ESTALE":
      return "missing";
    default:
      return "io_error";
  }
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
