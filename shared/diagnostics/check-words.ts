/** Words of the diagnostics, on screen, in the file for support and in a terminal. Each sentence says what to do where something is to be done. */
import { writeDuration } from "../alarms/write-alarm-sentence.ts";
import type { JournalStatus } from "../api-names.ts";
import type { ChannelStep } from "../alerts/channel-test.ts";
import type { Language } from "../choose-language.ts";
import type { CheckName, CheckState, FindingCode, FindingValues, TargetKind } from "./check.ts";

export interface CheckWords {
  title: string;
  targets: Record<TargetKind, string>;
  names: Record<CheckName, string>;
  states: Record<CheckState, string>;
  at: (moment: string) => string;
  /** How many lines are of which state. */
  counts: (counts: { trouble: number; fine: number; other: number }) => string;
  took: (milliseconds: number) => string;
  findings: { [C in FindingCode]: (values: FindingValues[C]) => string };
}

const MEGABYTE = 1_048_576;
const size = (bytes: number): string =>
  bytes < 10_240 * MEGABYTE ? `${Math.floor(bytes / MEGABYTE)}MB` : `${Math.floor(bytes / 1_024 / MEGABYTE)}GB`;
const span = (milliseconds: number, language: Language): string => writeDuration(Math.abs(milliseconds), language);

const koSteps: Record<ChannelStep, string> = {
  settings: "설정이 빠져 있습니다",
  secret: "비밀번호가 없습니다",
  dns: "메일 서버 이름을 찾을 수 없습니다",
  connect: "메일 서버에 연결되지 않습니다. 주소와 포트, 방화벽을 확인하십시오",
  timeout: "메일 서버가 제때 답하지 않습니다. 주소와 포트, 방화벽을 확인하십시오",
  tls: "보안 연결(TLS)이 되지 않습니다. 인증서와 보안 방식 설정을 확인하십시오",
  login: "로그인이 거절되었습니다. 계정과 비밀번호를 확인하십시오",
  sender: "보내는 주소가 거절되었습니다",
  recipients: "받는 주소가 거절되었습니다",
  message: "메일 서버가 거절했습니다",
  closed: "메일 서버가 연결을 끊었습니다. 포트와 보안 방식 설정을 확인하십시오",
};

const koCauses: Record<NonNullable<JournalStatus["cause"]>, string> = {
  disk_full: "디스크가 가득 찼습니다. 공간을 비우십시오",
  read_only: "디스크가 읽기 전용입니다. 디스크와 권한을 확인하십시오",
  missing: "로그 폴더가 없습니다. 폴더를 되돌려 놓으십시오",
  io_error: "디스크 오류입니다. 디스크를 검사하십시오",
};

