import { useState } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { pathsOf } from "./make-setup.ts";
import { parseServerAddress } from "./parse-server-address.ts";
import { parseStreamList } from "./parse-stream-list.ts";
import { SavingLine } from "./saving-line.tsx";
import { ServerForm } from "./server-form.tsx";
import { listChosen, makeChoices } from "./stream-choice.ts";
import type { StreamChoice } from "./stream-choice.ts";
import { StreamChooser } from "./stream-chooser.tsx";
import { SurveyResult } from "./survey-result.tsx";
import { credentialsOf, NOTHING_TYPED } from "./typed-server.ts";
import type { TypedServer } from "./typed-server.ts";
import { TypedStreams } from "./typed-streams.tsx";
import { useSaving } from "./use-saving.ts";
import { useSurvey } from "./use-survey.ts";
import "./setup.css";

/** From an address to a picture: the server is tried, its streams are listed or typed, and both go into the settings. */
export function SetupForm({ onSaved }: { onSaved?: () => void }) {
  const { setup } = useI18n().texts;
  const { api } = useHostClient();
  const { settings, locked } = useReadyHost().settings;
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [problem, setProblem] = useState<string>();
  /** The address that was looked at, and what of it was chosen. */
  const [whepBaseUrl, setWhepBaseUrl] = useState<string>();
  const [choices, setChoices] = useState<{ of: object; list: StreamChoice[] }>();
  const [text, setText] = useState("");
  const { survey, look, forget } = useSurvey(api);
  const { saving, save, forget: forgetSaving } = useSaving(api, settings);

  const present = whepBaseUrl === undefined ? new Set<string>() : pathsOf(settings, whepBaseUrl);
  const found = survey.phase === "found" ? survey.survey : undefined;
  const shown = !found?.paths ? [] : choices?.of === found ? choices.list : makeChoices(found.paths, present);
  const list = parseStreamList(text);
  const chosen = listChosen(shown, list.streams, present);

  function change(next: TypedServer): void {
    setTyped(next);
    setProblem(undefined);
    setWhepBaseUrl(undefined);
    forget();
    forgetSaving();
  }

  function check(): void {
    const address = parseServerAddress(typed.address);
    if (!address.ok) return setProblem(setup.problem[address.problem]);
    const { path, account } = address;
    const next: TypedServer = account ? { ...typed, kind: "basic", user: account.user, secret: account.password } : typed;
    setTyped(next);
    setWhepBaseUrl(address.whepBaseUrl);
    if (path !== undefined && !list.streams.some((stream) => stream.path === path))
      setText(text === "" ? path : `${text.trimEnd()}\n${path}`);
    const apiUrl = typed.apiUrl.trim();
    look({ whepBaseUrl: address.whepBaseUrl, credentials: credentialsOf(next), apiUrl, ...(path !== undefined && { path }) });
  }

  async function add(withoutSecret: boolean): Promise<void> {
    if (whepBaseUrl === undefined) return;
    const apiUrl = found?.api.condition === "ok" ? found.api.url : typed.apiUrl.trim();
    if (await save({ typed, server: { whepBaseUrl, name: "", apiUrl }, chosen, withoutSecret })) onSaved?.();
  }

  if (locked.some((key) => /^(servers|streams)\b/.test(key))) return <p role="alert">{setup.locked}</p>;
  return (
    <div className="setup-form">
      <ServerForm typed={typed} problem={problem} checking={survey.phase === "asking"} onChange={change} onCheck={check} />
      <SurveyResult survey={survey} />
      {whepBaseUrl !== undefined && survey.phase !== "asking" && (
        <>
          {shown.length > 0 && found && <StreamChooser choices={shown} onChange={(next) => setChoices({ of: found, list: next })} />}
          <TypedStreams text={text} bad={list.bad} onChange={setText} />
          <SavingLine saving={saving} count={chosen.length} onAdd={(how) => void add(how.withoutSecret)} />
        </>
      )}
    </div>
  );
}
