const LF = 0x0a;

/** The first `most` lines that are not blank, without their LF, as views of `body`; `count` is how many there are in all. */
export function splitLines(body: Buffer, most: number): { lines: Buffer[]; count: number } {
  const lines: Buffer[] = [];
  let count = 0;
  for (let start = 0, end = 0; start < body.length; start = end + 1) {
    const found = body.indexOf(LF, start);
    end = found < 0 ? body.length : found;
    if (isBlank(body, start, end)) continue;
    if (++count <= most) lines.push(body.subarray(start, end)); // a body of a million line breaks makes no million objects
  }
  return { lines, count };
}

function isBlank(body: Buffer, start: number, end: number): boolean {
  const isPrintable = start < end && body[start]! > 0x20 && body[start]! < 0x7f; // no white space: what a line begins with nearly always
  return !isPrintable && body.toString("utf8", start, end).trim() === "";
}
