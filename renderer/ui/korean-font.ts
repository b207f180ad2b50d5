/**
 * "Noto Sans KR Variable" (SIL Open Font License 1.1), for a PC that has no Korean font, such as a Linux kiosk. 124 files by the signs that
 * they hold: the browser fetches one when a sign of it is to be drawn and no font before it in `--font` has that.
 */
import "@fontsource-variable/noto-sans-kr";
