import { expect, test } from "vitest";
import { createFormats } from "../../../shared/create-formats.ts";
import { listChosen, makeChoices } from "../../../renderer/setup/stream-choice.ts";

const paths = [
  { path: "cam10", available: true },
  { path: "cam9", available: true },
  { path: "cam1", available: false },
  { path: "old", available: true },
];

test("what plays now is chosen and stands first; what is there already is neither chosen nor added", () => {
  const choices = makeChoices(paths, new Set(["old"]), createFormats("ko"));
  expect(choices.map(({ path, isChosen }) => [path, isChosen])).toEqual([["cam9", true], ["cam10", true], ["old", false], ["cam1", false]]); // prettier-ignore
  const typed = [
    { path: "cam9", name: "정문", site: "강남" },
    { path: "cam77", name: "", site: "" },
    { path: "old", name: "again", site: "" },
  ];
  expect(listChosen(choices, typed, new Set(["old"]))).toEqual([typed[0], { path: "cam10", name: "", site: "" }, typed[1]]);
});
