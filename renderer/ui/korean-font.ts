/**
 * "Noto Sans KR Variable" (SIL Open Font License 1.1), for a PC that has no Korean font, such as a Linux kiosk: 124 files by the signs that
 * they hold, of which the browser fetches those that are drawn.
 */
import "@fontsource-variable/noto-sans-kr";
