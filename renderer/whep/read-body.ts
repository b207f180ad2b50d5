/** MediaMTX takes no more in the other direction, either. */
export const MAX_SDP_BYTES = 128 * 1024;
/** Enough for a JSON error whose text is cut to 1 KiB afterwards. */
export const MAX_ERROR_BYTES = 4 * 1024;

export interface BodyText {
  text: string;
  /** False when the body was longer than allowed, or broke off. */
  complete: boolean;
}

/** Reads at most `maxBytes` of a body and gives up the rest, so that an endless answer costs neither memory nor time. Never rejects. */
export async function readBody(response: Response, maxBytes: number): Promise<BodyText> {
  if (!response.body) return { text: "", complete: true };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let left = maxBytes;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), complete: true };
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
      if (left < 0) break;
    }
  } catch {
    return { text, complete: false };
  }
  // Not awaited: a source that never settles its cancellation must not hold the attempt.
  void reader.cancel().catch(() => undefined);
  return { text, complete: false };
}
