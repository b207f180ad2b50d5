import { listSettingKeys } from "./setting-keys.ts";
import type { SettingKey } from "./setting-keys.ts";

/** The parts of the screen, and which keys stand in which: the longest beginning of a key counts. */
const GROUPS = {
  streams: { servers: ["servers"], streams: ["streams"] },
  maintenance: { maintenance: ["maintenance"] },
  client: { client: ["client"], desktop: ["desktop"] },
  shifts: { shifts: ["shifts"], operators: ["operators"] },
  central: { central: ["central"], otlp: ["otlp"] },
  channels: {
    email: ["alerts.email"],
    slack: ["alerts.slack"],
    webhook: ["alerts.webhook"],
    syslog: ["alerts.syslog"],
    here: ["alerts.desktop", "alerts.sound", "alerts.soundAt"],
  },
  alerts: { times: ["alerts"], quietHours: ["alerts.quietHours"], routes: ["alerts.routes", "alerts.senders"] },
  recovery: { recovery: ["recovery"] },
  logs: { logs: ["logs"] },
  report: { report: ["report"] },
  wall: { wall: ["wall"] },
  privacy: { privacy: ["privacy"] },
  updates: { updates: ["updates"] },
  language: { language: ["language"] },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type SectionId = keyof typeof GROUPS;
export type GroupId = { [S in SectionId]: keyof (typeof GROUPS)[S] }[SectionId] & string;

export interface Group {
  id: GroupId;
  keys: SettingKey[];
}

export const SECTION_IDS = Object.keys(GROUPS) as SectionId[];

export function listGroups(section: SectionId): Group[] {
  const groups: Record<string, readonly string[]> = GROUPS[section];
  return Object.keys(groups).map((id) => ({ id: id as GroupId, keys: listSettingKeys().filter((key) => findPlace(key)?.group === id) }));
}

export function findSection(key: SettingKey): SectionId | undefined {
  return findPlace(key)?.section;
}

function findPlace(key: string): { section: SectionId; group: string } | undefined {
  const places = SECTION_IDS.flatMap((section) =>
    Object.entries<readonly string[]>(GROUPS[section]).flatMap(([group, beginnings]) =>
      beginnings.map((beginning) => ({ section, group, beginning })),
    ),
  );
  return places
    .filter(({ beginning }) => key === beginning || key.startsWith(`${beginning}.`))
    .toSorted((a, b) => b.beginning.length - a.beginning.length)[0];
}
