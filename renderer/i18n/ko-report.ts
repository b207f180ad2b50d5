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
  key: { scroll: "보고서 넘기기" },
};
