import { useState } from "react";
import type { SettingsState } from "../../shared/settings-state.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { keepSecret } from "./keep-secret.ts";
import { addToSettings, secretRefOf } from "./make-setup.ts";
import type { ChosenServer } from "./make-setup.ts";
import type { ListedStream } from "./parse-stream-list.ts";
import { authOf } from "./typed-server.ts";
import type { TypedServer } from "./typed-server.ts";

export type Saving =
  | { phase: "open" }
  | { phase: "saving" }
  /** Nobody can keep the secret that was typed. */
  | { phase: "no_key_store"; secretRef: string }
  | { phase: "failed"; message: string };

interface ToSave {
  typed: TypedServer;
  server: Omit<ChosenServer, "auth">;
  chosen: ListedStream[];
  /** An administrator will put it where it belongs. */
  withoutSecret: boolean;
}

/** Puts server and streams into the settings, the secret first: without it no tile would start. */
export function useSaving(settings: SettingsState["settings"]): {
  saving: Saving;
  save: (what: ToSave) => Promise<boolean>;
  forget: () => void;
} {
  const { api, hostState } = useHostClient();
  const sayError = useSayError();
  const [saving, setSaving] = useState<Saving>({ phase: "open" });

  async function save({ typed, server, chosen, withoutSecret }: ToSave): Promise<boolean> {
    setSaving({ phase: "saving" });
    try {
      const secretRef = secretRefOf(settings, server.whepBaseUrl);
      const hasSecret = typed.kind !== "none" && typed.secret !== "";
      if (hasSecret && !withoutSecret && (await keepSecret(api, { secretRef, value: typed.secret })) === "no_key_store") {
        setSaving({ phase: "no_key_store", secretRef });
        return false;
      }
      const { changes } = addToSettings(settings, { server: { ...server, auth: authOf(typed, secretRef) }, chosen });
      hostState.setSettings(await api.saveSettings({ changes }));
      setSaving({ phase: "open" });
      return true;
    } catch (error) {
      setSaving({ phase: "failed", message: sayError(error) });
      return false;
    }
  }

  return { saving, save, forget: () => setSaving({ phase: "open" }) };
}
