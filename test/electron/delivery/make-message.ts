import type { AlertMessage } from "../../../shared/alerts/alert-message.ts";
import { makeNote, T0 } from "../../shared/alerts/make-notable.ts";

export function makeMessage(change: Partial<AlertMessage> = {}): AlertMessage {
  return {
    id: "0197a000-0000-7000-8000-000000000001",
    at: T0,
    thread: "3번 관제석/server:a:8889",
    text: { kind: "open", priority: "high", title: "[경보] 서버 A 응답 없음, 카메라 12대, 02:10부터", lines: ["- 강남 3번, 02:10부터"] },
    alarms: [makeNote()],
    ...change,
  };
}
