import { useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import type { WallLayout } from "../../shared/wall-settings.ts";
import type { LayoutDraft } from "./edit-layouts.ts";

export interface LayoutEdit {
  draft: LayoutDraft;
  change: (next: LayoutDraft) => void;
  /** `conflict`: another window has saved layouts meanwhile, and saving again writes over them. */
  saving: { phase: "idle" | "saving" | "conflict" } | { phase: "failed"; message: string };
  /** Keeps the layouts of the draft, or others. */
  save: (layouts?: readonly WallLayout[]) => void;
  discard: () => void;
}

interface LayoutEditOptions {
  /** As the settings have them now. */
  layouts: readonly WallLayout[];
  /** What is edited has been saved, or given up. */
  onDone: (saved: LayoutDraft | undefined) => void;
}

export interface LayoutEdits {
  edit: LayoutEdit | undefined;
  begin: (draft: LayoutDraft) => void;
  change: (draft: LayoutDraft) => void;
}

/** A draft of the layouts until it is saved. Undefined while nobody changes them. */
export function useLayoutEdit({ layouts, onDone }: LayoutEditOptions): LayoutEdits {
  const { api, hostState } = useHostClient();
  const [draft, setDraft] = useState<LayoutDraft>();
  const [base, setBase] = useState("");
  const [saving, setSaving] = useState<LayoutEdit["saving"]>({ phase: "idle" });

  function end(saved: LayoutDraft | undefined): void {
    setDraft(undefined);
    setSaving({ phase: "idle" });
    onDone(saved);
  }

  async function save(present: LayoutDraft, next: readonly WallLayout[]): Promise<void> {
    if (JSON.stringify(layouts) !== base && saving.phase !== "conflict") return setSaving({ phase: "conflict" });
    setSaving({ phase: "saving" });
    try {
      const named = next.map((layout) => ({ ...layout, name: layout.name.trim() }));
      hostState.setSettings(await api.saveSettings({ changes: { wall: { layouts: named } } }));
      end({ ...present, layouts: named });
    } catch (error) {
      setSaving({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    edit: draft && {
      draft,
      change: setDraft,
      saving,
      save: (next = draft.layouts) => void save(draft, next),
      discard: () => end(undefined),
    },
    change: setDraft,
    begin(next) {
      setBase(JSON.stringify(layouts));
      setDraft(next);
    },
  };
}
