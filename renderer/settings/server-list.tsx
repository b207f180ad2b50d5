import { useState } from "react";
import type { ServerSettings } from "../../shared/settings.ts";
import { useHostClient } from "../api/api-context.tsx";
import { SurveyResult } from "../setup/survey-result.tsx";
import { useSurvey } from "../setup/use-survey.ts";
import type { Entry } from "./entries.ts";
import { EntryList } from "./entry-list.tsx";

/** Servers, each with a look at it as it stands here: the host signs in with the secrets that it keeps. */
export function ServerList() {
  const { api } = useHostClient();
  const { survey, look } = useSurvey(api);
  const [name, setName] = useState("");

  function test(entry: Entry): void {
    const { whepBaseUrl, apiUrl, auth, apiAuth, name: called } = entry as Entry & ServerSettings;
    setName(called || whepBaseUrl);
    look({ whepBaseUrl, apiUrl, credentials: { kind: "kept", auth, apiAuth } });
  }

  return (
    <>
      <EntryList listKey="servers" onTest={test} />
      <div className="setting-test">
        {survey.phase !== "idle" && <strong>{name}</strong>}
        <SurveyResult survey={survey} isKnown />
      </div>
    </>
  );
}
