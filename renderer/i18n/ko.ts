import { COMMAND_LABELS } from "../../shared/command-labels.ts";
import { REASON_WORDS } from "../../shared/reason-words.ts";
import type { Phase, Reason } from "../../shared/reasons.ts";
import { koAdmin } from "./ko-admin.ts";
import { koAlarms } from "./ko-alarms.ts";
import { koAudit } from "./ko-audit.ts";
import { koDashboard } from "./ko-dashboard.ts";
import { koDiagnosis } from "./ko-diagnosis.ts";
import { koDiagnostics } from "./ko-diagnostics.ts";
import { koFleet } from "./ko-fleet.ts";
import { koLogs } from "./ko-logs.ts";
import { koPatterns } from "./ko-patterns.ts";
import { koSettings } from "./ko-settings.ts";
import { koSetup } from "./ko-setup.ts";
import { koShifts } from "./ko-shifts.ts";
import { koWall } from "./ko-wall.ts";
import { koReport } from "./ko-report.ts";

/** Every Korean text of the page; the shape that en.ts must match key by key. */
export const ko = {
  appName: "MTX Watch",
  state: {
    live: "정상",
    starting: "연결 중",
    waitingFirstFrame: "첫 화면 대기 중",
    frozen: "영상 멈춤",
    down: "영상 끊김",
    stopped: "정지",
    elsewhere: "다른 창에서 재생 중",
  },
  /** What happened, as it stands on a tile. */
  reason: REASON_WORDS.ko,
  /** What to look at, for an enlarged tile and the test tile. */
  advice: {
    refused: "서버 전원과 MediaMTX 실행 여부, 포트 번호를 확인하십시오.",
    dns: "주소의 철자와 이 PC의 DNS 설정을 확인하십시오.",
    timeout: "서버 부하와 방화벽, 네트워크 경로를 확인하십시오.",
    tls: "인증서의 유효 기간과 서버 이름을 확인하십시오.",
    cors: "MediaMTX 설정 webrtcAllowOrigins를 확인하십시오.",
    network: "주소, 서버 전원, 네트워크 케이블과 방화벽을 확인하십시오.",
    http_error: "MediaMTX와 그 앞의 프록시 상태를 확인하십시오.",
    no_stream: "카메라 전원과 송출 상태를 확인하십시오.",
    wrong_url: "주소가 /경로/whep 형식인지 확인하십시오.",
    auth: "계정 또는 토큰과 MediaMTX 권한 설정을 확인하십시오.",
    server_rejected: "서버가 보낸 설명과 MediaMTX 경로 설정을 확인하십시오.",
    unsupported_codec: "카메라의 영상 코덱을 확인하십시오. 브라우저는 H.264, VP8, VP9, AV1을 재생합니다.",
    source_timeout: "카메라 전원과 네트워크, MediaMTX의 소스 주소를 확인하십시오.",
    bad_answer: "WHEP 주소가 맞는지, 중간 장비가 응답을 바꾸지 않는지 확인하십시오.",
    no_video: "카메라의 영상 코덱을 확인하십시오. 브라우저는 H.264, VP8, VP9, AV1을 재생합니다.",
    closed_by_server: "MediaMTX가 재시작되었거나 송출이 바뀌었을 수 있습니다.",
    session_gone: "서버가 재시작되었을 수 있습니다.",
    ice_failed: "UDP 포트(기본 8189)가 방화벽에서 열려 있는지 확인하십시오.",
    connect_timeout: "UDP 포트(기본 8189)와 webrtcAdditionalHosts 설정을 확인하십시오.",
    disconnected: "이 PC와 서버 사이의 네트워크를 확인하십시오.",
    no_first_frame: "카메라의 키 프레임 간격과 코덱을 확인하십시오.",
    stalled_no_packets: "카메라와 서버 사이, 서버와 이 PC 사이의 네트워크를 확인하십시오.",
    stalled_no_frames: "카메라 코덱 설정과 이 PC의 부하를 확인하십시오.",
    slideshow: "네트워크 손실률과 이 PC의 부하를 확인하십시오.",
    short_sessions: "카메라의 B 프레임을 끄고 코덱 설정을 확인하십시오.",
    script: "화면을 새로 고치고, 반복되면 로그를 전산 담당자에게 전달하십시오.",
    render_process_gone: "이 PC의 메모리와 그래픽 드라이버를 확인하십시오.",
    offline_slate: "카메라 전원과 송출 상태를 확인하십시오.",
    frozen_picture: "카메라 상태를 확인하십시오.",
  } satisfies Record<Reason, string>,
  phase: {
    post_offer: "재생 요청",
    apply_answer: "응답 적용",
    connect: "미디어 연결",
    first_frame: "첫 화면 대기",
    playing: "재생 중",
    page: "화면 프로그램",
  } satisfies Record<Phase, string>,
  tile: {
    serverDown: (server: string, since: string) => `${server} 응답 없음, ${since}부터, 복구되면 자동 연결`,
    retryIn: (attempt: number, time: string) => `재연결 ${attempt}/∞, ${time} 후`,
    retrying: (attempt: number) => `재연결 ${attempt}/∞ 진행 중`,
    step: { wait: "화면을 기다리는 중", new_stream: "화면 다시 여는 중", ice_restart: "ICE 재시작 중", new_session: "재연결 중" },
    lastFrame: (time: string, age: string) => `마지막 화면 ${time} (${age} 전)`,
    noFrameYet: "아직 받은 화면 없음",
    status: (code: number) => `HTTP ${code}`,
    retryNow: "지금 다시 연결",
    clockStopped: "화면 정지",
    maybeFrozen: (time: string) => `화면 정지 의심, ${time}`,
  },
  statistics: {
    framesPerSecond: "프레임",
    bitrate: "비트율",
    loss: "손실",
    jitter: "지터",
    roundTripTime: "왕복",
    codec: "코덱",
    size: "크기",
  },
  wall: koWall,
  status: {
    label: "상태",
    streams: "영상",
    live: (count: string) => `정상 ${count}`,
    down: (count: string) => `끊김 ${count}`,
    starting: (count: string) => `연결 중 ${count}`,
    elsewhere: (count: string) => `다른 창에서 ${count}`,
    backlog: (count: string) => `전송 대기 ${count}`,
    central: "중앙 전송",
    centralOff: "꺼짐",
    centralOk: "정상",
    centralRetrying: "전송 실패, 재시도 중",
    centralMisconfigured: "설정 확인 필요 (전산)",
    held: (count: string) => `거절되어 다시 보낼 기록 ${count}`,
    rejected: (count: string) => `거절됨 ${count}`,
    sendNow: "지금 전송",
    journal: "로그",
    journalFailing: "로그 기록 실패",
    journalCause: { disk_full: "디스크 가득 참", read_only: "쓰기 금지된 디스크", missing: "로그 폴더 없음", io_error: "디스크 오류" },
    diskLow: (megabytes: string) => `디스크 여유 부족: ${megabytes} MB 남음 (전산)`,
    since: (time: string) => `${time}부터`,
    buffered: (count: string) => `기록 대기 ${count}`,
    lost: (count: string) => `손실 ${count}`,
    refusedReports: (count: string) => `호스트가 받지 않은 기록 ${count}`,
    copyPath: "경로 복사",
    copied: "복사됨",
    hostLost: "호스트 연결 끊김: 영상은 계속 재생되며, 기록은 연결되면 저장됩니다",
    warnings: (count: string) => `설정 경고 ${count}`,
  },
  warning: {
    title: "설정 경고",
    bad_file: "설정 파일을 읽을 수 없어 따로 보관했습니다. 마지막 정상 설정을 사용합니다.",
    unknown_key: "이 버전에서 알 수 없는 항목입니다. 값은 그대로 보존됩니다.",
    bad_policy: "정책 파일을 읽을 수 없어 적용하지 않았습니다.",
    save_failed: "설정을 저장하지 못했습니다.",
  },
  test: {
    title: "테스트 타일",
    intro: "WHEP 주소를 입력하면 재생해 봅니다. 여기서 생긴 오류는 기록하거나 전송하지 않습니다.",
    address: "WHEP 주소",
    auth: "로그인",
    authKind: { none: "없음", basic: "사용자 이름과 비밀번호", bearer: "토큰" },
    user: "사용자 이름",
    password: "비밀번호",
    token: "토큰",
    play: "재생",
    stop: "정지",
    problem: {
      empty: "주소를 입력하십시오.",
      not_a_url: "올바른 주소가 아닙니다. 예: http://192.168.0.10:8889/cam1/whep",
      not_http: "http:// 또는 https:// 주소만 재생할 수 있습니다.",
    },
    whepHint: "WHEP 주소는 보통 /whep으로 끝납니다.",
    details: "기술 정보",
    field: { reason: "원인", phase: "단계", status: "상태 코드", message: "메시지", server: "서버 설명", session: "세션", attempt: "시도" },
    failures: (count: string) => `오류 ${count}건 (최근 100건까지)`,
    copyFailures: "오류 복사",
    idle: "주소를 입력하고 재생을 누르십시오",
  },
  keys: {
    title: "단축키",
    enlarge: "영상 확대 (두 번 클릭)",
    back: "전체 보기로, 창 닫기",
    move: "영상 사이 이동",
    retry: "선택한 영상 지금 다시 연결",
    close: "닫기",
    everywhere: "어디서나",
    plain: "글자 하나로 된 단축키 사용",
  },
  admin: koAdmin,
  alarms: koAlarms,
  audit: koAudit,
  logs: koLogs,
  dashboard: koDashboard,
  patterns: koPatterns,
  report: koReport,
  diagnostics: koDiagnostics,
  fleet: koFleet,
  diagnosis: koDiagnosis,
  setup: koSetup,
  settings: koSettings,
  shifts: koShifts,
  menu: { label: "메뉴", ...COMMAND_LABELS.ko.menu },
  command: COMMAND_LABELS.ko.command,
  start: {
    loading: "불러오는 중",
    awayTitle: "호스트에 연결할 수 없습니다",
    awayText: "이 PC의 MTX Watch 서비스가 실행 중인지 확인하십시오. 연결되면 자동으로 표시됩니다.",
    forbiddenText: "접속 권한이 없습니다. 실행할 때 출력된 주소로 다시 여십시오.",
  },
  crash: { title: "화면 오류", text: "화면 프로그램이 오류로 멈췄습니다. 새로 고치면 다시 표시됩니다.", reload: "새로 고침" },
  screenCrash: {
    title: "이 화면을 표시하지 못했습니다",
    text: "비디오 월은 계속 재생됩니다. 다시 시도해도 같으면 이 내용을 전산 담당자에게 알려 주십시오.",
    retry: "다시 시도",
  },
  failed: {
    language: "언어 설정을 저장하지 못했습니다",
    shell: "열지 못했습니다",
    alarmBar: "경보 표시줄과 경보음이 오류로 멈췄습니다",
    file: "파일을 읽지 못했습니다",
    fileTooLarge: "파일이 너무 큽니다(최대 16 MB)",
  },
};

/** The same keys with any text in them; functions keep their parameters. */
export type Widen<T> = T extends (...values: infer V) => string
  ? (...values: V) => string
  : T extends string
    ? string
    : { [K in keyof T]: Widen<T[K]> };
export type Texts = Widen<typeof ko>;
