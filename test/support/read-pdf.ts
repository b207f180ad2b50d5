import { execFileSync } from "node:child_process";

export interface PdfFacts {
  pages: number;
  /** Undefined where poppler's pdftotext is not installed. */
  text?: string;
}

/** What stands in a PDF. Its pages are counted in its own structure; its text takes a tool (Debian's poppler-utils). */
export function readPdf(content: Uint8Array): PdfFacts {
  const bytes = Buffer.from(content);
  if (bytes.subarray(0, 5).toString("latin1") !== "%PDF-" || !bytes.subarray(-32).toString("latin1").includes("%%EOF")) {
    throw new Error("this is no whole PDF");
  }
  const pages = bytes.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
  try {
    return { pages, text: execFileSync("pdftotext", ["-layout", "-", "-"], { input: bytes, maxBuffer: 1 << 26 }).toString() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { pages };
    throw error;
  }
}
