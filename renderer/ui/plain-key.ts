export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "shiftKey">;

/**
 * The key that is meant, as a keyboard with Latin letters says it. One that writes others (Hangul: "ㅁ" for "a") or gives the press to an
 * input method ("Process") still says which key it was.
 */
export function plainKeyOf({ key, code, shiftKey }: KeyPress): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter === undefined || /^[\x20-\x7e]$/.test(key)) return key;
  return shiftKey ? letter : letter.toLowerCase();
}
