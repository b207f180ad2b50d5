/** What of the wall a window shows: the query behind `#/wall`. Windows on several monitors each have their own. */
export interface WallAddress {
  /** A layout's name; "": all streams on one page. Undefined: the first layout, where there is one. */
  layout: string | undefined;
  /** From 0. */
  page: number;
  /** This window turns its pages by itself, when the settings say after how long. */
  cycles: boolean;
}

export function parseWallAddress(query: string): WallAddress {
  const values = new URLSearchParams(query);
  const page = Number(values.get("page") ?? 1);
  return {
    layout: values.get("layout") ?? undefined,
    page: Number.isSafeInteger(page) && page > 0 ? page - 1 : 0,
    cycles: values.get("cycle") !== "0",
  };
}

export function formatWallAddress({ layout, page, cycles }: WallAddress): string {
  const values = new URLSearchParams();
  if (layout !== undefined) values.set("layout", layout);
  if (page > 0) values.set("page", String(page + 1));
  if (!cycles) values.set("cycle", "0");
  return values.toString();
}
