import { useEffect, useRef } from "react";
import { COMMAND_IDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";
import { useHostClient } from "../api/api-context.tsx";
import { findCommand } from "./find-command.ts";

export type CommandActions = Record<CommandId, () => void>;

/** Runs commands from the keys and from the host's own menu; the page's menu bar calls the same actions. */
export function useCommandSources(actions: CommandActions, options: { nativeMenu: boolean; plainKeys: boolean }): void {
  const { nativeMenu, plainKeys } = options;
  const { bridge } = useHostClient();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isIn = (selector: string) => event.target instanceof Element && event.target.closest(selector) !== null;
      if (event.repeat || event.defaultPrevented || isIn("dialog, [role=menu]")) return;
      const isPlain = event.key !== "F1" && !event.ctrlKey && !event.metaKey;
      if (isPlain && (!plainKeys || isIn("input, textarea, select"))) return;
      const command = findCommand(event, nativeMenu);
      if (command === undefined) return;
      event.preventDefault();
      latest.current[command]();
    };
    window.addEventListener("keydown", onKeyDown);
    const end = bridge.subscribe("commandChosen", ({ command }) => {
      const known = COMMAND_IDS.find((id) => id === command);
      if (known) latest.current[known]();
    });
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      end();
    };
  }, [bridge, nativeMenu, plainKeys]);
}
