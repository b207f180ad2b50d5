/** A list of streams is never so large. Bytes. */
const LARGEST = 4 * 1024 * 1024;

/** UTF-8, or else what a Korean Excel writes as CSV: code page 949. */
export async function readTextFile(file: Blob): Promise<string> {
  const bytes = await file.slice(0, LARGEST).arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("euc-kr").decode(bytes);
  }
}
