/**
 * Records that tell the same failure, whatever their numbers: same type, reason and status, and the same message but for what differs from
 * one time to the next. The version stands in front, so that links and saved filters of an older algorithm are known as such.
 */
export function fingerprintOf(failure: { type: string; reason: string; status: string; message: string }): string {
  const { type, reason, status, message } = failure;
  return `v1:${hash([type, reason, status, generalize(message)].join("\n"))}`;
}

/** A message without what differs: addresses, ids, quoted names, numbers. */
function generalize(message: string): string {
  return message
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, "<address>")
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>")
    .replaceAll(/"[^"]*"|'[^']*'/g, "<name>")
    .replaceAll(/\d+(?:[.:]\d+)*/g, "<n>");
}

/** FNV-1a twice with different beginnings: 64 bits as 16 hex digits. Nothing secret hangs on it. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193) ^ (b >>> 15);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
