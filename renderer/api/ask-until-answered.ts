import { isCancelled } from "./api-error.ts";

/**
 * Asks again when the host has ended the question though none of ours is newer: calls overtake each other on their way, and the host takes
 * the one that comes last for the newest. Rejects as the last question did once `isOver`.
 */
export async function askUntilAnswered<T>(ask: () => Promise<T>, isOver: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (isOver() || !isCancelled(error)) throw error;
    }
  }
}
