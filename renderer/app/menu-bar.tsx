import { useRef, useState } from "react";
import type { FocusEvent, KeyboardEvent } from "react";
import type { CommandId } from "../../shared/commands.ts";
import { listMenuGroups, MENU_IDS } from "../../shared/menus.ts";
import type { MenuId } from "../../shared/menus.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { keyOf } from "./find-command.ts";
import type { CommandActions } from "./use-command-sources.ts";

interface MenuBarProps {
  actions: CommandActions;
  /** Commands that are switches, and whether they are on. */
  checked: Partial<Record<CommandId, boolean>>;
}

/** The menus of shared/menus.ts where the host has no menu of its own. Arrow keys as in a desktop's menu bar. */
export function MenuBar({ actions, checked }: MenuBarProps) {
  const { texts } = useI18n();
  const { settings } = useReadyHost().settings;
  const [open, setOpen] = useState<MenuId>();
  const bar = useRef<HTMLDivElement>(null);

  function focusMenu(menu: MenuId): void {
    bar.current?.querySelector<HTMLElement>(`[data-menu=${menu}]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const present = MENU_IDS.findIndex((menu) => event.target instanceof HTMLElement && event.target.closest(`[data-group=${menu}]`));
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (side !== undefined) {
      const next = MENU_IDS[(present + side + MENU_IDS.length) % MENU_IDS.length]!;
      focusMenu(next);
      if (open) setOpen(next);
    } else if (event.key === "Escape" && open) {
      focusMenu(open);
      setOpen(undefined);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const items = [...(bar.current?.querySelectorAll<HTMLElement>("[role^=menuitem][data-command]") ?? [])];
      const at = items.findIndex((item) => item === document.activeElement);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (open) items[(at + step + items.length) % items.length]?.focus();
      else setOpen(MENU_IDS[present]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onBlur(event: FocusEvent<HTMLElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(undefined);
  }

  function run(command: CommandId): void {
    if (open) focusMenu(open);
    setOpen(undefined);
    actions[command]();
  }

  return (
    <header className="menu-line">
      <span className="app-name" aria-hidden="true">
        {texts.appName}
      </span>
      <div ref={bar} className="menu-bar" role="menubar" aria-label={texts.menu.label} tabIndex={-1} onKeyDown={onKeyDown} onBlur={onBlur}>
        {MENU_IDS.map((menu) => (
          <div key={menu} className="menu-group" data-group={menu} role="none">
            <button
              type="button"
              role="menuitem"
              data-menu={menu}
              aria-haspopup="menu"
              aria-expanded={open === menu}
              onClick={() => setOpen(open === menu ? undefined : menu)}
            >
              {texts.menu[menu]}
            </button>
            {open === menu && (
              <div className="menu" role="menu" aria-label={texts.menu[menu]}>
                {listMenuGroups(menu, { hasDesktop: false, settings }).map((group) => (
                  <div key={group[0]} className="menu-part" role="group">
                    {group.map((id) => (
                      <button
                        key={id}
                        type="button"
                        data-command={id}
                        role={checked[id] === undefined ? "menuitem" : "menuitemcheckbox"}
                        aria-checked={checked[id]}
                        onClick={() => run(id)}
                      >
                        <span>{texts.command[id]}</span>
                        {keyOf(id) !== undefined && <kbd>{keyOf(id)}</kbd>}
                      </button>
                    ))}
                  </div>
                ))}
              </div>
            )}
          </div>
        ))}
      </div>
    </header>
  );
}
