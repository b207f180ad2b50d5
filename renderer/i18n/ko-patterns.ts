import { koPaperWords } from "../../shared/report/ko-paper-words.ts";

/** Korean texts of patterns over history, and of what mended failures; a part of ko.ts. */
export const koPatterns = {
  title: "패턴 (최근 90일)",
  failed: "패턴을 불러오지 못했습니다",
  notChanged: "무시 여부를 저장하지 못했습니다",
  summary: (found: string, ignored: string) => `패턴 ${found}개, 무시 ${ignored}개`,
  none: "패턴이 없습니다",
  few: (count: string, least: string) => `자료 부족: 한 영상의 장애 ${least}건 중 ${count}건`,
  asked: (rhythm: string, rate: string, together: string) =>
    `조사한 영상: 주기 ${rhythm}개(장애 8건 이상), 빈도 변화 ${rate}개(14일·20건 이상), 함께 끊김 ${together}쌍(5건 이상)`,
  leftOut: (count: string) => `함께 끊김은 장애가 적은 영상 ${count}개를 뺐습니다`,
  confidence: (share: string) => `신뢰도 ${share} 이상`,
  others: (names: string, count: string) => `${names} 외 ${count}개`,
  rhythm: (who: string, when: string, count: string, of: string, time: string, confidence: string) =>
    `${who}: ${time} 장애 ${of}건 중 ${count}건이 ${when}에 일어났습니다 (${confidence})`,
  every: {
    hour: (minute: string, within: string) => `매시 ${minute}분 ± ${within}`,
    day: (clock: string, within: string) => `매일 ${clock} ± ${within}`,
    week: (day: string, clock: string, within: string) => `매주 ${day} ${clock} ± ${within}`,
  },
  more: (who: string, since: string, before: string, after: string, count: string, time: string, confidence: string) =>
    `${who}: ${since}부터 장애가 하루 ${before}건에서 ${after}건으로 늘었습니다 (이후 ${count}건, ${time}, ${confidence})`,
  less: (who: string, since: string, before: string, after: string, count: string, time: string, confidence: string) =>
    `${who}: ${since}부터 장애가 하루 ${before}건에서 ${after}건으로 줄었습니다 (이전 ${count}건, ${time}, ${confidence})`,
  together: (who: string, count: string, expected: string, time: string, confidence: string) =>
    `${who}: ${time} ${count}번 15초 안에 함께 끊겨(우연이라면 ${expected}번 이하) 같은 스위치나 현장일 수 있습니다 (${confidence})`,
  between: (from: string, to: string) => `${from}부터 ${to}까지`,
  show: (count: string) => `장애 ${count}건 보기`,
  shown: (count: string) => `최근 ${count}건`,
  ignore: "무시",
  ignored: (count: string) => `무시한 패턴 ${count}개`,
  takeBack: "무시 해제",
  incidents: "패턴의 장애",
  openLog: "로그 보기",
  seconds: (count: string) => `${count}초`,
  steps: {
    title: "자동 복구 단계",
    none: "이 기간에 기록된 복구 단계가 없습니다",
    noneRecovered: "이 기간에 복구한 단계가 없습니다",
    summary: (step: string, recovered: string, tried: string) => `가장 많이 복구한 단계: ${step}, ${tried}번 중 ${recovered}번`,
    step: "단계",
    tried: "시도",
    recovered: "복구",
    share: "성공률",
    took: "걸린 시간 중앙값",
    name: koPaperWords.step,
  },
  similar: {
    title: "비슷한 이전 장애",
    asking: "이전 장애를 찾는 중입니다.",
    none: "최근 90일에 같은 원인의 장애가 없습니다.",
    stream: (count: string, down: string) => `이 영상에서 최근 90일에 같은 원인으로 ${count}번 끊겼습니다 (끊긴 시간 중앙값 ${down}).`,
    server: (count: string, down: string) =>
      `이 서버의 다른 영상에서 최근 90일에 같은 원인으로 ${count}번 끊겼습니다 (끊긴 시간 중앙값 ${down}).`,
    mended: (step: string, recovered: string, tried: string, took: string) => `${step}: ${tried}번 중 ${recovered}번 복구, 중앙값 ${took}.`,
    notMended: "어느 단계가 복구했는지 기록이 없습니다.",
  },
};
