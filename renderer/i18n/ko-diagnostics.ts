/** Korean texts of the diagnostics' screen; a part of ko.ts. What the checks say is in shared/diagnostics/check-words.ts. */
export const koDiagnostics = {
  intro: "설정에 있는 모든 곳을 확인합니다. 20초 안에 끝나며, 아무것도 바꾸거나 보내지 않습니다.",
  running: "확인하는 중입니다.",
  failed: "진단하지 못했습니다",
  again: "다시 진단",
  copy: "텍스트로 복사",
  copied: "복사했습니다",
  onlyTrouble: "문제만 보기",
  noTrouble: "문제가 없습니다.",
  column: { state: "결과", check: "항목", place: "주소", finding: "내용", took: "시간" },
  support: {
    save: "지원용 파일 저장",
    hint: "지원용 파일에는 이 진단, 비밀 값이 없는 설정, 버전, 최근 7일의 로그가 들어갑니다. 주소, 호스트 이름, 계정은 가립니다. 보내기 전에 열어 볼 수 있습니다.",
    running: "파일을 만드는 중입니다.",
    cancel: "파일 만들기 취소",
    saved: (name: string) => `만들었습니다: ${name}`,
    failed: "파일을 만들지 못했습니다",
  },
  key: "버튼과 목록 사이를 이동",
};

export type DiagnosticsTexts = typeof koDiagnostics;
