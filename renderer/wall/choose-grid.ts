export interface GridRequest {
  count: number;
  /** Room in CSS pixels. */
  width: number;
  height: number;
  /** The setting `wall.columns`. */
  columns: number | "auto";
}

export interface Grid {
  columns: number;
  rows: number;
  tileWidth: number;
  tileHeight: number;
}

/** Between two tiles, in CSS pixels. */
const GAP = 4;

/** A wide picture (16:9) under a caption of a tenth of the height; a picture of another shape is shown whole inside its tile. */
const ASPECT = 16 / 10;

/** The number of columns that makes tiles largest; all tiles always fit, since a tile out of sight fails unseen. */
export function chooseGrid({ count, width, height, columns }: GridRequest): Grid {
  const tiles = Math.max(1, count);
  const candidates = columns === "auto" ? Array.from({ length: tiles }, (_, index) => index + 1) : [columns];
  const grids = candidates.map((candidate) => fitTiles(candidate));
  return grids.reduce((best, grid) => (grid.tileWidth > best.tileWidth ? grid : best));

  function fitTiles(columns: number): Grid {
    const rows = Math.ceil(tiles / columns);
    const roomWidth = Math.max(0, (width - GAP * (columns - 1)) / columns);
    const roomHeight = Math.max(0, (height - GAP * (rows - 1)) / rows);
    const tileWidth = Math.floor(Math.min(roomWidth, roomHeight * ASPECT));
    return { columns, rows, tileWidth, tileHeight: Math.floor(tileWidth / ASPECT) };
  }
}

export function styleGrid({ columns, tileWidth, tileHeight }: Grid) {
  return { gridTemplateColumns: `repeat(${columns}, ${tileWidth}px)`, gridAutoRows: `${tileHeight}px`, gap: `${GAP}px` };
}
