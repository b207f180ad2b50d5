import { describe, expect, test } from "vitest";
import { buildMenuTemplate } from "../../../electron/desktop/application-menu.ts";
import { COMMANDS, COMMAND_IDS } from "../../../shared/commands.ts";

type Template = ReturnType<typeof buildMenuTemplate>;

function listItems(template: Template): Template {
  return template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

describe("application menu", () => {
  test.each(["ko", "en"] as const)("every command is in it once, with its key (%s)", (language) => {
    const items = listItems(buildMenuTemplate({ language, choose: () => {} }));
    for (const id of COMMAND_IDS) {
      const command = COMMANDS[id];
      const found = items.filter((item) => item.id === id);
      expect(found.map(({ accelerator }) => accelerator)).toEqual(["accelerator" in command ? command.accelerator : undefined]);
    }
  });

  test("what is chosen is said, except full screen, which the window does itself", () => {
    const chosen: string[] = [];
    const items = listItems(buildMenuTemplate({ language: "ko", choose: (command) => chosen.push(command) }));
    for (const item of items) item.click?.({} as never, undefined, {} as never);
    expect(chosen.toSorted()).toEqual(COMMAND_IDS.filter((id) => id !== "toggleFullScreen").toSorted());
    expect(items.find(({ id }) => id === "toggleFullScreen")?.role).toBe("togglefullscreen");
  });

  test("the present language is marked", () => {
    const marked = listItems(buildMenuTemplate({ language: "en", choose: () => {} })).filter(({ checked }) => checked);
    expect(marked.map(({ id }) => id)).toEqual(["useEnglish"]);
  });
});