const ko: CheckWords = {
  title: "시스템 진단",
  targets: { pc: "이 PC", server: "서버", central: "중앙 서버", email: "이메일", slack: "Slack", webhook: "웹훅", syslog: "syslog" },
  names: {
    link: "네트워크",
    disk: "디스크 공간",
    folder: "데이터 폴더",
    journal: "로그 쓰기",
    ownClock: "이 PC의 시계",
    dns: "이름 찾기 (DNS)",
    tcp: "연결 (TCP)",
    tls: "인증서 (TLS)",
    answer: "응답",
    whep: "영상 요청 (WHEP OPTIONS)",
    api: "제어 API",
    mediaPath: "영상 경로 (UDP)",
    clock: "시계 차이",
    login: "로그인 (SMTP)",
  },
  states: { running: "확인 중", fine: "정상", trouble: "문제", unknown: "알 수 없음", off: "사용 안 함" },
  at: (moment) => `${moment} 진단`,
  counts: ({ trouble, fine, other }) => `문제 ${trouble}건, 정상 ${fine}건, 그 밖 ${other}건`,
  took: (milliseconds) => `${milliseconds}ms`,
  findings: {
    link_up: ({ interfaces }) => `네트워크 연결 ${interfaces}개가 켜져 있습니다.`,
    link_down: () => "켜져 있는 네트워크 연결이 없습니다. 랜선과 네트워크 설정을 확인하십시오.",
    disk_fine: ({ free }) => `남은 공간 ${size(free)}.`,
    disk_low: ({ free }) => `남은 공간이 ${size(free)}뿐입니다. 공간을 비우거나 설정에서 보관 기간을 줄이십시오.`,
    disk_unknown: ({ said }) => `남은 공간을 알 수 없습니다: ${said}`,
    folder_fine: ({ folder }) => `쓸 수 있습니다: ${folder}`,
    folder_refused: ({ folder, errno }) => `쓸 수 없습니다 (${errno}): ${folder}. 폴더의 권한과 디스크를 확인하십시오.`,
    journal_fine: () => "오류 로그가 기록되고 있습니다.",
    journal_failing: ({ cause }) => `오류 로그를 쓰지 못합니다. ${koCauses[cause]}.`,
    own_clock_fine: ({ sources }) => `서버 ${sources}곳의 시계와 맞습니다.`,
    own_clock_off: ({ offset, sources }) =>
      `서버 ${sources}곳의 시계보다 ${span(offset, "ko")} ${offset < 0 ? "느립니다" : "빠릅니다"}. 이 PC의 시간 동기화(NTP)를 확인하십시오.`,
    own_clock_unknown: () => "시각을 알려 준 서버가 없습니다.",
    clock_fine: ({ offset }) => `이 PC와 ${(Math.abs(offset) / 1_000).toFixed(1)}초 차이.`,
    clock_off: ({ offset }) =>
      `이 PC의 시계보다 ${span(offset, "ko")} ${offset < 0 ? "느립니다" : "빠릅니다"}. 양쪽을 같은 시간 서버(NTP)에 맞추십시오.`,
    clock_unknown: () => "서버가 시각을 알려 주지 않습니다.",
    name_found: ({ address }) => `주소: ${address}`,
    name_literal: () => "숫자 주소이므로 이름을 찾을 필요가 없습니다.",
    name_unknown: ({ host }) => `${host} 이름을 아는 DNS 서버가 없습니다. 주소의 철자와 이 PC의 DNS 설정을 확인하십시오.`,
    name_silent: ({ host }) => `DNS 서버가 답하지 않아 ${host} 이름을 찾지 못했습니다. 네트워크와 DNS 설정을 확인하십시오.`,
    open: ({ address }) => `${address}에 연결됩니다.`,
    refused: ({ port }) => `장비는 켜져 있으나 ${port}번 포트에서 받는 프로그램이 없습니다. 서비스와 포트 번호를 확인하십시오.`,
    unreachable: () => "가는 길이 없습니다. 이 PC의 랜선, 게이트웨이, 라우팅을 확인하십시오.",
    silent: ({ port }) => `답이 없습니다. 장비의 전원과 ${port}번 포트의 방화벽을 확인하십시오.`,
    closed: ({ errno }) => `연결이 끊어졌습니다 (${errno}). 중간의 방화벽이나 프록시를 확인하십시오.`,
    proxied: () => "직접 연결되지는 않지만 프록시를 거쳐 응답합니다.",
    certificate_fine: ({ issuer, days }) => `유효하며 ${days}일 남았습니다. 발급: ${issuer}`,
    certificate_expired: ({ issuer, days }) => `${days}일 전에 만료되었습니다. 새 인증서로 바꾸십시오. 발급: ${issuer}`,
    certificate_ending: ({ issuer, days }) => `${days}일 뒤에 만료됩니다. 새 인증서로 바꾸십시오. 발급: ${issuer}`,
    certificate_untrusted: ({ subject, issuer, problem }) =>
      `이 PC가 신뢰하지 않는 인증서입니다: ${subject}, 발급 ${issuer} (${problem}). 인증서를 바꾸거나 발급 기관을 이 PC에 등록하십시오.`,
    tls_failed: ({ errno }) => `보안 연결이 되지 않습니다 (${errno}). 이 포트가 https인지, TLS 1.2 이상인지 확인하십시오.`,
    whep_fine: ({ path }) => `${path} 경로를 요청할 수 있습니다.`,
    whep_login: ({ status }) => `계정이나 토큰이 거절되었습니다 (HTTP ${status}). 설정의 로그인과 MediaMTX의 권한을 확인하십시오.`,
    whep_path: ({ path, said }) => `서버에 ${path} 경로가 없습니다. 경로와 MediaMTX 설정을 확인하십시오. ${said}`.trim(),
    whep_gateway: ({ status }) => `프록시는 답하지만 그 뒤의 MediaMTX가 답하지 않습니다 (HTTP ${status}). MediaMTX를 확인하십시오.`,
    whep_other: ({ status, said }) => `뜻밖의 응답 HTTP ${status}. 이 주소가 MediaMTX의 WHEP인지 확인하십시오. ${said}`.trim(),
    whep_failed: ({ errno }) => `응답이 없습니다 (${errno}). MediaMTX의 WebRTC 서비스를 확인하십시오.`,
    whep_no_stream: () => "이 서버의 영상이 설정에 없어 확인하지 않았습니다.",
    api_fine: ({ version }) => `MediaMTX ${version} 응답.`,
    api_login: () => "로그인이 거절되었습니다 (HTTP 401). 설정의 제어 API 로그인을 확인하십시오.",
    api_forbidden: () => "이 계정에는 api 권한이 없습니다 (HTTP 403). MediaMTX의 authInternalUsers를 확인하십시오.",
    api_absent: () => "응답하지만 MediaMTX의 제어 API가 아닙니다. 주소를 확인하십시오.",
    api_silent: () => "제어 API가 답하지 않습니다. MediaMTX의 api와 apiAddress 설정을 확인하십시오.",
    api_off: () => "제어 API 주소가 설정되지 않았습니다. 설정하면 원인을 더 자세히 알 수 있습니다.",
    media_udp: ({ streams, address }) => `재생 중인 영상 ${streams}개가 UDP로 옵니다 (${address}).`,
    media_tcp: ({ streams, address }) =>
      `영상 ${streams}개가 TCP로만 옵니다 (${address}). 끊김이 생기기 쉽습니다. 방화벽에서 UDP 포트(기본 8189)를 여십시오.`,
    media_blocked: ({ streams }) =>
      `서버는 답하지만 영상 ${streams}개의 데이터가 오지 않습니다. 방화벽의 UDP 포트(기본 8189)와 MediaMTX의 webrtcAdditionalHosts를 확인하십시오.`,
    media_unknown: () => "지금 이 서버에서 재생 중인 영상이 없어 알 수 없습니다. 비디오 월에서 영상을 재생한 뒤 다시 진단하십시오.",
    central_fine: ({ waiting }) => (waiting > 0 ? `응답합니다. 전송 대기 ${waiting}건.` : "응답합니다. 전송 대기가 없습니다."),
    central_login: ({ status }) => `토큰이 거절되었습니다 (HTTP ${status}). 설정의 중앙 서버 토큰을 확인하십시오.`,
    central_other: ({ status, said }) => `받을 수 없는 응답입니다 (HTTP ${status}). 중앙 서버의 주소를 확인하십시오. ${said}`,
    central_silent: ({ said }) => `중앙 서버가 답하지 않습니다. 주소, 전원, 방화벽을 확인하십시오. ${said}`,
    answers: ({ status }) => `응답합니다 (HTTP ${status}). 시험 메시지는 설정 화면에서 보낼 수 있습니다.`,
    proxy_login: () => "프록시가 로그인을 요구합니다 (HTTP 407). 프록시 담당자에게 이 PC를 허용해 달라고 하십시오.",
    answers_not: ({ said }) => `응답이 없습니다. 인터넷 연결이나 프록시를 확인하십시오. ${said}`,
    login_fine: ({ user }) => (user === "" ? "메일 서버가 받아 줍니다 (로그인 없음)." : `${user} 계정으로 로그인됩니다.`),
    login_failed: ({ step, said }) => `${koSteps[step]}. ${said}`.trim(),
    syslog_udp: () => "UDP는 받았는지 답이 없어 알 수 없습니다. 받는 쪽에서 시험 메시지를 확인하십시오.",
    setting_missing: ({ key }) => `켜져 있으나 설정이 빠져 있습니다: ${key}`,
    secret_missing: ({ secretRef }) => `비밀값이 없습니다: ${secretRef}. 설정 화면이나 비밀 파일에 넣으십시오.`,
    off: () => "사용하지 않습니다.",
    late: () => "시간 안에 끝나지 않았습니다. 다시 진단하십시오.",
    broken: ({ said }) => `확인하지 못했습니다: ${said}`,
  },
};

