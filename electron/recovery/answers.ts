/** When something answered last, and when it did not, Unix milliseconds: the later of the two is how it is. */
export interface Answers {
  answeredAt?: number;
  failedAt?: number;
}

export function addAnswer(before: Answers, { at, answered }: { at: number; answered: boolean }): Answers {
  return answered ? { ...before, answeredAt: at } : { ...before, failedAt: at };
}
