import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogPlace } from "../../shared/log-search.ts";
import type { LogQuestion } from "./create-log-list.ts";

/** Rows of one question, and places of one wish; the most that either may have. */
const AT_ONCE = 1_000;

interface ResendOptions {
  api: Pick<ControlRoomApi, "readLogPage" | "resendRejected">;
  /** Chooses rejected records. */
  question: LogQuestion;
  /** Records that are to be sent again so far. */
  onProgress: (records: number) => void;
  signal: AbortSignal;
}

/** Has all records that the filter finds sent again. Throws what the calls throw, and when it is aborted. */
export async function resendAll({ api, question, onProgress, signal }: ResendOptions): Promise<number> {
  let records = 0;
  let after: LogPlace | undefined;
  for (;;) {
    const { rows, isEnd } = await api.readLogPage({ ...question, ...(after && { after }), limit: AT_ONCE });
    signal.throwIfAborted();
    const places = rows.filter(({ delivery }) => delivery === "rejected").map(({ at }) => at);
    if (places.length > 0) records += (await api.resendRejected({ at: places })).records;
    signal.throwIfAborted();
    onProgress(records);
    after = rows.at(-1)?.at;
    if (isEnd || !after) return records;
  }
}
