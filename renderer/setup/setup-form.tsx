import { useState } from "react";
import type { ServerSurvey } from "../../shared/setup-api.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { isLocked } from "../api/is-locked.ts";
import { useTest } from "../api/use-test.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { credentialsOf } from "../ui/sign-in.ts";
import type { SignIn } from "../ui/sign-in.ts";
import { pathsOf } from "./make-setup.ts";
import { parseServerAddress, readApiAddress, sayAddress } from "./parse-server-address.ts";
import { parseStreamList } from "./parse-stream-list.ts";
import { SavingLine } from "./saving-line.tsx";
import { ServerForm } from "./server-form.tsx";
import type { AddressProblem } from "./server-form.tsx";
import { listChosen, makeChoices } from "./stream-choice.ts";
import type { StreamChoice } from "./stream-choice.ts";
import { StreamChooser } from "./stream-chooser.tsx";
import { SurveyResult } from "./survey-result.tsx";
import { putPath } from "./typed-path.ts";
import type { ListWithPath } from "./typed-path.ts";
import { NOTHING_TYPED } from "./typed-server.ts";
import type { TypedServer } from "./typed-server.ts";
import { TypedStreams } from "./typed-streams.tsx";
import { useSaving } from "./use-saving.ts";
import "./setup.css";

/** From an address to a picture: the server is tried, its streams are listed or typed, and both go into the settings. */
export function SetupForm({ onSaved }: { onSaved?: () => void }) {
  const { texts, formats } = useI18n();
  const { setup } = texts;
  const { api } = useHostClient();
  const { settings, locked } = useReadyHost().settings;
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [problem, setProblem] = useState<AddressProblem>();
  /** The address that was looked at, and what of it was chosen. */
  const [whepBaseUrl, setWhepBaseUrl] = useState<string>();
  const [choices, setChoices] = useState<{ of: object; list: StreamChoice[] }>();
  const [{ text, line }, setList] = useState<ListWithPath>({ text: "" });
  const { state: survey, run, forget } = useTest<ServerSurvey>();
  const { saving, save, forget: forgetSaving } = useSaving(settings);

  const present = whepBaseUrl === undefined ? new Set<string>() : pathsOf(settings, whepBaseUrl);
  const found = survey.phase === "done" ? survey.outcome : undefined;
  const shown = !found?.paths ? [] : choices?.of === found ? choices.list : makeChoices(found.paths, present, formats);
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
    if (!address.ok) return setProblem(address.problem);
    const apiUrl = readApiAddress(typed.apiUrl);
    if (apiUrl === undefined) return setProblem("not_api");
    const { whepBaseUrl: url, path, account } = address;
    // The account moves into fields of its own: a password stands nowhere in the clear, and one that is corrected there counts.
    const signIn: SignIn = account ? { kind: "basic", user: account.user, secret: account.password } : typed;
    const next: TypedServer = { ...typed, ...signIn, address: sayAddress(address), apiUrl };
    setTyped(next);
    setWhepBaseUrl(url);
    setList(putPath({ text, line }, path));
    run(() => api.surveyServer({ whepBaseUrl: url, credentials: credentialsOf(next), apiUrl, ...(path !== undefined && { path }) }));
  }

  async function add(withoutSecret: boolean): Promise<void> {
    if (whepBaseUrl === undefined) return;
    const apiUrl = found?.api.condition === "ok" ? found.api.url : typed.apiUrl;
    if (await save({ typed, server: { whepBaseUrl, name: "", apiUrl }, chosen, withoutSecret })) onSaved?.();
  }

  if (isLocked(locked, "servers") || isLocked(locked, "streams")) return <p role="alert">{setup.locked}</p>;
  return (
    <div className="setup-form">
      <ServerForm typed={typed} problem={problem} checking={survey.phase === "busy"} onChange={change} onCheck={check} />
      <SurveyResult survey={survey} />
      {whepBaseUrl !== undefined && survey.phase !== "busy" && (
        <>
          {shown.length > 0 && found && <StreamChooser choices={shown} onChange={(next) => setChoices({ of: found, list: next })} />}
          <TypedStreams text={text} bad={list.bad} onChange={(next) => setList({ text: next, line })} />
          <SavingLine saving={saving} count={chosen.length} onAdd={(how) => void add(how.withoutSecret)} />
        </>
      )}
    </div>
  );
}
