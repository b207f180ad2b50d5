import { useState } from "react";
import type { RefObject } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { isCancelled } from "../api/api-error.ts";
import { useSayError } from "../api/use-say-error.ts";
import type { LogList, LogQuestion } from "./create-log-list.ts";
import type { RowMark } from "./create-log-memory.ts";
import { findOtherDay, findOtherError } from "./find-row.ts";
import type { Direction } from "./find-row.ts";
import type { LogListHandle } from "./log-list.tsx";

export interface LogJumps {
  /** False when the row is not in the list, or could not be looked for. */
  toRow(mark: RowMark, how?: { select: boolean }): Promise<boolean>;
  toOtherError(from: LogRow | undefined, direction: Direction): void;
  toOtherDay(from: LogRow | undefined, direction: Direction): void;
  /** Why the last jump led nowhere; "" when it did. */
  notice: string;
}

interface LogJumpDeps {
  list: LogList;
  question: LogQuestion | undefined;
  pane: RefObject<LogListHandle | null>;
  slot: string;
}

export function markOf({ at, fields }: LogRow): RowMark {
  return { at, ...(fields?.time !== undefined && { time: fields.time }) };
}

/** Leads to rows that may be far from what is in view: the history says where they are. */
export function useLogJumps({ list, question, pane, slot }: LogJumpDeps): LogJumps {
  const { api } = useHostClient();
  const { texts } = useI18n();
  const sayError = useSayError();
  const [notice, setNotice] = useState("");

  async function goTo(mark: RowMark, how = { select: true }): Promise<string> {
    if (!question) return texts.logs.list.notFound;
    list.follow(false);
    const { newer } = await api.findLogRow({ ...question, slot: `${slot}-jump`, at: mark.at });
    if (newer === undefined) return texts.logs.list.notFound;
    // Without an index nobody has counted the rows.
    if (newer >= list.get().total + list.get().fresh) list.expect(newer + 1);
    await waitUntilRead(list);
    // The list does not have what came since it stood still.
    pane.current?.goTo(Math.max(0, newer - list.get().fresh), how);
    return "";
  }

  async function run(jump: () => Promise<string>): Promise<boolean> {
    let problem: string;
    try {
      problem = await jump();
    } catch (error) {
      problem = isCancelled(error) ? "" : sayError(error);
    }
    setNotice(problem);
    return problem === "";
  }

  function goToFound(find: () => Promise<LogRow | undefined>): void {
    void run(async () => {
      const found = await find();
      return found ? goTo(markOf(found)) : texts.logs.list.noneThere;
    });
  }

  const asked = question && { ...question, slot: `${slot}-find` };
  return {
    notice,
    toRow: (mark, how) => run(() => goTo(mark, how)),
    toOtherError: (from, direction) => asked && from && goToFound(() => findOtherError(api, asked, from, direction)),
    toOtherDay: (from, direction) => asked && from && goToFound(() => findOtherDay(api, asked, markOf(from), direction)),
  };
}

/** Resolves once the list has its first rows, and they are drawn. */
async function waitUntilRead(list: LogList): Promise<void> {
  while (list.get().phase === "loading") {
    await new Promise<void>((resolve) => {
      const end = list.subscribe(() => {
        end();
        resolve();
      });
    });
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
