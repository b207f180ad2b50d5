/** Korean texts of shifts and operators; a part of ko.ts. */
export const koShifts = {
  duty: {
    label: "근무",
    nobody: "근무자 미지정",
    change: "근무자 바꾸기",
    question: "지금 근무하는 사람을 고르십시오.",
    shift: (from: string, to: string) => `근무 시간 ${from}–${to}`,
    name: "근무자",
    choose: "이름 선택",
    pinOf: (name: string) => `${name}의 PIN`,
    take: "근무 시작",
    back: "뒤로",
    later: "나중에",
    cancel: "취소",
    wrong: "PIN이 맞지 않습니다.",
    wait: (time: string) => `PIN을 여러 번 틀렸습니다. ${time} 이후에 다시 입력하십시오.`,
  },
};

export type ShiftTexts = typeof koShifts;
