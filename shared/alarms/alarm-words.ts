/** Words of an alarm's one sentence, on screen and in messages. Korean avoids particles after names: they depend on the name's last sound. */
import type { Language } from "../choose-language.ts";
import type { AlarmKind } from "./alarm-kinds.ts";

export interface AlarmWords {
  /** What is wrong. */
  kinds: Record<AlarmKind, (name: string) => string>;
  /** It may be the server or this PC's network. */
  serverOrNetwork: (name: string) => string;
  /** Other PCs of the room play what is missing; it is also read at another place than this PC. */
  onlyHere: (name: string) => string;
  /** A cause that is over while some of its streams are not. */
  isBack: (name: string) => string;
  cameras: (count: number) => string;
  seenBy: (pcs: number, of: number) => string;
  playing: (good: number, total: number) => string;
  since: (time: string) => string;
  stillDown: (time: string) => string;
  backAfter: (duration: string) => string;
  more: (count: number) => string;
  duration: (parts: { days: number; hours: number; minutes: number; seconds: number }) => string;
}

const ko: AlarmWords = {
  kinds: {
    stream_down: (name) => `${name} 영상 끊김`,
    unstable: (name) => `${name} 불안정, 끊김과 연결 반복`,
    frozen: (name) => `${name} 화면 정지 의심`,
    server_down: (name) => `${name} 응답 없음`,
    server_restarted: (name) => `${name} 재시작`,
    upstream_down: (name) => `${name} 영상 대부분 끊김`,
    site_down: (name) => `${name} 현장 영상 끊김`,
    network_down: (name) => `${name} PC 네트워크 끊김`,
    credentials: (name) => `${name} 인증 실패`,
    udp_path: (name) => `${name} 영상 수신 경로(UDP) 막힘`,
    decoder: (name) => `${name} PC 영상 재생 이상`,
    forwarding_stuck: (name) => `${name} 중앙 서버 전송 지연`,
    central_misconfigured: (name) => `${name} 중앙 서버 설정 오류`,
    otlp_stuck: (name) => `${name} OpenTelemetry 전송 지연`,
    otlp_misconfigured: (name) => `${name} OpenTelemetry 내보내기 설정 오류`,
    disk_low: (name) => `${name} 디스크 공간 부족`,
    disk_failing: (name) => `${name} 디스크 쓰기 실패`,
    settings_bad: (name) => `${name} 설정 파일 오류`,
    channel_failing: (name) => `알림 채널 ${name} 전송 실패`,
    recovery_stopped: (name) => `${name} 자동 복구 중단, 직접 조치 필요`,
    update_failed: (name) => `${name} 업데이트 실패`,
    report_failed: (name) => `${name} 월간 보고서 저장 실패`,
    monitoring_failing: (name) => `${name} 감시 기능 이상`,
    monitoring_lost: (name) => `${name} PC 감시 중단`,
  },
  serverOrNetwork: (name) => `${name} 또는 이 PC의 네트워크 이상`,
  onlyHere: (name) => `${name} 영상 끊김, 다른 PC는 정상`,
  isBack: (name) => `${name} 복구`,
  cameras: (count) => `카메라 ${count}대`,
  seenBy: (pcs, of) => `PC ${of}대 중 ${pcs}대에서 감지`,
  playing: (good, total) => `${total}대 중 ${good}대 정상`,
  since: (time) => `${time}부터`,
  stillDown: (time) => `${time}부터 계속 끊김`,
  backAfter: (duration) => `${duration} 후 복구`,
  more: (count) => `외 ${count}건`,
  duration: ({ days, hours, minutes, seconds }) => {
    if (days > 0) return `${days}일${hours > 0 ? ` ${hours}시간` : ""}`;
    if (hours > 0) return `${hours}시간${minutes > 0 ? ` ${minutes}분` : ""}`;
    return minutes > 0 ? `${minutes}분` : `${seconds}초`;
  },
};

const en: AlarmWords = {
  kinds: {
    stream_down: (name) => `${name} has no picture`,
    unstable: (name) => `${name} is unstable, it comes and goes`,
    frozen: (name) => `${name} may be frozen`,
    server_down: (name) => `${name} does not answer`,
    server_restarted: (name) => `${name} restarted`,
    upstream_down: (name) => `${name} has lost most of its streams`,
    site_down: (name) => `site ${name} has no picture`,
    network_down: (name) => `PC ${name} has no network`,
    credentials: (name) => `${name} refuses the credentials`,
    udp_path: (name) => `${name}: the media path (UDP) is blocked`,
    decoder: (name) => `PC ${name} cannot play video`,
    forwarding_stuck: (name) => `PC ${name} cannot reach central`,
    central_misconfigured: (name) => `PC ${name}: central's settings are wrong`,
    otlp_stuck: (name) => `PC ${name} cannot reach the OpenTelemetry receiver`,
    otlp_misconfigured: (name) => `PC ${name}: the settings of the OpenTelemetry export are wrong`,
    disk_low: (name) => `PC ${name} is low on disk space`,
    disk_failing: (name) => `PC ${name} cannot write to its disk`,
    settings_bad: (name) => `PC ${name} has a bad settings file`,
    channel_failing: (name) => `alert channel ${name} fails`,
    recovery_stopped: (name) => `automatic recovery of ${name} has stopped, somebody has to repair it`,
    update_failed: (name) => `PC ${name} could not update`,
    report_failed: (name) => `PC ${name} could not write the monthly report`,
    monitoring_failing: (name) => `PC ${name} does not see all it should`,
    monitoring_lost: (name) => `PC ${name} is no longer watching`,
  },
  serverOrNetwork: (name) => `${name} or this PC's network fails`,
  onlyHere: (name) => `${name} has no picture, other PCs have it`,
  isBack: (name) => `${name} is back`,
  cameras: (count) => (count === 1 ? "1 camera" : `${count} cameras`),
  seenBy: (pcs, of) => `seen by ${pcs} of ${of} PCs`,
  playing: (good, total) => `${good} of ${total} play`,
  since: (time) => `since ${time}`,
  stillDown: (time) => `still down since ${time}`,
  backAfter: (duration) => `back after ${duration}`,
  more: (count) => `and ${count} more`,
  duration: ({ days, hours, minutes, seconds }) => {
    if (days > 0) return `${days} d${hours > 0 ? ` ${hours} h` : ""}`;
    if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ""}`;
    return minutes > 0 ? `${minutes} min` : `${seconds} s`;
  },
};

export const ALARM_WORDS: Record<Language, AlarmWords> = { ko, en };
