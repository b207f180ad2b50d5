import type { Language } from "../../shared/choose-language.ts";

export interface FetchSupportFileOptions {
  language: Language;
  /** Bytes that have come. */
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
}

/** The host makes it while it is read: nobody knows before how long it becomes. Rejects when the host cannot, or `signal` says so. */
export async function fetchSupportFile({ language, onProgress, signal }: FetchSupportFileOptions): Promise<{ file: Blob; name: string }> {
  const response = await fetch(`/api/support-file?language=${language}`, { signal });
  if (!response.ok || !response.body) throw new Error(`the host answered ${response.status}`);
  const name = /filename="([\w.-]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "mtx-watch-support.zip";
  const parts: Blob[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(new Blob([part.value])); // the browser keeps it outside the page's memory
    onProgress((bytes += part.value.length));
  }
  return { file: new Blob(parts, { type: "application/zip" }), name };
}
