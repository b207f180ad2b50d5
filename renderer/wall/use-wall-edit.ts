import { useEffect, useMemo } from "react";
import type { Settings } from "../../shared/settings.ts";
import { isLocked } from "../api/is-locked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { listPageStreams } from "./choose-wall-view.ts";
import type { WallStream } from "./create-wall-players.ts";
import { beginDraft, pageOf } from "./edit-layouts.ts";
import type { LayoutDraft } from "./edit-layouts.ts";
import { useLayoutEdit } from "./use-layout-edit.ts";
import { usePageEdit } from "./use-page-edit.ts";
import type { PageOnWall, WallPages } from "./use-wall-pages.ts";

interface WallEditOptions {
  streams: readonly WallStream[];
  settings: Settings;
  /** Dotted keys that a policy sets. */
  locked: readonly string[];
  pages: WallPages;
  /** Somebody wants to change the layouts. */
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
}

/** The page in sight: of the settings, or of the draft while layouts are changed, with what changes it then. */
export function useWallEdit({ streams, settings, locked, pages, isEditing, onEditing }: WallEditOptions) {
  const { texts } = useI18n();
  const { layouts } = settings.wall;
  const isLayoutLocked = isLocked(locked, "wall.layouts");
  const { edit: begun, begin, change } = useLayoutEdit({ layouts, onDone });
  // One that was begun waits while a kiosk is on.
  const edit = isEditing ? begun : undefined;
  const draft = edit?.draft;

  function onDone(saved: LayoutDraft | undefined): void {
    onEditing(false);
    // What a window shows that was told nothing else needs no name.
    if (saved) pages.go(saved.layout === 0 ? undefined : saved.layouts[saved.layout]?.name, saved.page);
  }

  const isBeginning = isEditing && !isLayoutLocked && !edit;
  useEffect(() => {
    if (!isBeginning) return;
    const fresh = { name: texts.wall.edit.newName, streamIds: settings.streams.map(({ id }) => id) };
    begin(beginDraft(layouts, { layout: pages.layout, page: pages.index }, fresh));
  }, [isBeginning]); // oxlint-disable-line react/exhaustive-deps -- begun once, with what is shown in that moment

  const edited = useMemo((): PageOnWall | undefined => {
    if (!draft) return undefined;
    const known = new Map(streams.map((stream) => [stream.player.stream.id, stream]));
    const page = pageOf(draft);
    return { name: page.name, columns: page.columns, streams: listPageStreams(page, known) };
  }, [draft, streams]);
  const page = edited ?? pages.pages[pages.index]!;
  const pageKey = draft ? `edit ${draft.layout} ${draft.page}` : `${pages.index} ${pages.layout?.name ?? ""}`;
  return { edit, page, pageKey, isLayoutLocked, ...usePageEdit(draft, change, page.streams) };
}
