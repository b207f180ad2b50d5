import type { Answers } from "../../shared/alarms/evidence.ts";

export function addAnswer(before: Answers, { at, answered }: { at: number; answered: boolean }): Answers {
  return answered ? { ...before, answeredAt: at } : { ...before, failedAt: at };
}
