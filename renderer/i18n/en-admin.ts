import type { Texts } from "./ko.ts";

/** English texts of the administrator's lock; a part of en.ts. */
export const enAdmin: Texts["admin"] = {
  title: "Administrator's lock",
  intro: "This needs the administrator's PIN. It then opens settings, export and the way out of the kiosk for 15 minutes.",
  kioskTitle: "Leave the kiosk",
  kioskIntro: "Menus and the other screens can be used for 15 minutes. After that the kiosk comes back.",
  pin: "Administrator's PIN",
  unlock: "Unlock",
  leave: "Leave",
  wrong: "The PIN is wrong.",
  wait: (time) => `Too many wrong PINs. Try again after ${time}.`,
  open: (time) => `The administrator's lock is open until ${time}.`,
  lockNow: "Lock now",
};
