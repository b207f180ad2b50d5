/** How one signs in at a server, as it is typed: nothing of it is kept here. */
export const SIGN_IN_KINDS = ["none", "basic", "bearer"] as const;

export interface SignIn {
  kind: (typeof SIGN_IN_KINDS)[number];
  user: string;
  /** Password or token. */
  secret: string;
}

export const NO_SIGN_IN: SignIn = { kind: "none", user: "", secret: "" };

/** What a server is shown. */
export type TypedCredentials = { kind: "none" } | { kind: "basic"; user: string; password: string } | { kind: "bearer"; token: string };

export function credentialsOf({ kind, user, secret }: SignIn): TypedCredentials {
  if (kind === "basic") return { kind, user, password: secret };
  return kind === "bearer" ? { kind, token: secret } : { kind };
}
