import type { Language } from "../choose-language.ts";
import { enPaperWords } from "./en-paper-words.ts";
import { koPaperWords } from "./ko-paper-words.ts";

export type PaperWords = typeof koPaperWords;

export const PAPER_WORDS: Record<Language, PaperWords> = { ko: koPaperWords, en: enPaperWords };
