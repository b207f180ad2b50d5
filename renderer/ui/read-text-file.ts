/** Settings of the most streams that there may be are smaller. Bytes. */
const LARGEST = 16 * 1024 * 1024;

/** UTF-8, or else what a Korean Excel writes as CSV: code page 949. "too_large": more than anybody means. Throws where it cannot be read. */
export async function readTextFile(file: Blob): Promise<{ text: string } | "too_large"> {
  if (file.size > LARGEST) return "too_large";
  const bytes = await file.arrayBuffer();
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder("euc-kr").decode(bytes) };
  }
}
