import { createContext, useContext, useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import type { Language } from "../../shared/choose-language.ts";
import { createFormats } from "../../shared/create-formats.ts";
import type { Formats } from "../../shared/create-formats.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";
import type { Texts } from "./ko.ts";

export interface I18n {
  language: Language;
  texts: Texts;
  formats: Formats;
}

/** What a function needs to put something into words. */
export type Words = Pick<I18n, "texts" | "formats">;

const I18nContext = createContext<I18n | undefined>(undefined);

export function I18nProvider({ language, children }: { language: Language; children: ReactNode }) {
  const i18n = useMemo(() => ({ language, texts: language === "ko" ? ko : en, formats: createFormats(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <I18nContext value={i18n}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("useI18n needs an I18nProvider above it");
  return i18n;
}
