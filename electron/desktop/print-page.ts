import type { WebContents } from "electron";

/** The page as a PDF, as its style sheets have it: A4, page numbers. Tagged, so that screen readers find its headings and tables. */
export function printPage(page: Pick<WebContents, "printToPDF">): Promise<Uint8Array> {
  return page.printToPDF({
    preferCSSPageSize: true,
    pageSize: "A4",
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
}
