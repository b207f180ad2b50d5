/** Korean texts of the wall, its pages and its layouts; a part of ko.ts. */
export const koWall = {
  label: "비디오 월",
  unknownServer: (count: number) => `서버가 지정되지 않은 영상 ${count}개는 표시하지 않음`,
  unknownStreams: (count: number) => `레이아웃에 있는 영상 ${count}개가 설정에 없음`,
  pages: "월 페이지",
  page: (number: number) => `페이지 ${number}`,
  pageCount: (count: string) => `페이지 ${count}개`,
  pageDown: (page: string, count: string) => `${page}, 끊김 ${count}`,
  outside: (count: string) => `이 레이아웃에 없는 영상 중 끊김 ${count}`,
  layout: "레이아웃",
  allStreams: "모든 영상",
  missingLayout: "레이아웃이 없어 첫 레이아웃을 표시함",
  emptyPage: "이 페이지에는 영상이 없습니다.",
  cycle: (seconds: string) => `${seconds}마다 다음 페이지`,
  cyclePaused: "자동 전환 잠시 멈춤",
  edit: "레이아웃 편집",
  lockedLayouts: "레이아웃은 관리 정책으로 정해져 있어 여기서 바꿀 수 없습니다.",
  key: {
    pages: "이전·다음 페이지",
    digits: "그 번호의 페이지",
  },
};
