import { useCallback, useMemo, useState } from "react";
import type { ErrorCode } from "../../shared/api-names.ts";
import type { Settings } from "../../shared/settings.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { isApiError } from "../api/api-error.ts";
import { useSayError } from "../api/use-say-error.ts";
import { isValid } from "./describe-field.ts";
import { applyEdits, dropDone, edit, listConflicts, makeChanges, rebase, without } from "./edits.ts";
import type { Edits } from "./edits.ts";
import { listDroppedRefs } from "./list-dropped-refs.ts";
import { schemaAt } from "./setting-keys.ts";
import type { SettingKey } from "./setting-keys.ts";

export type SavingState =
  | { phase: "open" }
  | { phase: "saving" }
  | { phase: "saved" }
  /** Another window has changed these meanwhile: somebody has to say whose values count. */
  | { phase: "conflict"; keys: SettingKey[] }
  | { phase: "refused"; code: ErrorCode; message: string };

export interface SettingsEdits {
  draft: Settings;
  edits: Edits;
  /** Changed keys that cannot be saved as they are. */
  problems: SettingKey[];
  saving: SavingState;
  change: (key: SettingKey, value: unknown) => void;
  replace: (edits: Edits) => void;
  /** Resolves to whether everything is saved. `force`: what others changed meanwhile is written over. */
  save: (how?: { force: boolean }) => Promise<boolean>;
  /** Lets the others' values be. */
  yieldTo: (keys: readonly SettingKey[]) => void;
  discard: () => void;
}

/** What is changed on the screen, over the settings as they are now: those that others change meanwhile show at once. */
export function useSettingsEdits(): SettingsEdits {
  const { api, hostState } = useHostClient();
  const sayError = useSayError();
  const { settings } = useReadyHost().settings;
  const [all, setAll] = useState<Edits>(new Map());
  const [saving, setSaving] = useState<SavingState>({ phase: "open" });
  const edits = useMemo(() => dropDone(all, settings), [all, settings]);
  const draft = useMemo(() => applyEdits(settings, edits), [settings, edits]);
  const problems = useMemo(() => [...edits].flatMap(([key, { to }]) => (isValid(schemaAt(key), to) ? [] : [key])), [edits]);

  async function save({ force } = { force: false }): Promise<boolean> {
    const conflicts = force ? [] : listConflicts(edits, settings);
    if (conflicts.length > 0) {
      setSaving({ phase: "conflict", keys: conflicts });
      return false;
    }
    setSaving({ phase: "saving" });
    try {
      const saved = await api.saveSettings({ changes: makeChanges(edits) });
      hostState.setSettings(saved);
      setAll((before) => rebase(before, edits, saved.settings));
      // Best effort: what a file or the environment gives is not ours to take away.
      for (const secretRef of listDroppedRefs(settings, saved.settings)) api.keepSecret({ secretRef, value: "" }).catch(() => undefined);
      setSaving({ phase: "saved" });
      return true;
    } catch (error) {
      setSaving({ phase: "refused", code: isApiError(error) ? error.code : "internal", message: sayError(error) });
      return false;
    }
  }

  const change = useCallback(
    (key: SettingKey, value: unknown) => {
      setAll((before) => edit(dropDone(before, settings), settings, key, value));
      setSaving((before) => (before.phase === "saving" ? before : { phase: "open" }));
    },
    [settings],
  );
  const replace = (next: Edits): void => {
    setAll(next);
    setSaving({ phase: "open" });
  };
  return {
    draft,
    edits,
    problems,
    saving,
    change,
    replace,
    save,
    yieldTo: (keys) => replace(without(edits, keys)),
    discard: () => replace(new Map()),
  };
}
