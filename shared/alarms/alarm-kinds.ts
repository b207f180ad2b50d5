/** Every kind of alarm there is. An alarm asks somebody to do something: what needs no answer is a line in a log, not an alarm. */

/** The highest first. */
export const PRIORITIES = ["high", "medium", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Operators get sound and banner; what only an administrator can mend goes to the status bar and the administrator's channel. */
export type AlarmOwner = "operator" | "administrator";

/** What an alarm is about. Findings about one thing are one alarm: a server that did not answer and turns out to have restarted stays the same alarm. */
export type AlarmTopic =
  | "stream"
  | "unstable"
  | "frozen"
  | "server"
  | "site"
  | "network"
  | "credentials"
  | "udp_path"
  | "decoder"
  | "central"
  | "otlp"
  | "disk"
  | "settings"
  | "channel"
  | "update"
  | "report"
  | "monitoring"
  | "client"
  | "recovery";

export interface KindOfAlarm {
  topic: AlarmTopic;
  owner: AlarmOwner;
  /** At least this; a stream's own setting, and the highest of a cause's streams, can raise it. */
  priority: Priority;
  /**
   * How long it must have been there before it is raised, milliseconds or the setting `alerts.onDelaySeconds`: for what may pass by itself
   * and then needs nobody. What must be seen to although it has passed has none. All of them are only over when they were gone for
   * `alerts.offDelaySeconds`.
   */
  onDelay: "setting" | number;
  /** Stays in the list, at its highest priority, until it is both over and acknowledged. */
  isLatching: boolean;
  /** Key of the text that says what to do. */
  guidance: string;
}

const operator = { owner: "operator", onDelay: "setting", isLatching: true } as const;
const administrator = { owner: "administrator", onDelay: 0, isLatching: false } as const;
const TEN_MINUTES = 600_000;

export const ALARM_KINDS = {
  /** One stream has no picture. Its source is the stream's id. */
  stream_down: { ...operator, topic: "stream", priority: "low", guidance: "check_camera" },
  /** A stream comes and goes (judge-flapping.ts): judged over ten minutes, so it has no delay besides. */
  unstable: { ...operator, onDelay: 0, topic: "unstable", priority: "low", guidance: "check_line" },
  /** A picture that seems to stand still, where the stream's settings ask for it: a suspicion, which has lasted for a while already. */
  frozen: { ...operator, topic: "frozen", priority: "low", guidance: "check_camera" },
  /** Causes: each has the streams that fail because of it as its children. The source is host:port where the topic is a server. */
  server_down: { ...operator, topic: "server", priority: "high", guidance: "check_server" },
  server_restarted: { ...operator, topic: "server", priority: "medium", guidance: "wait_for_server" },
  /** Most streams of a server that answers, or of which nothing else is known. */
  upstream_down: { ...operator, topic: "server", priority: "high", guidance: "check_upstream" },
  site_down: { ...operator, topic: "site", priority: "high", guidance: "check_site" },
  network_down: { ...operator, topic: "network", priority: "high", guidance: "check_this_pc_network" },
  credentials: { ...operator, onDelay: 0, topic: "credentials", priority: "medium", guidance: "check_credentials" },
  udp_path: { ...operator, topic: "udp_path", priority: "medium", guidance: "check_firewall" },
  decoder: { ...operator, topic: "decoder", priority: "medium", guidance: "restart_this_pc" },

  /** Central cannot be reached for so long that somebody should know. */
  forwarding_stuck: { ...administrator, onDelay: TEN_MINUTES, topic: "central", priority: "medium", guidance: "check_central" },
  central_misconfigured: { ...administrator, topic: "central", priority: "medium", guidance: "check_central_settings" },
  /** The same of the OpenTelemetry receiver. */
  otlp_stuck: { ...administrator, onDelay: TEN_MINUTES, topic: "otlp", priority: "medium", guidance: "check_otlp" },
  otlp_misconfigured: { ...administrator, topic: "otlp", priority: "medium", guidance: "check_otlp_settings" },
  disk_low: { ...administrator, topic: "disk", priority: "medium", guidance: "free_disk_space" },
  disk_failing: { ...administrator, topic: "disk", priority: "high", isLatching: true, guidance: "check_disk" },
  settings_bad: { ...administrator, topic: "settings", priority: "low", guidance: "check_settings_file" },
  /** Mail, Slack or another channel fails for long. The source is the channel. */
  channel_failing: { ...administrator, onDelay: TEN_MINUTES, topic: "channel", priority: "medium", guidance: "check_channel" },
  update_failed: { ...administrator, topic: "update", priority: "low", guidance: "check_update" },
  /** The last month's report is not written. */
  report_failed: { ...administrator, topic: "report", priority: "low", guidance: "check_report" },
  /** We ourselves do not see what we should. */
  monitoring_failing: { ...administrator, topic: "monitoring", priority: "medium", guidance: "check_monitoring" },
  /** Nothing comes from a PC of the room any more, and it had not said goodbye: found by the collector. The source is its client id. */
  monitoring_lost: { ...administrator, topic: "client", priority: "high", guidance: "check_silent_pc" },
  /** What was done to a server by itself has failed twice: from here on a person has to. The source is host:port. */
  recovery_stopped: { ...administrator, topic: "recovery", priority: "high", guidance: "repair_server_by_hand" },
} as const satisfies Record<string, KindOfAlarm>;

export type AlarmKind = keyof typeof ALARM_KINDS;
/** Keys of the texts that say what to do. `check_codec`: of a camera that sends, but no video that can be played. */
export type Guidance = (typeof ALARM_KINDS)[AlarmKind]["guidance"] | "check_codec";
export const ALARM_KIND_NAMES = Object.keys(ALARM_KINDS) as [AlarmKind, ...AlarmKind[]];

/** The source of what concerns this PC as a whole. */
export const THIS_PC = "pc";

/** An alarm's identity, the same for ever: what it is about, and whose. */
export function alarmIdOf(kind: AlarmKind, source: string): string {
  return `${ALARM_KINDS[kind].topic}:${source}`;
}

/** What an id is about, where no more is known of the alarm. */
export function readAlarmId(alarmId: string): { kind: AlarmKind; source: string } {
  const [topic, ...source] = alarmId.split(":");
  return { kind: ALARM_KIND_NAMES.find((name) => ALARM_KINDS[name].topic === topic) ?? "stream_down", source: source.join(":") };
}

/** Their source is the id of one stream; of `unstable` it may be a server, most of whose streams come and go with it. */
export function isOfOneStream(topic: AlarmTopic): boolean {
  return topic === "stream" || topic === "unstable" || topic === "frozen";
}

export function isHigher(priority: Priority, than: Priority): boolean {
  return PRIORITIES.indexOf(priority) < PRIORITIES.indexOf(than);
}

export function highestOf(first: Priority, ...others: Priority[]): Priority {
  return others.reduce<Priority>((highest, priority) => (isHigher(priority, highest) ? priority : highest), first);
}
