import { create } from "fontkit";
import { encodeGlyph } from "./encode-glyph.ts";
import type { OutlineCommand } from "./encode-glyph.ts";

/** `wght` of the font's only axis. */
const WEIGHTS = { regular: 400, bold: 700 } as const;
export type Weight = keyof typeof WEIGHTS;

/** The part of fontkit's font that is touched here. */
interface VariableFont {
  getVariation(axes: { wght: number }): VariableFont;
  createSubset(): { glyphEncoder: { encodeSimple: (path: { commands: OutlineCommand[] }) => Uint8Array } };
}

/**
 * A font of one weight, as PDFKit takes it. fontkit 2.0.4 cannot write a variation's outlines into a PDF (its encodeSimple makes a stream
 * of a number, which restructure 3 refuses), so ours stands in its place; `name` is the font's own for PDFKit, which takes fonts of one name
 * for the same.
 */
export function openFont(bytes: Uint8Array, weight: Weight, name: string): unknown {
  const font = (create(Buffer.from(bytes)) as unknown as VariableFont).getVariation({ wght: WEIGHTS[weight] });
  const createSubset = font.createSubset.bind(font);
  Object.defineProperty(font, "postscriptName", { value: name });
  font.createSubset = () => Object.assign(createSubset(), { glyphEncoder: { encodeSimple: ({ commands }: { commands: OutlineCommand[] }) => encodeGlyph(commands) } }); // prettier-ignore
  return font;
}
