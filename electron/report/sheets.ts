import type PDFDocument from "pdfkit";

const MM = 72 / 25.4;
/** A4 with the page's own margins (renderer/report/paper.css). */
export const SHEET = { left: 12 * MM, right: (210 - 12) * MM, top: 14 * MM, bottom: (297 - 16) * MM, footer: (297 - 11) * MM };
export const SHEET_WIDTH = SHEET.right - SHEET.left;

/** Where the next thing is drawn. */
export interface Sheets {
  y: number;
  /** Begins another sheet unless so much is left of this one; true where it did. What is higher than a sheet begins where it is. */
  need(height: number): boolean;
}

export function createSheets(doc: typeof PDFDocument.prototype): Sheets {
  const sheets: Sheets = {
    y: SHEET.top,
    need(height) {
      if (sheets.y + height <= SHEET.bottom || sheets.y === SHEET.top) return false;
      doc.addPage();
      sheets.y = SHEET.top;
      return true;
    },
  };
  return sheets;
}
