import { expect, test } from "vitest";
import { watchStream } from "../../../shared/patterns/watch-stream.ts";
import { findIncidents } from "../../../shared/statistics/find-incidents.ts";
import { partitionTimeline } from "../../../shared/statistics/partition.ts";

const MINUTE = 60_000;
const span = (from: number, to: number) => ({ from: from * MINUTE, to: to * MINUTE });

function watch({
  down,
  unknown = [],
  maintenance = [],
}: Record<"down", [number, number][]> & Partial<Record<"unknown" | "maintenance", [number, number][]>>) {
  const spans = (list: [number, number][]) => list.map(([from, to]) => span(from, to));
  const timeline = {
    streamId: "s",
    server: "a:1",
    down: spans(down).map((each, n) => ({ ...each, incidentId: n })),
    unknown: spans(unknown),
  };
  const partition = partitionTimeline(timeline, { window: span(0, 100), maintenance: spans(maintenance) });
  const { onsets, exposure, unobserved } = watchStream(partition, findIncidents(partition));
  const minutes = (list: { from: number; to: number }[]) => list.map(({ from, to }) => [from / MINUTE, to / MINUTE]);
  return { onsets: onsets.map(({ from }) => from / MINUTE), exposure: minutes(exposure), unobserved: minutes(unobserved) };
}

test.each<[string, Parameters<typeof watch>[0], ReturnType<typeof watch>]>([
  [
    "was seen to begin",
    { down: [[10, 20]] },
    {
      onsets: [10],
      exposure: [
        [1, 10],
        [20, 100],
      ],
      unobserved: [],
    },
  ],
  ["was down when the window began", { down: [[0, 20]] }, { onsets: [], exposure: [[20, 100]], unobserved: [] }],
  [
    "stood there when somebody looked again",
    { down: [[40, 50]], unknown: [[30, 40]] },
    {
      onsets: [],
      exposure: [
        [1, 30],
        [50, 100],
      ],
      unobserved: [[30, 40]],
    },
  ],
  [
    "began before the stream had settled after planned work",
    { down: [[40.5, 50]], maintenance: [[30, 40]] },
    {
      onsets: [],
      exposure: [
        [1, 30],
        [50, 100],
      ],
      unobserved: [[30, 40]],
    },
  ],
  [
    "began a minute after it",
    { down: [[41, 50]], maintenance: [[30, 35]], unknown: [[35, 40]] },
    {
      onsets: [41],
      exposure: [
        [1, 30],
        [50, 100],
      ],
      unobserved: [[30, 40]],
    },
  ],
  [
    "came again at once",
    {
      down: [
        [10, 20],
        [20.5, 30],
      ],
    },
    {
      onsets: [10, 20.5],
      exposure: [
        [1, 10],
        [20, 20.5],
        [30, 100],
      ],
      unobserved: [],
    },
  ],
])("an incident that %s", (_name, kinds, watched) => {
  expect(watch(kinds)).toEqual(watched);
});
