import { useEffect, useRef } from "react";
import { COMMAND_IDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";
import { useHostClient } from "../api/api-context.tsx";
import { findCommand } from "./find-command.ts";

export type CommandActions = Record<CommandId, () => void>;

/** Runs commands from the keys and from the host's own menu; the page's menu bar calls the same actions. */
export function useCommandSources(actions: CommandActions): void {
  const { bridge } = useHostClient();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [role=menu]") !== null;
      const command = isTyping || event.repeat ? undefined : findCommand(event);
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
  }, [bridge]);
}
