import { openAudit } from "../audit/open-audit.ts";
import type { Audit, AuditOptions } from "../audit/open-audit.ts";
import { createDuty } from "./create-duty.ts";
import type { Duty, DutyOptions } from "./create-duty.ts";
import { createSignature } from "./create-signature.ts";
import type { Settings } from "../../shared/settings.ts";

export interface ShiftsOptions extends Omit<AuditOptions, "operator" | "settings">, Omit<DutyOptions, "audit" | "settings"> {
  settings: () => Settings;
}

export interface Shifts {
  audit: Audit;
  duty: Duty;
  /** Under whose name people act. */
  sign: () => { by?: string };
}

/** Who is on duty, and the audit log, which says who it is and under whose name each line was written: each needs the other. */
export async function openShifts(options: ShiftsOptions): Promise<Shifts> {
  let duty: Duty | undefined;
  const audit = await openAudit({ ...options, operator: () => duty?.operator() });
  duty = await createDuty({ ...options, audit });
  return { audit, duty, sign: createSignature(options.settings, duty) };
}
