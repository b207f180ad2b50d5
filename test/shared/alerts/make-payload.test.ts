import { describe, expect, test } from "vitest";
import { makeAlertMessage } from "../../../shared/alerts/alert-message.ts";
import { makePayload } from "../../../shared/alerts/make-payload.ts";
import type { PayloadTemplate } from "../../../shared/alerts/make-payload.ts";
import type { Notification } from "../../../shared/alerts/notification.ts";
import { writeAlertText } from "../../../shared/alerts/write-alert-text.ts";
import { writeSyslogLine } from "../../../shared/alerts/write-syslog-line.ts";
import { HOUR, makeNote, T0 } from "./make-notable.ts";

const HOSTILE = String.raw`<!channel> @all [x](http://evil) *b* _i_ ~s~ &amp; "q" \ ]`;

function makeMessage(change: Partial<Notification> = {}, name = "서버 A") {
  const notification: Notification = {
    id: "0197a000-0000-7000-8000-000000000001",
    at: T0,
    due: T0,
    channel: "webhook",
    group: "server:a:8889",
    kind: "open",
    isFirst: true,
    alarms: [makeNote({ name, priority: "high", streams: { total: 2, missing: [{ name: "강남", since: T0 }] } })],
    ...change,
  };
  const text = writeAlertText(notification, { language: "ko", now: T0, client: "PC-3", timeZone: "Asia/Seoul" });
  return makeAlertMessage(notification, text, "PC-3");
}

describe("the generic webhook", () => {
  test.each([
    ["open", "trigger", "critical"],
    ["repeat", "trigger", "critical"],
    ["resolved", "resolve", "critical"],
    ["summary", "info", "info"],
  ] as const)("%s is %s, %s", (kind, action, severity) => {
    expect(makePayload("generic", makeMessage({ kind }))).toMatchObject({ event_action: action, severity, kind });
  });

  test("says what PagerDuty asks for, and the alarms", () => {
    const alarms = [makeNote({ until: T0 + HOUR, streams: { total: 2, missing: [{ name: "강남", since: T0 }] } })];
    expect(makePayload("generic", makeMessage({ kind: "resolved", alarms }))).toEqual({
      id: "0197a000-0000-7000-8000-000000000001",
      timestamp: "2026-09-22T02:10:00.000Z",
      event_action: "resolve",
      dedup_key: "PC-3/server:a:8889",
      severity: "error",
      summary: "[복구] 서버 A 응답 없음, 카메라 2대, 1시간 후 복구",
      source: "MTX Watch",
      kind: "resolved",
      text: ["보낸 PC: PC-3"],
      alarms: [
        {
          kind: "server_down",
          name: "서버 A",
          priority: "medium",
          owner: "operator",
          verdict: "server_down",
          since: "2026-09-22T02:10:00.000Z",
          until: "2026-09-22T03:10:00.000Z",
          streams: 2,
          missing: ["강남"],
        },
      ],
    });
  });

  test("opens and resolves under one key of at most 255 characters", () => {
    const group = "stream:".padEnd(400, "가");
    const keys = (["open", "resolved"] as const).map((kind) => makePayload("generic", makeMessage({ kind, group })).dedup_key as string);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]!.length).toBeLessThanOrEqual(255);
  });
});

describe("templates", () => {
  test.each([
    ["slack", ["attachments", "mrkdwn", "text"]],
    ["jandi", ["body", "connectColor", "connectInfo"]],
    ["dooray", ["attachments", "botName", "text"]],
    ["mattermost", ["attachments", "text", "username"]],
  ] as const)("%s has its own fields", (template, keys) => {
    expect(Object.keys(makePayload(template, makeMessage())).sort()).toEqual(keys);
  });

  const textOf = (template: PayloadTemplate) => JSON.stringify(makePayload(template, makeMessage({}, HOSTILE)));

  test("a name is no markup and calls nobody: Slack", () => {
    expect(textOf("slack")).toContain("&lt;!channel&gt; @all");
    expect(textOf("slack")).toContain("&amp;amp;");
    expect(textOf("slack")).not.toContain("<!channel>");
  });

  test.each(["jandi", "dooray", "mattermost"] as const)("a name is no markup and calls nobody: %s", (template) => {
    const text = textOf(template);
    expect(text).not.toMatch(/@all|@channel|\]\(http|<!channel/);
    expect(text).not.toMatch(/(^|[^\\])\*b\*/);
  });
});

describe("a line of syslog", () => {
  const sender = { hostName: "관제 PC 3", processId: 42 };

  test.each([
    ["open", "high", 130],
    ["repeat", "medium", 131],
    ["open", "low", 132],
    ["resolved", "high", 133],
    ["summary", "high", 133],
  ] as const)("%s of priority %s is <%i>", (kind, priority, code) => {
    expect(writeSyslogLine(makeMessage({ kind, alarms: [makeNote({ priority })] }), sender)).toMatch(new RegExp(`^<${code}>1 `));
  });

  test("is as RFC 5424 wants it, whatever the names", () => {
    const line = writeSyslogLine(makeMessage({ group: 'a"]\\\n<1>' }, 'x"]\n<34>1 forged'), sender);
    expect(line).toBe(
      `<130>1 2026-09-22T02:10:00.000Z PC3 mtx-watch 42 open [mtxwatch@32473 id="0197a000-0000-7000-8000-000000000001" ` +
        `group="PC-3/a\\"\\]\\\\ <1>"] \uFEFF[경보] x"] <34>1 forged 응답 없음, 카메라 2대, 11:10부터`,
    );
  });
});
