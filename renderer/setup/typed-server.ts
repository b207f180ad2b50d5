import type { Auth } from "../../shared/settings.ts";
import type { Credentials } from "../../shared/setup-api.ts";

export const AUTH_KINDS = ["none", "basic", "bearer"] as const satisfies Auth["kind"][];

/** The server form's fields as they are typed. */
export interface TypedServer {
  address: string;
  kind: (typeof AUTH_KINDS)[number];
  user: string;
  /** Password or token. */
  secret: string;
  apiUrl: string;
}

export const NOTHING_TYPED: TypedServer = { address: "", kind: "none", user: "", secret: "", apiUrl: "" };

export function credentialsOf({ kind, user, secret }: TypedServer): Credentials {
  if (kind === "basic") return { kind, user, password: secret };
  return kind === "bearer" ? { kind, token: secret } : { kind };
}

/** As the settings hold it: the secret only by its reference. */
export function authOf({ kind, user }: TypedServer, secretRef: string): Auth {
  if (kind === "basic") return { kind, user, secretRef };
  return kind === "bearer" ? { kind, secretRef } : { kind };
}
