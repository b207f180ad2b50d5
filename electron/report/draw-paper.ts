import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
// oxlint-disable-next-line import/no-named-as-default -- PDFKit's types export the class as the module itself: there is no name to import it by
import PDFDocument from "pdfkit";
import type { Paper, PaperFact, PaperPart, PaperSection } from "../../shared/report/paper.ts";
import { createPen, LINE_HEIGHT } from "./create-pen.ts";
import type { TextStyle } from "./create-pen.ts";
import { createDrawing } from "./drawing.ts";
import type { Drawing } from "./drawing.ts";
import { layOutTable } from "./draw-table.ts";
import { openKoreanFonts } from "./korean-fonts.ts";
import { createSheets, SHEET, SHEET_WIDTH } from "./sheets.ts";

const TITLE: TextStyle = { size: 15, isBold: true };
const HEADING: TextStyle = { size: 11, isBold: true };
const TEXT: TextStyle = { size: 9 };
const SUMMARY: TextStyle = { size: 10 };
const NOTE: TextStyle = { size: 8, grey: 0.27 };
const NAME: TextStyle = { size: 9, grey: 0.27 };
/** Lengths are points. */
const SIGNATURE = { title: 20, box: 51, name: 14, space: 40 };
/** What does not go on on another sheet. */
const WHOLE_SECTIONS = new Set(["hours", "quality"]);

/** The report as a PDF: A4, page numbers, the bundled font in it, tagged so that screen readers find headings and tables. */
export async function drawPaper(paper: Paper, createdAt: number): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    tagged: true,
    pdfVersion: "1.7",
    lang: paper.language,
    displayTitle: true,
    font: "" as never, // none that is not in the file
    info: { Title: paper.title, Creator: "MTX Watch", Producer: "MTX Watch", CreationDate: new Date(createdAt) },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = once(doc, "end");
  const pen = await createPen(doc, await openKoreanFonts(), JSON.stringify(paper) + "MTX Watch 0123456789 /");
  const drawing = createDrawing(doc, pen, createSheets(doc));
  drawHead(paper, drawing);
  if (paper.empty) drawEmpty(paper.empty, drawing);
  if (paper.summary) drawSummary(paper.summary.text, drawing);
  for (const text of paper.definitions?.texts ?? []) drawText(text, NOTE, drawing);
  for (const section of paper.sections) {
    await setImmediate(); // a collector answers its PCs in between
    drawSection(section, drawing);
  }
  await setImmediate();
  drawing.end();
  numberSheets(drawing);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawHead({ title, soFar, facts, signature }: Paper, drawing: Drawing): void {
  const { sheets, pen, tag } = drawing;
  tag("H1", () => pen.write(title, { x: SHEET.left, y: sheets.y }, TITLE));
  if (soFar !== undefined) {
    const style = { ...TEXT, isBold: true };
    tag("P", () => pen.write(soFar, { x: SHEET.right - pen.widthOf(soFar, style), y: sheets.y + 6 }, style));
  }
  sheets.y += TITLE.size * LINE_HEIGHT + 4;
  drawing.line(SHEET.left, sheets.y, SHEET.right, { width: 2 });
  sheets.y += 8;
  const top = sheets.y;
  const width = titleWidth(signature) + signature.names.length * SIGNATURE.box;
  drawFacts(facts, SHEET_WIDTH - width - 14, drawing);
  const bottom = sheets.y;
  sheets.y = top;
  drawSignature(signature, SHEET.right - width, drawing);
  sheets.y = Math.max(bottom, top + SIGNATURE.name + SIGNATURE.space) + 8;
}

/** A box for each who signs, below its name. */
function drawSignature(signature: Paper["signature"], left: number, { doc, pen, tag, artifact, sheets }: Drawing): void {
  const { title, names } = signature;
  const first = left + titleWidth(signature);
  const style: TextStyle = { size: 8 };
  const height = SIGNATURE.name + SIGNATURE.space;
  const center = (text: string, x: number, width: number, y: number) => pen.write(text, { x: x + (width - pen.widthOf(text, style)) / 2, y }, style); // prettier-ignore
  artifact(() => {
    const [right, y] = [first + names.length * SIGNATURE.box, sheets.y];
    doc.lineWidth(0.7).rect(left, y, right - left, height);
    doc.moveTo(first, y + SIGNATURE.name).lineTo(right, y + SIGNATURE.name);
    for (const n of names.keys()) doc.moveTo(first + n * SIGNATURE.box, y).lineTo(first + n * SIGNATURE.box, y + height);
    doc.stroke("black");
  });
  tag("P", () => {
    const [step, signs] = [style.size * 2, [...title]];
    for (const [n, sign] of signs.entries()) center(sign, left, SIGNATURE.title, sheets.y + (height - step * signs.length) / 2 + n * step);
    for (const [n, name] of names.entries()) center(name, first + n * SIGNATURE.box, SIGNATURE.box, sheets.y + 1.5);
  });
}

