import type { LayoutPage, WallLayout } from "../../shared/wall-settings.ts";

/** Layouts while they are changed, and which of their pages is in sight. Every change is a new draft. */
export interface LayoutDraft {
  layouts: readonly WallLayout[];
  layout: number;
  page: number;
}

export function pageOf({ layouts, layout, page }: LayoutDraft): LayoutPage {
  return layouts[layout]!.pages[page]!;
}

/** Begins at what is shown; without a layout, or at all streams, with a new one of all streams. */
export function beginDraft(
  layouts: readonly WallLayout[],
  shown: { layout: WallLayout | undefined; page: number },
  fresh: { name: string; streamIds: readonly string[] },
): LayoutDraft {
  const at = shown.layout ? layouts.indexOf(shown.layout) : -1;
  if (at >= 0) return { layouts, layout: at, page: shown.page };
  return addLayout({ layouts, layout: 0, page: 0 }, fresh);
}

/** Streams of a page are put in the order of `streamIds`; what the page names and nobody knows stays behind them. */
export function orderStreams(draft: LayoutDraft, streamIds: readonly string[], known: ReadonlySet<string>): LayoutDraft {
  return changePage(draft, { streams: [...streamIds, ...pageOf(draft).streams.filter((id) => !known.has(id))] });
}

export function removeStream(draft: LayoutDraft, streamId: string): LayoutDraft {
  return changePage(draft, { streams: pageOf(draft).streams.filter((id) => id !== streamId) });
}

export function addStreams(draft: LayoutDraft, streamIds: readonly string[]): LayoutDraft {
  const { streams } = pageOf(draft);
  return changePage(draft, { streams: [...streams, ...streamIds.filter((id) => !streams.includes(id))] });
}

/** To the end of another page, where it is once. */
export function moveToPage(draft: LayoutDraft, streamId: string, page: number): LayoutDraft {
  if (page === draft.page || !draft.layouts[draft.layout]!.pages[page]) return draft;
  return { ...addStreams({ ...removeStream(draft, streamId), page }, [streamId]), page: draft.page };
}

export function changePage(draft: LayoutDraft, change: Partial<LayoutPage>): LayoutDraft {
  return withPages(draft, (pages) => pages.with(draft.page, { ...pages[draft.page]!, ...change }));
}

/** Behind the present one; it is in sight then. */
export function addPage(draft: LayoutDraft): LayoutDraft {
  const page = draft.page + 1;
  return { ...withPages(draft, (pages) => pages.toSpliced(page, 0, { name: "", columns: "auto", streams: [] })), page };
}

/** The last page of a layout stays. */
export function removePage(draft: LayoutDraft): LayoutDraft {
  const { pages } = draft.layouts[draft.layout]!;
  if (pages.length === 1) return draft;
  const page = Math.min(draft.page, pages.length - 2);
  return { ...withPages(draft, (all) => all.toSpliced(draft.page, 1)), page };
}

/** One place to the front (-1) or back (1), with the eyes on it. */
export function movePage(draft: LayoutDraft, step: 1 | -1): LayoutDraft {
  const to = draft.page + step;
  const { pages } = draft.layouts[draft.layout]!;
  if (to < 0 || to >= pages.length) return draft;
  return { ...withPages(draft, (all) => moveItem(all, draft.page, to)), page: to };
}

export function addLayout(draft: LayoutDraft, { name, streamIds }: { name: string; streamIds: readonly string[] }): LayoutDraft {
  const added: WallLayout = {
    name: findFreeName(name, draft.layouts.map((layout) => layout.name)), // prettier-ignore
    pages: [{ name: "", columns: "auto", streams: [...streamIds] }],
  };
  return { layouts: [...draft.layouts, added], layout: draft.layouts.length, page: 0 };
}

export function renameLayout(draft: LayoutDraft, name: string): LayoutDraft {
  return { ...draft, layouts: draft.layouts.with(draft.layout, { ...draft.layouts[draft.layout]!, name }) };
}

/** The first layout is what a window shows that was told nothing else. */
export function putFirst(draft: LayoutDraft): LayoutDraft {
  return { ...draft, layouts: moveItem(draft.layouts, draft.layout, 0), layout: 0 };
}

/** Undefined: it was the last one, and all streams are shown again. */
export function removeLayout(draft: LayoutDraft): LayoutDraft | undefined {
  const layouts = draft.layouts.toSpliced(draft.layout, 1);
  return layouts.length > 0 ? { layouts, layout: Math.min(draft.layout, layouts.length - 1), page: 0 } : undefined;
}

export type LayoutProblem = "noName" | "sameName";

/** Why it cannot be saved. */
export function findLayoutProblem({ layouts }: Pick<LayoutDraft, "layouts">): LayoutProblem | undefined {
  const names = layouts.map(({ name }) => name.trim());
  if (names.includes("")) return "noName";
  return new Set(names).size < names.length ? "sameName" : undefined;
}

export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  return items.toSpliced(from, 1).toSpliced(to, 0, items[from]!);
}

function withPages(draft: LayoutDraft, change: (pages: readonly LayoutPage[]) => LayoutPage[]): LayoutDraft {
  const layout = draft.layouts[draft.layout]!;
  return { ...draft, layouts: draft.layouts.with(draft.layout, { ...layout, pages: change(layout.pages) }) };
}

function findFreeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name} ${number}`;
  return free;
}
