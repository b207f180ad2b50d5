import { useHostState } from "../api/api-context.tsx";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { I18nProvider } from "../i18n/i18n-context.tsx";
import type { TestBench } from "../wall/create-test-bench.ts";
import type { WallPlayers } from "../wall/create-wall-players.ts";
import { Shell } from "./shell.tsx";
import { StartPage } from "./start-page.tsx";

/** The page in its language: the wall once the host has answered, else why it is not there. */
export function App({ players, bench }: { players: WallPlayers; bench: TestBench }) {
  const state = useHostState();
  const language = chooseLanguage(state.phase === "ready" ? state.settings.settings.language : "system", navigator.language);
  return (
    <I18nProvider language={language}>
      {state.phase === "ready" ? (
        <Shell players={players} bench={bench} />
      ) : (
        <StartPage error={state.phase === "away" ? state.error : undefined} />
      )}
    </I18nProvider>
  );
}
