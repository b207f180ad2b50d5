/** Bodies of webhooks. Names come from people and servers: what a target would take for markup or a mention is disarmed. */
import type { WebhookTemplate } from "./alert-settings.ts";
import type { AlertMessage } from "./alert-message.ts";
import { colorOf } from "./alert-message.ts";

export type PayloadTemplate = WebhookTemplate | "slack";

export function makePayload(template: PayloadTemplate, message: AlertMessage): Record<string, unknown> {
  const { text } = message;
  const [title, body] = [text.title, text.lines.join("\n")];
  switch (template) {
    case "slack": // api.slack.com/reference/surfaces/formatting: three characters are escaped; mrkdwn false leaves the others alone
      return {
        text: escapeSlack(title),
        mrkdwn: false,
        attachments: [{ color: colorOf(text), text: escapeSlack(body), fallback: escapeSlack(title), mrkdwn_in: [] }],
      };
    case "jandi": // support.jandi.com, incoming webhook
      return { body: disarm(title), connectColor: colorOf(text), connectInfo: [{ title: disarm(title), description: disarm(body) }] };
    case "dooray": // helpdesk.dooray.com, incoming hook
      return { botName: "MTX Watch", text: disarm(title), attachments: [{ text: disarm(body), color: colorOf(text) }] };
    case "mattermost": // developers.mattermost.com, incoming webhooks
      return {
        username: "MTX Watch",
        text: escapeMarkdown(title),
        attachments: [{ fallback: escapeMarkdown(title), color: colorOf(text), text: escapeMarkdown(body) }],
      };
    case "generic":
      return makeGeneric(message);
  }
}

const ACTIONS = { open: "trigger", repeat: "trigger", resolved: "resolve", summary: "info", test: "info" } as const;
const SEVERITIES = { high: "critical", medium: "error", low: "warning" } as const;
/** PagerDuty's limit. */
const LONGEST_KEY = 255;

/** The fields that PagerDuty's Events API v2 asks for, flat, and the alarms themselves. */
function makeGeneric({ id, at, thread, text, alarms }: AlertMessage): Record<string, unknown> {
  const action = ACTIONS[text.kind];
  return {
    id,
    timestamp: toIso(at),
    event_action: action,
    dedup_key: thread.slice(0, LONGEST_KEY).toWellFormed(),
    severity: action === "info" ? "info" : SEVERITIES[text.priority],
    summary: text.title,
    source: "MTX Watch",
    kind: text.kind,
    text: text.lines,
    alarms: alarms.map(({ kind, name, priority, owner, verdict, reason, evidence, since, until, streams }) => ({
      kind,
      name,
      priority,
      owner,
      verdict,
      ...(reason && { reason }),
      ...(evidence && { evidence }),
      since: toIso(since),
      ...(until !== undefined && { until: toIso(until) }),
      ...(streams && { streams: streams.total, missing: streams.missing.map((stream) => stream.name) }),
    })),
  };
}

function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A list's own "- " at the start of a line stays one. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~:]/g, String.raw`\$&`).replaceAll("@", "@\u200b");
}

/** Targets without an escape of their own: a zero-width space within what would begin something. */
function disarm(text: string): string {
  return text.replaceAll(/[[\]*_~`<>@#!|]/g, "$&\u200b");
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