const enSteps: Record<ChannelStep, string> = {
  settings: "A setting is missing",
  secret: "The password is missing",
  dns: "The mail server's name is not found",
  connect: "The mail server cannot be reached. Check address, port and firewall",
  timeout: "The mail server does not answer in time. Check address, port and firewall",
  tls: "There is no secure connection (TLS). Check the certificate and the security setting",
  login: "The login is refused. Check user and password",
  sender: "The sender's address is refused",
  recipients: "A recipient's address is refused",
  message: "The mail server refuses",
  closed: "The mail server ended the connection. Check the port and the security setting",
};

const enCauses: Record<NonNullable<JournalStatus["cause"]>, string> = {
  disk_full: "The disk is full: free some space",
  read_only: "The disk is read-only: check disk and permissions",
  missing: "The log folder is missing: put it back",
  io_error: "It is a disk error: examine the disk",
};

const en: CheckWords = {
  title: "Diagnostics",
  targets: {
    pc: "This PC",
    server: "Server",
    central: "Central server",
    email: "E-mail",
    slack: "Slack",
    webhook: "Webhook",
    syslog: "syslog",
  },
  names: {
    link: "Network",
    disk: "Disk space",
    folder: "Data folder",
    journal: "Writing the log",
    ownClock: "This PC's clock",
    dns: "Name (DNS)",
    tcp: "Connection (TCP)",
    tls: "Certificate (TLS)",
    answer: "Answer",
    whep: "Asking for video (WHEP OPTIONS)",
    api: "Control API",
    mediaPath: "Media path (UDP)",
    clock: "Clock difference",
    login: "Login (SMTP)",
  },
  states: { running: "checking", fine: "fine", trouble: "trouble", unknown: "unknown", off: "not used" },
  at: (moment) => `Checked ${moment}`,
  counts: ({ trouble, fine, other }) => `Trouble: ${trouble}, fine: ${fine}, other: ${other}`,
  took: (milliseconds) => `${milliseconds} ms`,
  findings: {
    link_up: ({ interfaces }) => `Network connections that are up: ${interfaces}.`,
    link_down: () => "No network connection is up. Check cable and network settings.",
    disk_fine: ({ free }) => `${size(free)} are free.`,
    disk_low: ({ free }) => `Only ${size(free)} are free. Free some space, or keep logs for fewer days (settings).`,
    disk_unknown: ({ said }) => `The free space cannot be read: ${said}`,
    folder_fine: ({ folder }) => `It can be written to: ${folder}`,
    folder_refused: ({ folder, errno }) => `It cannot be written to (${errno}): ${folder}. Check the folder's permissions and the disk.`,
    journal_fine: () => "The error log is being written.",
    journal_failing: ({ cause }) => `The error log cannot be written. ${enCauses[cause]}.`,
    own_clock_fine: ({ sources }) => `It agrees with the clocks of servers: ${sources}.`,
    own_clock_off: ({ offset, sources }) =>
      `It is ${span(offset, "en")} ${offset < 0 ? "behind" : "ahead of"} the clocks of servers (${sources}). Check this PC's time synchronisation (NTP).`,
    own_clock_unknown: () => "No server has told the time.",
    clock_fine: ({ offset }) => `It differs from this PC's by ${(Math.abs(offset) / 1_000).toFixed(1)} s.`,
    clock_off: ({ offset }) =>
      `It is ${span(offset, "en")} ${offset < 0 ? "behind" : "ahead of"} this PC's. Set both by the same time server (NTP).`,
    clock_unknown: () => "The server does not tell the time.",
    name_found: ({ address }) => `Address: ${address}`,
    name_literal: () => "The address is a number: no name has to be found.",
    name_unknown: ({ host }) => `No DNS server knows the name ${host}. Check its spelling and this PC's DNS settings.`,
    name_silent: ({ host }) => `No DNS server answers, so ${host} is not found. Check the network and this PC's DNS settings.`,
    open: ({ address }) => `${address} takes connections.`,
    refused: ({ port }) => `The machine is there, but nothing listens on port ${port}. Check the service and the port number.`,
    unreachable: () => "There is no way to it. Check this PC's cable, gateway and routes.",
    silent: ({ port }) => `There is no answer. Check that the machine is on, and firewalls for port ${port}.`,
    closed: ({ errno }) => `The connection was ended (${errno}). Check firewalls and proxies in between.`,
    proxied: () => "There is no direct connection, but it answers through the proxy.",
    certificate_fine: ({ issuer, days }) => `Valid for ${days} more days. Issued by ${issuer}.`,
    certificate_expired: ({ issuer, days }) => `It ended ${days} days ago: renew it. Issued by ${issuer}.`,
    certificate_ending: ({ issuer, days }) => `It ends in ${days} days: renew it. Issued by ${issuer}.`,
    certificate_untrusted: ({ subject, issuer, problem }) =>
      `This PC does not trust the certificate of ${subject}, issued by ${issuer} (${problem}). Replace it, or add its authority to this PC.`,
    tls_failed: ({ errno }) => `There is no secure connection (${errno}). Check that this port speaks https, with TLS 1.2 or later.`,
    whep_fine: ({ path }) => `The path ${path} may be asked for.`,
    whep_login: ({ status }) =>
      `Account or token are refused (HTTP ${status}). Check the sign-in in the settings and MediaMTX's permissions.`,
    whep_path: ({ path, said }) => `The server has no path ${path}. Check the path and MediaMTX's settings. ${said}`.trim(),
    whep_gateway: ({ status }) => `A proxy answers, the MediaMTX behind it does not (HTTP ${status}). Check MediaMTX.`,
    whep_other: ({ status, said }) => `Unexpected answer HTTP ${status}. Check that this is MediaMTX's WHEP address. ${said}`.trim(),
    whep_failed: ({ errno }) => `There is no answer (${errno}). Check MediaMTX's WebRTC service.`,
    whep_no_stream: () => "No stream of this server is in the settings, so it was not asked.",
    api_fine: ({ version }) => `MediaMTX ${version} answers.`,
    api_login: () => "The sign-in is refused (HTTP 401). Check the Control API's sign-in in the settings.",
    api_forbidden: () => "This account lacks the permission api (HTTP 403). Check MediaMTX's authInternalUsers.",
    api_absent: () => "Something answers that is not MediaMTX's Control API. Check the address.",
    api_silent: () => "The Control API does not answer. Check MediaMTX's settings api and apiAddress.",
    api_off: () => "The Control API has no address in the settings. With one, causes can be told more exactly.",
    media_udp: ({ streams, address }) => `Streams that play over UDP: ${streams} (${address}).`,
    media_tcp: ({ streams, address }) =>
      `Streams that play over TCP only: ${streams} (${address}). That stutters easily: open the UDP port (8189 by default) in the firewall.`,
    media_blocked: ({ streams }) =>
      `The server answers, but no data arrives (streams: ${streams}). Check the UDP port (8189 by default) in firewalls, and MediaMTX's webrtcAdditionalHosts.`,
    media_unknown: () => "No stream of this server plays now, so it cannot be told. Let one play on the video wall and run again.",
    central_fine: ({ waiting }) => (waiting > 0 ? `It answers. Backlog: ${waiting}.` : "It answers. There is no backlog."),
    central_login: ({ status }) => `The token is refused (HTTP ${status}). Check central's token in the settings.`,
    central_other: ({ status, said }) => `The answer cannot be used (HTTP ${status}). Check central's address. ${said}`,
    central_silent: ({ said }) => `Central does not answer. Check its address, its power and firewalls. ${said}`,
    answers: ({ status }) => `It answers (HTTP ${status}). The settings screen sends a test message.`,
    proxy_login: () => "The proxy wants a login (HTTP 407). Ask whoever runs it to let this PC through.",
    answers_not: ({ said }) => `There is no answer. Check the way to the internet and the proxy. ${said}`,
    login_fine: ({ user }) => (user === "" ? "The mail server takes mail (no login)." : `The login as ${user} works.`),
    login_failed: ({ step, said }) => `${enSteps[step]}. ${said}`.trim(),
    syslog_udp: () => "Nobody answers over UDP, so it cannot be told. Look for the test message at the receiver.",
    setting_missing: ({ key }) => `It is on, but a setting is missing: ${key}`,
    secret_missing: ({ secretRef }) => `The secret is missing: ${secretRef}. Enter it in the settings or in the secrets file.`,
    off: () => "Not used.",
    late: () => "It did not end in time. Run again.",
    broken: ({ said }) => `It could not be checked: ${said}`,
  },
};

export const CHECK_WORDS: Record<Language, CheckWords> = { ko, en };
