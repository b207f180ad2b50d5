import type { PaperCell, PaperColumn, PaperRow, PaperTable, RichCell } from "../../shared/report/paper.ts";
import { LINE_HEIGHT } from "./create-pen.ts";
import type { TextStyle } from "./create-pen.ts";
import type { Drawing } from "./drawing.ts";
import { layOutColumns } from "./lay-out-columns.ts";
import { SHEET, SHEET_WIDTH } from "./sheets.ts";

/** Points. */
const SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5];
const SMALL = 0.85;
const PADDING = { x: 2.5, y: 1.5 };
const BAR = { width: 56, height: 5 };
/** A word that is longer is broken. */
const LONGEST_WORD = 90;
/** Grey of a shaded cell, from a fourth of the worst to the worst, as in renderer/report/paper.css. */
const SHADES = [1, 0.93, 0.87, 0.78, 0.68];
const LINE = 0.71;

interface Layout {
  size: number;
  widths: number[];
  lefts: number[];
}

interface LaidCell extends RichCell {
  lines: string[];
  smallLines: string[];
}

interface LaidRow {
  cells: LaidCell[];
  height: number;
  isBold: boolean;
}

export interface LaidTable {
  /** With its head. */
  height: number;
  /** Its head and the first row. */
  beginning: number;
  draw(): void;
}

/** A table over the whole width: its head stands on each sheet again, and no row is cut. */
export function layOutTable({ columns, rows }: PaperTable, drawing: Drawing): LaidTable {
  const { pen, doc, sheets } = drawing;
  const layout = chooseLayout(columns, rows, drawing);
  const head = layOutRow(columns.map(({ title }) => title), true); // prettier-ignore
  const laid = rows.map(({ cells, kind }) => layOutRow(cells, kind === "total"));

  function layOutRow(cells: readonly PaperCell[], isBold: boolean): LaidRow {
    const styled = cells.map((cell, n): LaidCell => {
      const rich = toRich(cell);
      const room = layout.widths[n]! - 2 * PADDING.x - (rich.bar === undefined ? 0 : BAR.width);
      const small = rich.small ? pen.wrap(rich.small, room, styleOf(false, SMALL)) : [];
      return { ...rich, lines: pen.wrap(rich.text, room, styleOf(isBold)), smallLines: small };
    });
    const heights = styled.map(({ lines, smallLines }) => (lines.length + SMALL * smallLines.length) * layout.size * LINE_HEIGHT);
    return { cells: styled, isBold, height: Math.max(...heights) + 2 * PADDING.y };
  }

  function styleOf(isBold: boolean, scale = 1): TextStyle {
    return { size: layout.size * scale, isBold, ...(scale < 1 && { grey: 0.27 }) };
  }

  function drawCell({ lines, smallLines, bar, shade }: LaidCell, n: number, row: LaidRow): void {
    const [left, width] = [layout.lefts[n]!, layout.widths[n]!];
    if (shade !== undefined) drawing.shadeBox({ x: left, y: sheets.y, width, height: row.height }, SHADES[shade]!);
    if (bar !== undefined) {
      const box = { x: left + PADDING.x, y: sheets.y + (row.height - BAR.height) / 2, width: BAR.width, height: BAR.height };
      drawing.shadeBox(box, 0.89);
      drawing.shadeBox({ ...box, width: bar * BAR.width }, 0.42);
    }
    let y = sheets.y + PADDING.y;
    for (const [text, style] of [
      ...lines.map((line) => [line, styleOf(row.isBold)] as const),
      ...smallLines.map((line) => [line, styleOf(false, SMALL)] as const),
    ]) {
      // prettier-ignore
      const x = columns[n]!.isText ? left + PADDING.x : left + width - PADDING.x - pen.widthOf(text, style);
      if (text !== "") pen.write(text, { x, y }, style);
      y += style.size * LINE_HEIGHT;
    }
  }

  function drawRow(row: LaidRow, tag: "TH" | "TD" | undefined, table: Drawing["tag"] | undefined): void {
    const drawCells = (each: Drawing["tag"] | undefined): void => {
      for (const [n, cell] of row.cells.entries()) {
        const draw = (): void => drawCell(cell, n, row);
        if (each && tag) each(n === 0 ? "TH" : tag, draw);
        else draw();
      }
    };
    if (table) table("TR", (each) => drawCells(each));
    else drawing.artifact(() => drawCells(undefined));
    sheets.y += row.height;
  }

  const rule = (y: number, width: number, grey = 0): void => drawing.line(SHEET.left, y, SHEET.right, { width, grey });

  function drawHead(table: Drawing["tag"] | undefined): void {
    rule(sheets.y, 0.85);
    drawRow(head, "TH", table);
    rule(sheets.y, 0.85);
  }

  return {
    height: head.height + laid.reduce((sum, { height }) => sum + height, 0),
    beginning: head.height + (laid[0]?.height ?? 0),
    draw() {
      drawing.tag("Table", (table) => {
        drawHead(table);
        for (const [n, row] of laid.entries()) {
          if (sheets.need(row.height)) drawHead(undefined);
          else if (n > 0) rule(sheets.y, rows[n]!.kind === "total" ? 1.4 : 0.57, rows[n]!.kind === "total" ? 0 : LINE);
          drawRow(row, "TD", table);
          if (rows[n]!.kind === "last") rule(sheets.y, 1.1);
        }
        rule(sheets.y, 0.85);
      });
      doc.fillColor("black");
    },
  };
}

function toRich(cell: PaperCell): RichCell {
  return typeof cell === "string" ? { text: cell } : cell;
}

/** The largest letters with which all columns fit. */
function chooseLayout(columns: readonly PaperColumn[], rows: readonly PaperRow[], { pen }: Drawing): Layout {
  const sizes = columns.length > 20 ? SIZES.slice(2) : SIZES;
  for (const size of sizes) {
    const needs = columns.map(({ title, isText = false }, n) => {
      const texts = rows.map(({ cells, kind }) => ({ ...toRich(cells[n] ?? ""), isBold: kind === "total" }));
      const measure = (text: string, isBold: boolean, scale = 1) => pen.widthOf(text, { size: size * scale, isBold });
      const longestWord = (text: string, isBold: boolean) =>
        Math.max(...text.split(" ").map((word) => Math.min(measure(word, isBold), LONGEST_WORD)));
      const extra = 2 * PADDING.x + (texts.some(({ bar }) => bar !== undefined) ? BAR.width : 0);
      const wholes = texts.map(({ text, small = "", isBold }) => Math.max(measure(text, isBold), measure(small, false, SMALL)));
      const words = texts.map(({ text, isBold }, row) => (isText ? longestWord(text, isBold) : wholes[row]!));
      return {
        natural: Math.max(measure(title, true), ...wholes) + extra,
        least: Math.max(longestWord(title, true), ...words) + extra,
      };
    });
    const widths = layOutColumns(needs, SHEET_WIDTH);
    if (!widths && size !== sizes.at(-1)) continue;
    const chosen = widths ?? columns.map(() => SHEET_WIDTH / columns.length);
    let left = SHEET.left;
    const lefts = chosen.map((width) => (left += width) - width);
    return { size, widths: chosen, lefts };
  }
  throw new RangeError("there are no sizes");
}
