import { useState } from "react";
import type { ServerSettings } from "../../shared/settings.ts";
import type { ServerSurvey } from "../../shared/setup-api.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useTest } from "../api/use-test.ts";
import { SurveyResult } from "../setup/survey-result.tsx";
import { isSame } from "./edits.ts";
import type { Entry } from "./entries.ts";
import { EntryList } from "./entry-list.tsx";
import { useSettingsForm } from "./form-context.tsx";

/** Servers, each with a look at it as it stands here: the host signs in with the secrets that it keeps. */
export function ServerList() {
  const { api } = useHostClient();
  const { servers } = useSettingsForm().draft;
  const { state, run } = useTest<ServerSurvey>();
  const [tested, setTested] = useState<ServerSettings>();
  // What was found of a server is not true of what was made of it since.
  const isTrue = tested !== undefined && servers.some((server) => isSame(server, tested));

  function test(entry: Entry): void {
    const server = entry as Entry & ServerSettings;
    const { whepBaseUrl, apiUrl, auth, apiAuth } = server;
    setTested(server);
    run(() => api.surveyServer({ whepBaseUrl, apiUrl, credentials: { kind: "kept", auth, apiAuth } }));
  }

  return (
    <>
      <EntryList listKey="servers" onTest={test} />
      <div>
        {isTrue && <strong>{tested.name || tested.whepBaseUrl}</strong>}
        <SurveyResult survey={isTrue ? state : { phase: "idle" }} isKnown />
      </div>
    </>
  );
}
