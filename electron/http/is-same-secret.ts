import { createHash, timingSafeEqual } from "node:crypto";

/** Takes as long whatever differs; hashing makes both sides equally long. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
