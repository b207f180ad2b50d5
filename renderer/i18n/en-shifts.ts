import type { ShiftTexts } from "./ko-shifts.ts";

/** English texts of shifts and operators; a part of en.ts. */
export const enShifts: ShiftTexts = {
  duty: {
    label: "On duty",
    nobody: "Nobody named",
    change: "Change operator",
    question: "Who is on duty now?",
    shift: (from: string, to: string) => `Shift ${from}–${to}`,
    name: "Operator",
    choose: "Choose a name",
    pinOf: (name: string) => `${name}'s PIN`,
    take: "Start shift",
    back: "Back",
    later: "Later",
    cancel: "Cancel",
    wrong: "That PIN is not right.",
    wait: (time: string) => `Too many wrong PINs. Try again after ${time}.`,
  },
};
