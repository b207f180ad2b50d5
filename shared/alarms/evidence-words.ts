import type { Language } from "../choose-language.ts";
import type { AlarmEvidence } from "./alarm-evidence.ts";
import { isWithoutConnection, isWithoutPlayableVideo } from "./judge-alone.ts";

interface EvidenceWords {
  head: string;
  streams: (failing: number, all: number) => string;
  noLink: string;
  gateway: Record<"answers" | "silent", string>;
  central: Record<"answers" | "silent", string>;
  server: Record<"answers" | "silent", string>;
  isRestarted: string;
  otherServers: (answering: number, asked: number) => string;
  isRefused: string;
  noCodec: string;
  noSource: string;
  slate: string;
  hasSource: string;
  isSent: string;
  noConnection: string;
  noPackets: string;
  noFrames: string;
  elsewhere: Record<"plays" | "fails", string>;
}

const ko: EvidenceWords = {
  head: "근거",
  streams: (failing, all) => `카메라 ${all}대 중 ${failing}대 끊김`,
  noLink: "이 PC 네트워크 연결 없음",
  gateway: { answers: "게이트웨이 응답함", silent: "게이트웨이 응답 없음" },
  central: { answers: "중앙 서버 응답함", silent: "중앙 서버 응답 없음" },
  server: { answers: "서버 포트 응답함", silent: "서버 포트 응답 없음" },
  isRestarted: "서버 시작 시각 바뀜",
  otherServers: (answering, asked) => `다른 서버 ${asked}대 중 ${answering}대 응답`,
  isRefused: "서버가 인증 거부",
  noCodec: "재생할 수 있는 영상 없음(코덱)",
  noSource: "서버에 영상 없음",
  slate: "서버가 안내 화면 송출",
  hasSource: "서버에는 영상 있음",
  isSent: "서버가 이 PC로 보내는 중",
  noConnection: "미디어 연결 안 됨",
  noPackets: "수신 패킷 없음",
  noFrames: "패킷은 오나 디코딩된 프레임 없음",
  elsewhere: { plays: "다른 PC에서는 재생됨", fails: "다른 PC에서도 끊김" },
};

const en: EvidenceWords = {
  head: "Evidence",
  streams: (failing, all) => `${failing} of ${all} cameras fail`,
  noLink: "this PC has no link",
  gateway: { answers: "the gateway answers", silent: "the gateway is silent" },
  central: { answers: "central answers", silent: "central is silent" },
  server: { answers: "the server's port answers", silent: "the server's port is silent" },
  isRestarted: "the server's start time has changed",
  otherServers: (answering, asked) => `${answering} of ${asked} other servers answer`,
  isRefused: "the server refuses the credentials",
  noCodec: "no video that can be played (codec)",
  noSource: "the server has no picture of it",
  slate: "the server plays its offline picture",
  hasSource: "the server has its picture",
  isSent: "the server sends it here",
  noConnection: "no media connection comes about",
  noPackets: "no packets arrive",
  noFrames: "packets arrive, no frame is decoded",
  elsewhere: { plays: "other PCs play it", fails: "it fails on other PCs, too" },
};

const EVIDENCE_WORDS: Record<Language, EvidenceWords> = { ko, en };

/** "근거: 카메라 12대 중 12대 끊김, 서버 포트 응답 없음, 다른 서버 2대 중 2대 응답". */
export function writeEvidence(evidence: AlarmEvidence, language: Language): string {
  return `${EVIDENCE_WORDS[language].head}: ${writeFacts(evidence, language)}`;
}

/** The same where the head stands beside it. */
export function writeFacts(evidence: AlarmEvidence, language: Language): string {
  const words = EVIDENCE_WORDS[language];
  const { streams, link, gateway, central, server, isRestarted, otherServers, reason, statusCode, path, media, elsewhere } = evidence;
  const isNeverSent = isWithoutConnection(reason) && !path?.isOutboundGrowing;
  const facts = [
    streams && streams.all > 0 && words.streams(streams.failing, streams.all),
    link === "down" && words.noLink,
    server && words.server[server],
    isRestarted && words.isRestarted,
    otherServers && words.otherServers(otherServers.answering, otherServers.asked),
    gateway && words.gateway[gateway],
    central && words.central[central],
    reason === "auth" && words.isRefused,
    isWithoutPlayableVideo(reason) && words.noCodec,
    statusCode !== undefined && `HTTP ${statusCode}`,
    path && (path.isAvailable ? (path.isOnline ? words.hasSource : words.slate) : words.noSource),
    path?.isOutboundGrowing && words.isSent,
    media && !media.arePacketsGrowing && (isNeverSent ? words.noConnection : words.noPackets),
    media?.arePacketsGrowing && !media.areFramesGrowing && words.noFrames,
    elsewhere && words.elsewhere[elsewhere],
  ].filter((fact) => typeof fact === "string");
  return facts.join(", ");
}
