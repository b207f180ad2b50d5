import type { AlarmFigures } from "../../shared/alarms/alarm-figures.ts";
import type { Formats } from "../../shared/create-formats.ts";
import type { Texts } from "../i18n/ko.ts";

export type FigureName = keyof Texts["alarms"]["figures"]["name"];

export interface FigureRow {
  name: FigureName;
  value: string;
  /** What is held to be good; "": nobody says. */
  target: string;
  /** Worse than that. */
  isBad: boolean;
}

/** What the figures of the alarm system are held against: ISA-18.2 and EEMUA 191, as vendors and consultants quote them. */
const TARGETS = { mean: 1, overTen: 0.01, floodShare: 0.01, worstShare: 0.05, high: 0.05 };

/** Fewer alarms are no ground for shares of them. */
const ENOUGH = 20;

/** The figures as lines: what, how much, what is good. */
export function listFigureRows(figures: AlarmFigures, { texts, formats }: { texts: Texts; formats: Formats }): FigureRow[] {
  const { target: say } = texts.alarms.figures;
  const { raised, tenMinutes, floods, floodShare, stale, chattering, fleeting, worstShare, priorities } = figures;
  const mean = tenMinutes.bins === 0 ? 0 : raised / tenMinutes.bins;
  const high = raised === 0 ? 0 : priorities.high / raised;
  const row = (name: FigureName, value: string, target = "", isBad = false): FigureRow => ({ name, value, target, isBad });
  const hasEnough = raised >= ENOUGH;
  return [
    row("raised", formats.count(raised)),
    row("mean", formats.decimal(mean), say.atMost(formats.count(TARGETS.mean)), mean > TARGETS.mean),
    row("peak", formats.count(tenMinutes.peak), say.atMost("10"), tenMinutes.peak > 10),
    row("overTwo", formats.percent(tenMinutes.overTwo)),
    row("overTen", formats.percent(tenMinutes.overTen), say.below(formats.percent(TARGETS.overTen)), tenMinutes.overTen >= TARGETS.overTen),
    row("floods", formats.count(floods.length), say.none, floods.length > 0),
    row("floodShare", formats.percent(floodShare), say.below(formats.percent(TARGETS.floodShare)), floodShare >= TARGETS.floodShare),
    row("stale", formats.count(stale.length), say.none, stale.length > 0),
    row("chattering", formats.count(chattering.length), say.none, chattering.length > 0),
    row("fleeting", formats.count(fleeting)),
    row(
      "worstShare",
      formats.percent(worstShare),
      say.atMost(formats.percent(TARGETS.worstShare)),
      hasEnough && worstShare > TARGETS.worstShare,
    ),
    row("high", formats.percent(high), say.atMost(formats.percent(TARGETS.high)), hasEnough && high > TARGETS.high),
  ];
}
