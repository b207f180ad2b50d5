import { writeDuration } from "../alarms/write-alarm-sentence.ts";
import type { Language } from "../choose-language.ts";

const MEGABYTE = 1_048_576;
/** Bytes, rounded down. */
export const writeSize = (bytes: number): string =>
  bytes < 10_240 * MEGABYTE ? `${Math.floor(bytes / MEGABYTE)} MB` : `${Math.floor(bytes / 1_024 / MEGABYTE)} GB`;
/** Milliseconds, whichever way. */
export const writeSpan = (milliseconds: number, language: Language): string => writeDuration(Math.abs(milliseconds), language);
