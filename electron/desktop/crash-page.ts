import { createHash } from "node:crypto";
import type { Language } from "../../shared/choose-language.ts";
import { MENU_LABELS } from "./menu-labels.ts";

/** Where it is in the app: beside the page that crashes, and nothing of that. */
export const CRASH_PAGE_PATH = "/crashed";

const STYLE = `
body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; padding: 2rem; box-sizing: border-box;
  background: #14171a; color: #e8eaec; font: 18px/1.6 system-ui, "Noto Sans KR", "Malgun Gothic", sans-serif; }
h1 { margin: 0; font-size: 1.5rem; } p { margin: 0; max-width: 46rem; }
a { justify-self: start; padding: 0.6rem 1.4rem; border-radius: 6px; background: #2f6fb5; color: #fff; text-decoration: none; }
a:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }`;

const HASH = createHash("sha256").update(STYLE).digest("base64");
export const CRASH_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page without any script, shown instead of one that crashes again and again. Its link loads that again. */
export function writeCrashPage(language: Language): string {
  const { message, detail, reload } = MENU_LABELS[language].crashLoop;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>MTX Watch</title><style>${STYLE}</style></head>
<body><h1>${message}</h1><p>${detail}</p><a href="/" autofocus>${reload}</a></body>
</html>
`;
}
