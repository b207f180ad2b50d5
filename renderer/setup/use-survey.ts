import { useRef, useState } from "react";
import type { ServerSurvey } from "../../shared/setup-api.ts";
import type { ControlRoomApi } from "../../shared/api-names.ts";
import { messageOf } from "../api/api-error.ts";

export type Survey =
  { phase: "idle" } | { phase: "asking" } | { phase: "found"; survey: ServerSurvey } | { phase: "failed"; message: string };

/** The last look at a server; one that was overtaken by another is dropped. */
export function useSurvey(api: ControlRoomApi): {
  survey: Survey;
  look: (input: Parameters<ControlRoomApi["surveyServer"]>[0]) => void;
  forget: () => void;
} {
  const [survey, setSurvey] = useState<Survey>({ phase: "idle" });
  const turn = useRef(0);
  const settle = (mine: number, next: Survey): void => {
    if (mine === turn.current) setSurvey(next);
  };
  return {
    survey,
    look(input) {
      const mine = ++turn.current;
      setSurvey({ phase: "asking" });
      api.surveyServer(input).then(
        (found) => settle(mine, { phase: "found", survey: found }),
        (error: unknown) => settle(mine, { phase: "failed", message: messageOf(error) }),
      );
    },
    forget() {
      turn.current++;
      setSurvey({ phase: "idle" });
    },
  };
}
