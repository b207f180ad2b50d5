/** Korean texts of the monthly report's screen; a part of ko.ts. What stands on the paper is in shared/report. */
export const koReport = {
  title: "월간 보고서",
  documentTitle: (month: string) => `MTX Watch 월간 보고서 ${month}`,
  away: "호스트 연결이 끊겼습니다. 연결되면 다시 불러옵니다.",
  tool: {
    month: "월",
    previous: "이전 달",
    next: "다음 달",
    print: "인쇄",
    printOrSave: "인쇄 / PDF로 저장",
    savePdf: "PDF로 저장",
    csvStreams: "CSV: 영상별",
    csvDays: "CSV: 일별",
    saving: "PDF 저장 중",
    saved: (path: string) => `저장됨: ${path}`,
    cancelled: "저장을 취소했습니다",
    saveFailed: (reason: string) => `PDF를 저장하지 못했습니다: ${reason}`,
  },
  written: {
    label: "자동으로 저장된 보고서",
    at: (moment: string) => `저장됨: ${moment}`,
    failed: (moment: string, reason: string) => `${moment}부터 자동 저장 실패, 10분마다 다시 시도: ${reason}`,
    notSaved: (reason: string) => `내려받지 못했습니다: ${reason}`,
    file: { streams: "CSV: 영상별", sites: "CSV: 현장별", days: "CSV: 일별", acts: "CSV: 조치" },
  },
  key: { scroll: "보고서 넘기기" },
};
