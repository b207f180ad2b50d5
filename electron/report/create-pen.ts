import type PDFDocument from "pdfkit";
import type { KoreanFonts } from "./korean-fonts.ts";
import { openFont } from "./open-font.ts";
import type { Weight } from "./open-font.ts";

export interface TextStyle {
  /** Points. */
  size: number;
  isBold?: boolean;
  /** 0 is black, 1 white. */
  grey?: number;
}

/** Writes and measures text. Lengths are points, `y` goes down from the sheet's top. */
export interface Pen {
  widthOf(text: string, style: TextStyle): number;
  /** One line; `y` is its top. */
  write(text: string, place: { x: number; y: number }, style: TextStyle): void;
  /** As lines that are no wider than `width`, broken at spaces, and within a word that is wider. */
  wrap(text: string, width: number, style: TextStyle): string[];
}

/** A column may be exactly as wide as its longest word. */
const ROUNDING = 0.01;
/** Of the size of the letters. */
export const LINE_HEIGHT = 1.4;

/** `text`: all that is going to be written. Each sign is written with the file of the font that has it. */
export async function createPen(doc: typeof PDFDocument.prototype, fonts: KoreanFonts, text: string): Promise<Pen> {
  const files = new Set(Array.from(new Set(text), (sign) => fonts.fileOf(sign.codePointAt(0)!)));
  for (const file of files) {
    const bytes = await fonts.load(file);
    // The types know of no font that is open already.
    for (const weight of ["regular", "bold"] as const) {
      const name = nameFont(file, weight);
      doc.registerFont(name, openFont(bytes, weight, name) as never);
    }
  }
  const widths = new Map<string, number>();

  const weightOf = ({ isBold = false }: TextStyle): Weight => (isBold ? "bold" : "regular");
  const choose = (file: string, style: TextStyle) => doc.font(nameFont(file, weightOf(style))).fontSize(style.size);

  /** Pieces that one file has. */
  function listRuns(line: string): { file: string; text: string }[] {
    const runs: { file: string; text: string }[] = [];
    for (const sign of line) {
      const file = fonts.fileOf(sign.codePointAt(0)!);
      const last = runs.at(-1);
      if (last?.file === file) last.text += sign;
      else runs.push({ file, text: sign });
    }
    return runs;
  }

  function widthOf(line: string, style: TextStyle): number {
    const key = `${style.size} ${weightOf(style)} ${line}`;
    const before = widths.get(key);
    if (before !== undefined) return before;
    const width = listRuns(line).reduce((sum, run) => sum + choose(run.file, style).widthOfString(run.text), 0);
    widths.set(key, width);
    return width;
  }

  function wrap(paragraph: string, width: number, style: TextStyle): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (widthOf(longer, style) <= width + ROUNDING) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      line = "";
      for (const sign of word) {
        if (line !== "" && widthOf(line + sign, style) > width + ROUNDING) {
          lines.push(line);
          line = "";
        }
        line += sign;
      }
    }
    return [...lines, line];
  }

  return {
    widthOf,
    wrap,
    write(line, { x, y }, style) {
      const grey = Math.round(255 * (style.grey ?? 0));
      // The font's own line is as high as ours: the letters stand in its middle.
      const top = y + (style.size * (LINE_HEIGHT - FONT_HEIGHT)) / 2;
      let left = x;
      for (const { file, text: piece } of listRuns(line)) {
        choose(file, style).fillColor([grey, grey, grey]).text(piece, left, top, { lineBreak: false });
        left += doc.widthOfString(piece);
      }
    },
  };
}

/** Ascent and descent of Noto Sans KR, of the size of its letters. */
const FONT_HEIGHT = 1.448;

function nameFont(file: string, weight: Weight): string {
  return `NotoSansKR-${weight}-${file}`;
}
