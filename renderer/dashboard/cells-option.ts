import { axisStyle, HATCH } from "./chart-option.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartTheme } from "./chart-theme.ts";

/** A square of a heat map or calendar. */
export interface Cell {
  column: number;
  row: number;
  count: number;
  /** Nobody looked: hatched. */
  isUnknown?: boolean;
  /** Stands small above the count. */
  name?: string;
}

interface CellsOptions {
  cells: readonly Cell[];
  columns: string[];
  rows: string[];
  theme: ChartTheme;
  say: (count: number) => string;
}

/** Below these sizes, in CSS pixels, a square has no room for its texts. */
const ROOM_FOR_COUNT = 15;
const ROOM_FOR_NAME = 38;

/** Squares in columns and rows: the more, the brighter, and the number in it, since colour alone says little. */
export function makeCellsOption({ cells, columns, rows, theme, say }: CellsOptions): ChartOption {
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const axis = { ...axisStyle(theme), type: "category" as const, splitLine: { show: false }, axisLine: { show: false } };
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, outerBoundsMode: "same" },
    xAxis: { ...axis, data: columns },
    yAxis: { ...axis, data: rows, inverse: true },
    series: [
      {
        type: "custom",
        data: cells.map(({ column, row, count }) => [column, row, count]),
        encode: { x: 0, y: 1 },
        renderItem(params, api) {
          const cell = cells[params.dataIndex]!;
          const [x = 0, y = 0] = api.coord([cell.column, cell.row]);
          const [width = 0, height = 0] = api.size!([1, 1]) as number[];
          const shape = { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2 };
          const level = levelOf(cell.count, most);
          const color = level >= 2 ? theme.surface : theme.text;
          const hasName = cell.name !== undefined && width >= ROOM_FOR_NAME && height >= ROOM_FOR_NAME - 10;
          const text = (content: string, style: object) => ({
            type: "text" as const,
            silent: true,
            style: { text: content, fill: color, fontFamily: theme.font, ...style },
          });
          return {
            type: "group",
            children: [
              {
                type: "rect",
                shape,
                style: {
                  fill: level < 0 ? theme.line : theme.heat[level],
                  opacity: level < 0 && !cell.isUnknown ? 0.4 : 1,
                  ...(cell.isUnknown && { fill: theme.surface, decal: { ...HATCH, color: theme.unknown } }),
                },
                emphasis: { style: { stroke: theme.focus, lineWidth: 3 } },
              },
              ...(hasName
                ? [text(cell.name!, { x: shape.x + 4, y: shape.y + 3, fontSize: 11, fill: level >= 2 ? theme.surface : theme.quiet })]
                : []),
              ...(cell.count > 0 && shape.width >= ROOM_FOR_COUNT && shape.height >= ROOM_FOR_COUNT
                ? [
                    text(say(cell.count), {
                      x,
                      y: hasName ? y + 5 : y,
                      fontSize: width < 24 ? 11 : 13,
                      fontWeight: 600,
                      align: "center",
                      verticalAlign: "middle",
                    }),
                  ]
                : []),
            ],
          };
        },
      },
    ],
  };
}

/** Four steps up to the most; -1: none. */
export function levelOf(count: number, most: number): number {
  return count === 0 ? -1 : Math.min(3, Math.floor((count / most) * 4));
}
