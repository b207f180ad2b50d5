/** Korean texts of the administrator's lock; a part of ko.ts. */
export const koAdmin = {
  title: "관리자 잠금 해제",
  intro: "이 작업은 관리자 PIN이 있어야 합니다. 해제하면 15분 동안 설정, 내보내기를 쓸 수 있고 키오스크에서 나갈 수 있습니다.",
  kioskTitle: "키오스크 나가기",
  kioskIntro: "15분 동안 메뉴와 다른 화면을 쓸 수 있습니다. 그 뒤에는 키오스크로 돌아갑니다.",
  pin: "관리자 PIN",
  unlock: "잠금 해제",
  leave: "나가기",
  wrong: "PIN이 맞지 않습니다.",
  wait: (time: string) => `PIN을 여러 번 틀렸습니다. ${time} 이후에 다시 입력하십시오.`,
  open: (time: string) => `관리자 잠금이 ${time}까지 해제되어 있습니다.`,
  lockNow: "지금 잠그기",
};
