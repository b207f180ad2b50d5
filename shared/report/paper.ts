/** The monthly report as it stands on paper, before anybody draws it: the page draws it as HTML, the host as a PDF. */
import type { Language } from "../choose-language.ts";

export interface Paper {
  language: Language;
  month: string;
  title: string;
  /** Of a month that is not over. */
  soFar?: string;
  /** Boxes for signatures; `title` stands before them, where the language has such. */
  signature: { label: string; title: string; names: string[] };
  facts: PaperFact[];
  /** Nothing was observed. */
  empty?: { title: string; text: string };
  summary?: { label: string; text: string };
  definitions?: { label: string; texts: string[] };
  sections: PaperSection[];
}

export interface PaperFact {
  name: string;
  value: string;
}

export interface PaperSection {
  title: string;
  /** For the style sheet and for tests. */
  name: string;
  parts: PaperPart[];
}

/** A note is smaller than a text. */
export type PaperPart =
  | { kind: "table"; table: PaperTable }
  | { kind: "text"; text: string }
  | { kind: "note"; text: string }
  | { kind: "facts"; facts: PaperFact[] };

/** Its head stands on each sheet again, and no row is cut. */
export interface PaperTable {
  label: string;
  /** Which one it is, for the style sheet. */
  name: string;
  columns: PaperColumn[];
  rows: PaperRow[];
}

export interface PaperColumn {
  title: string;
  /** Words stand at the left, figures at the right. */
  isText?: boolean;
}

export interface PaperRow {
  key: string;
  /** The first one is the row's heading. */
  cells: PaperCell[];
  /** `total` sums up the rows above it; `last` is the last before a thick line. */
  kind?: "total" | "last";
}

export type PaperCell = string | RichCell;

export interface RichCell {
  text: string;
  /** Beside or below it, smaller. */
  small?: string;
  /** 0 to 1, drawn as a bar before the text. */
  bar?: number;
  /** 1 to 4, the darkest. */
  shade?: number;
}
