import { describe, expect, test } from "vitest";
import { buildMenuTemplate } from "../../../electron/desktop/application-menu.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { COMMANDS, COMMAND_IDS } from "../../../shared/commands.ts";
import { listMenuGroups } from "../../../shared/menus.ts";

const MONITOR = { bounds: { x: 0, y: 0, width: 1_920, height: 1_080 } };
const settings = settingsSchema.parse({ operators: [{ name: "김" }] });
const REST = { settings, monitors: [MONITOR], choose: () => {}, openWindow: () => {}, quit: () => {} };

type Template = ReturnType<typeof buildMenuTemplate>;

function listItems(template: Template): Template {
  return template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

describe("application menu", () => {
  test.each([
    ["ko", "파일 편집 보기 로그 경보 대시보드 설정 도움말"],
    ["en", "File Edit View Logs Alarms Dashboard Settings Help"],
  ] as const)("its menus are those of the manual (%s)", (language, names) => {
    const menus = buildMenuTemplate({ ...REST, language });
    expect(menus.map(({ label }) => label).join(" ")).toBe(names);
    for (const { submenu } of menus) expect((submenu as Template).map(({ type }) => type).join(" ")).not.toMatch(/^separator|separator$/);
  });

  test("every command is in it with its key, which chooses once where the command stands twice", () => {
    const items = listItems(buildMenuTemplate({ ...REST, language: "en" }));
    for (const id of COMMAND_IDS) {
      const command = COMMANDS[id];
      const found = items.filter((item) => item.id === id);
      expect(new Set(found.map(({ accelerator }) => accelerator)), id).toEqual(
        new Set(["accelerator" in command ? command.accelerator : undefined]),
      );
      expect(
        found.filter(({ registerAccelerator }) => registerAccelerator !== false),
        id,
      ).toHaveLength(1);
    }
  });

  test("the error log is found under View and under Logs, the logs of others under File and under Logs", () => {
    const menus = buildMenuTemplate({ ...REST, language: "en" });
    const menusOf = (id: string) =>
      menus.filter(({ submenu }) => (submenu as Template).some((item) => item.id === id)).map(({ label }) => label);
    expect(menusOf("showLogs")).toEqual(["View", "Logs"]);
    expect(menusOf("chooseLogFiles")).toEqual(["File", "Logs"]);
    expect(menusOf("chooseLogFolder")).toEqual(["File", "Logs"]);
  });

  test("without a desktop only what a page can do is offered", () => {
    expect(listMenuGroups("logs", { hasDesktop: false, settings })).toEqual([["showLogs"], ["chooseLogFiles", "chooseLogFolder"]]);
  });

  test("what is chosen is said, except full screen, which the window does itself", () => {
    const chosen: string[] = [];
    const items = listItems(buildMenuTemplate({ ...REST, language: "ko", choose: (command) => chosen.push(command) }));
    for (const item of items) item.click?.({} as never, undefined, {} as never);
    expect([...new Set(chosen)].toSorted()).toEqual(COMMAND_IDS.filter((id) => id !== "toggleFullScreen").toSorted());
    expect(items.find(({ id }) => id === "toggleFullScreen")?.role).toBe("togglefullscreen");
  });

  test("what the settings have nothing for is not in it", () => {
    const items = listItems(buildMenuTemplate({ ...REST, settings: settingsSchema.parse({}), language: "ko" }));
    expect(items.some(({ id }) => id === "changeOperator")).toBe(false);
  });

  test("the present language is marked", () => {
    const marked = listItems(buildMenuTemplate({ ...REST, language: "en" })).filter(({ checked }) => checked);
    expect(marked.map(({ id }) => id)).toEqual(["useEnglish"]);
  });

  test("a new window is opened at once on the one monitor there is, else on the one that is chosen", () => {
    const opened: number[] = [];
    const build = (monitors: (typeof MONITOR)[]) =>
      listItems(buildMenuTemplate({ ...REST, language: "ko", monitors, openWindow: (n) => opened.push(n) })).find(
        ({ id }) => id === "newWindow",
      )!;
    const one = build([MONITOR]);
    one.click!({} as never, undefined, {} as never);
    const two = build([MONITOR, { bounds: { x: 1_920, y: 0, width: 2_560, height: 1_440 } }]).submenu as Template;
    expect(two.map(({ label }) => label)).toEqual(["모니터 1 (1920×1080)", "모니터 2 (2560×1440)"]);
    two[1]!.click!({} as never, undefined, {} as never);
    expect(opened).toEqual([0, 1]);
  });
});
