import { expect, test } from "vitest";
import { chooseKioskActions, chooseKioskScreen, doesCommand } from "../../../renderer/app/kiosk-view.ts";
import { SCREENS } from "../../../renderer/app/screen-address.ts";
import type { CommandActions } from "../../../renderer/app/use-command-sources.ts";
import { COMMAND_IDS } from "../../../shared/commands.ts";

test("a kiosk shows the wall and the alarms, and in place of every other screen the wall", () => {
  expect(SCREENS.map((screen) => chooseKioskScreen(screen, false))).toEqual(SCREENS);
  expect(new Set(SCREENS.map((screen) => chooseKioskScreen(screen, true)))).toEqual(new Set(["wall", "alarms", "handover"]));
});

test("its commands are those of an operator's work; all others do nothing", () => {
  const run: string[] = [];
  const actions = Object.fromEntries(COMMAND_IDS.map((id) => [id, () => run.push(id)])) as unknown as CommandActions;
  for (const id of COMMAND_IDS) chooseKioskActions(actions, true)[id]();
  expect(run.toSorted()).toEqual([
    "changeOperator",
    "muteAlarms",
    "showAlarms",
    "showHandover",
    "showKeys",
    "showWall",
    "toggleStatistics",
    "useEnglish",
    "useKorean",
  ]);
  expect(COMMAND_IDS.filter((id) => doesCommand(id, true)).toSorted()).toEqual(run.toSorted()); // its keys are listed, no other's
  expect(chooseKioskActions(actions, false)).toBe(actions);
  expect(COMMAND_IDS.filter((id) => !doesCommand(id, false))).toEqual([]);
});
