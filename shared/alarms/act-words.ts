import type { Language } from "../choose-language.ts";
import type { ActType } from "./acts-on-alarms.ts";

/** What was done about an alarm, in the hand-over and in the monthly report; words of spec section 9. */
export const ACT_WORDS: Record<Language, Record<ActType, string>> = {
  ko: {
    acknowledged: "확인",
    shelved: "보류",
    unshelved: "보류 해제",
    out_of_service: "점검 중",
    in_service: "점검 끝",
    commented: "의견",
  },
  en: {
    acknowledged: "Acknowledged",
    shelved: "Shelved",
    unshelved: "Unshelved",
    out_of_service: "Out of service",
    in_service: "Back in service",
    commented: "Comment",
  },
};
