import type { Auth } from "../../shared/settings.ts";
import { NO_SIGN_IN } from "../ui/sign-in.ts";
import type { SignIn } from "../ui/sign-in.ts";

/** The server form's fields as they are typed. */
export interface TypedServer extends SignIn {
  address: string;
  apiUrl: string;
}

export const NOTHING_TYPED: TypedServer = { ...NO_SIGN_IN, address: "", apiUrl: "" };

/** As the settings hold it: the secret only by its reference. */
export function authOf({ kind, user }: TypedServer, secretRef: string): Auth {
  if (kind === "basic") return { kind, user, secretRef };
  return kind === "bearer" ? { kind, secretRef } : { kind };
}
