import type PDFDocument from "pdfkit";
import type { Pen } from "./create-pen.ts";
import type { Sheets } from "./sheets.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Tag = (type: string, draw: (inner: Tag) => void) => void;

/** What all that is drawn has at hand. */
export interface Drawing {
  doc: typeof PDFDocument.prototype;
  pen: Pen;
  sheets: Sheets;
  /** Draws something as a part of the text that a screen reader reads; `inner` makes parts of that part. */
  tag: Tag;
  /** Draws what a screen reader leaves out. */
  artifact(draw: () => void): void;
  /** `grey`: 0 is black, 1 white. */
  shadeBox(box: Box, grey: number): void;
  line(from: number, y: number, to: number, style: { width: number; grey?: number }): void;
}

type Element = ReturnType<(typeof PDFDocument.prototype)["struct"]>;

/** Parts that hold others; what is drawn itself is a leaf. */
const HOLDERS = new Set(["Table", "TR"]);

export function createDrawing(doc: typeof PDFDocument.prototype, pen: Pen, sheets: Sheets): Drawing & { end(): void } {
  const root = doc.struct("Document");
  doc.addStructure(root);

  const tagIn =
    (parent: Element): Tag =>
    (type, draw) => {
      if (HOLDERS.has(type)) {
        const element = doc.struct(type as never);
        parent.add(element);
        draw(tagIn(element));
        element.end();
      } else {
        const leaf = doc.struct(type as never, () => draw(noTag));
        parent.add(leaf);
        leaf.end();
      }
    };

  function artifact(draw: () => void): void {
    doc.markContent("Artifact");
    draw();
    doc.endMarkedContent();
  }

  const toColor = (grey: number): [number, number, number] => [255 * grey, 255 * grey, 255 * grey];
  return {
    doc,
    pen,
    sheets,
    tag: tagIn(root),
    artifact,
    shadeBox: ({ x, y, width, height }, grey) => void doc.rect(x, y, width, height).fill(toColor(grey)),
    line: (from, y, to, { width, grey = 0 }) =>
      artifact(() => void doc.moveTo(from, y).lineTo(to, y).lineWidth(width).stroke(toColor(grey))),
    end: () => root.end(),
  };
}

function noTag(): void {
  throw new Error("a leaf has no parts");
}
