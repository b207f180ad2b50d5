/** What concerns this PC, central and the channels. */
import type { ChannelProblem } from "../alerts/channel-test.ts";
import type { DeliveryStatus, JournalStatus } from "../host-status.ts";
import type { CentralTest } from "../setup-api.ts";
import type { CheckFinding } from "./check.ts";

export function judgeLink({ interfaces }: { interfaces: number }): CheckFinding {
  return interfaces > 0 ? { code: "link_up", interfaces } : { code: "link_down" };
}

/** `free`: bytes. */
export function judgeDisk({ free, isLow }: { free: number; isLow: boolean }): CheckFinding {
  return { code: isLow ? "disk_low" : "disk_fine", free };
}

export function judgeJournal({ state, cause }: Pick<JournalStatus, "state" | "cause">): CheckFinding {
  return state === "failing" ? { code: "journal_failing", cause: cause ?? "io_error" } : { code: "journal_fine" };
}

/** What is read says nothing of what is written: what central answered when it was last sent records counts, too. */
export function judgeCentral(test: CentralTest, delivery: CentralDelivery): CheckFinding {
  const { waiting, lastError, statusCode } = delivery;
  if (test.ok && lastError !== undefined && statusCode !== undefined) return { code: "central_refusing", waiting, said: lastError };
  if (test.ok) return { code: "central_fine", waiting };
  return judgeFailure(test);
}

/** `lastError` with a status: central has answered, and not taken what it was sent. */
export type CentralDelivery = Pick<DeliveryStatus, "waiting" | "lastError" | "statusCode">;

function judgeFailure(test: CentralTest & { ok: false }): CheckFinding {
  const { statusCode: status, message: said } = test;
  if (status === undefined) return { code: "central_silent", said };
  if (status === PROXY_LOGIN) return { code: "proxy_login" };
  return status === 401 || status === 403 ? { code: "central_login", status } : { code: "central_other", status, said };
}

/** A proxy's own refusal: no answer of whom we asked. */
const PROXY_LOGIN = 407;

export function judgeAnswer(outcome: { status: number } | { said: string }): CheckFinding {
  if ("said" in outcome) return { code: "answers_not", said: outcome.said };
  return outcome.status === PROXY_LOGIN ? { code: "proxy_login" } : { code: "answers", status: outcome.status };
}

/** `problem` absent: it went well. */
export function judgeLogin(user: string, problem: ChannelProblem | undefined): CheckFinding {
  if (!problem) return { code: "login_fine", user };
  const { step, detail: said } = problem;
  if (step === "settings") return { code: "setting_missing", key: said };
  return step === "secret" ? { code: "secret_missing", secretRef: said } : { code: "login_failed", step, said };
}