/** Upright as on Korean papers, one sign below the other; elsewhere there is none. */
function titleWidth({ title }: Paper["signature"]): number {
  return title === "" ? 0 : SIGNATURE.title;
}

function drawFacts(facts: readonly PaperFact[], width: number, { pen, sheets, tag }: Drawing): void {
  const indent = Math.max(...facts.map(({ name }) => pen.widthOf(name, NAME))) + 14;
  for (const { name, value } of facts) {
    const lines = pen.wrap(value, width - indent, TEXT);
    sheets.need(lines.length * TEXT.size * LINE_HEIGHT);
    tag("P", () => {
      pen.write(name, { x: SHEET.left, y: sheets.y }, NAME);
      for (const line of lines) {
        pen.write(line, { x: SHEET.left + indent, y: sheets.y }, TEXT);
        sheets.y += TEXT.size * LINE_HEIGHT + 1.2;
      }
    });
  }
}

function drawEmpty({ title, text }: NonNullable<Paper["empty"]>, drawing: Drawing): void {
  drawing.sheets.y += 30;
  drawText(title, HEADING, drawing);
  drawText(text, TEXT, drawing);
  drawing.sheets.y += 30;
}

function drawSummary(text: string, { doc, pen, sheets, tag, artifact }: Drawing): void {
  const lines = pen.wrap(text, SHEET_WIDTH - 16, SUMMARY);
  const height = lines.length * SUMMARY.size * LINE_HEIGHT;
  artifact(() => void doc.lineWidth(0.85).rect(SHEET.left, sheets.y, SHEET_WIDTH, height + 12).stroke("black")); // prettier-ignore
  tag("P", () => {
    for (const [n, line] of lines.entries())
      pen.write(line, { x: SHEET.left + 8, y: sheets.y + 6 + n * SUMMARY.size * LINE_HEIGHT }, SUMMARY);
  });
  sheets.y += height + 16;
}

function drawText(text: string, style: TextStyle, { pen, sheets, tag }: Drawing): void {
  const lines = pen.wrap(text, SHEET_WIDTH, style);
  const step = style.size * LINE_HEIGHT;
  sheets.need(lines.length * step);
  tag("P", () => {
    for (const line of lines) {
      pen.write(line, { x: SHEET.left, y: sheets.y }, style);
      sheets.y += step;
    }
  });
  sheets.y += 1;
}

/** A heading is never the last of a sheet. */
function drawSection({ title, name, parts }: PaperSection, drawing: Drawing): void {
  const { doc, pen, sheets, tag } = drawing;
  const laid = parts.map((part) => layOutPart(part, drawing));
  const heading = HEADING.size * LINE_HEIGHT + 4;
  const content = WHOLE_SECTIONS.has(name) ? laid.reduce((sum, { height }) => sum + height, 0) : (laid[0]?.beginning ?? 0);
  sheets.y += 16;
  sheets.need(heading + content);
  doc.outline.addItem(title);
  tag("H2", () => pen.write(title, { x: SHEET.left, y: sheets.y }, HEADING));
  sheets.y += heading;
  for (const { draw } of laid) draw();
}

function layOutPart(part: PaperPart, drawing: Drawing): { height: number; beginning: number; draw(): void } {
  const { pen, sheets } = drawing;
  switch (part.kind) {
    case "table": {
      const table = layOutTable(part.table, drawing);
      return {
        ...table,
        draw() {
          sheets.need(table.beginning);
          table.draw();
          sheets.y += 4;
        },
      };
    }
    case "facts": {
      const height = part.facts.length * (TEXT.size * LINE_HEIGHT + 1.2);
      return { height, beginning: height, draw: () => drawFacts(part.facts, SHEET_WIDTH, drawing) };
    }
    default: {
      const style = part.kind === "note" ? NOTE : TEXT;
      const height = pen.wrap(part.text, SHEET_WIDTH, style).length * style.size * LINE_HEIGHT;
      return { height, beginning: height, draw: () => drawText(part.text, style, drawing) };
    }
  }
}

function numberSheets({ doc, pen, artifact }: Drawing): void {
  const { count } = doc.bufferedPageRange();
  for (let n = 0; n < count; n++) {
    doc.switchToPage(n);
    const number = `${n + 1} / ${count}`;
    artifact(() => {
      pen.write("MTX Watch", { x: SHEET.left, y: SHEET.footer }, NOTE);
      pen.write(number, { x: SHEET.right - pen.widthOf(number, NOTE), y: SHEET.footer }, NOTE);
    });
  }
}
