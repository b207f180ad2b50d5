import { useState } from "react";
import { chooseLanguage } from "../../shared/choose-language.ts";
import type { Language } from "../../shared/choose-language.ts";
import { I18nProvider } from "../i18n/i18n-context.tsx";
import { FleetScreen } from "./fleet-screen.tsx";
import { LoginForm } from "./login-form.tsx";
import { useFleet } from "./use-fleet.ts";

const LANGUAGE_KEY = "mtx-watch-fleet-language";

function readLanguage(): Language {
  const kept = localStorage.getItem(LANGUAGE_KEY);
  return chooseLanguage(kept === "ko" || kept === "en" ? kept : "system", navigator.language);
}

/** What the collector knows of the room's PCs, for whoever has its token. */
export function FleetPage() {
  const [language, setLanguage] = useState(readLanguage);
  const fleet = useFleet();

  function changeLanguage(next: Language): void {
    localStorage.setItem(LANGUAGE_KEY, next);
    setLanguage(next);
  }

  return (
    <I18nProvider language={language}>
      {fleet.phase === "locked" ? (
        <LoginForm onOpened={fleet.again} />
      ) : (
        <FleetScreen fleet={fleet} language={language} onLanguage={changeLanguage} />
      )}
    </I18nProvider>
  );
}
