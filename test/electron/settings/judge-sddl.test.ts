import { expect, test } from "vitest";
import { findReaderInSddl, findWriterInSddl } from "../../../electron/settings/judge-sddl.ts";

/** What a Korean or an English Windows says alike: groups by two letters, accounts by their numbers. */
const KIM = "S-1-5-21-1004336348-1177238915-682003330-1001";
const OURS = "(A;ID;FA;;;SY)(A;ID;FA;;;BA)";
/** As our installer leaves the folder: users read. */
const INSTALLED = "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";
/** As Windows makes a folder in %ProgramData%: users may add files, and have what they made. */
const BY_HAND = "O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)";

test.each([
  [`O:BAG:SYD:AI${OURS}(A;ID;0x1200a9;;;BU)`, undefined],
  [`O:SYG:SYD:AI${OURS}(A;ID;FR;;;WD)`, undefined],
  [`O:S-1-5-21-1-2-3-500G:SYD:AI${OURS}`, undefined],
  [`O:BAG:SYD:AI${OURS}(A;ID;0x1301bf;;;BU)`, "Users may write it"],
  [`O:BAG:SYD:AI${OURS}(A;;FA;;;WD)`, "Everyone may write it"],
  [`O:BAG:SYD:AI${OURS}(A;;FA;;;S-1-1-0)`, "Everyone may write it"],
  [`O:BAG:SYD:AI${OURS}(A;;GW;;;AU)`, "Authenticated Users may write it"],
  [`O:BAG:SYD:AI${OURS}(A;;WD;;;${KIM})`, `the account ${KIM} may write it`],
  [`O:BAG:SYD:AI(D;;FA;;;BU)${OURS}(A;;FA;;;BU)`, "Users may write it"],
  [`O:BAG:SYD:AI(D;;FA;;;BU)${OURS}`, undefined],
  [`O:${KIM}G:SYD:AI${OURS}(A;ID;FA;;;${KIM})`, `it belongs to the account ${KIM}, not to administrators`],
  [`O:${KIM}G:SYD:P(A;;FA;;;SY)(A;;FR;;;BU)`, `it belongs to the account ${KIM}, not to administrators`],
  ["O:BAG:SY", "everybody may write it"],
  ["O:BAG:SYD:NO_ACCESS_CONTROL", "everybody may write it"],
  [`O:BAG:SYD:AI${OURS}(XA;;FW;;;BU;(@User.Site == "A"))S:(AU;FA;FA;;;WD)`, "Users may write it"],
  [`O:BAG:SYD:AI${OURS}S:AI(AU;IDFA;FA;;;WD)`, undefined],
])("a policy file with %s: %s", (sddl, expected) => {
  expect(findWriterInSddl(sddl, false)).toBe(expected);
});

test.each([
  [INSTALLED, undefined],
  [BY_HAND, undefined],
  ["O:BAG:SYD:AI(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)", "Users may write it"],
  ["O:BAG:SYD:AI(A;OICI;FA;;;BA)(A;;DT;;;BU)", "Users may write it"],
  [`O:${KIM}G:SYD:AI(A;OICIID;FA;;;BA)`, `it belongs to the account ${KIM}, not to administrators`],
])("the folder of a policy file with %s: %s", (sddl, expected) => {
  expect(findWriterInSddl(sddl, true)).toBe(expected);
});

test.each([
  [`O:BAG:SYD:P${OURS}(A;;FR;;;${KIM})`, undefined],
  [`O:BAG:SYD:P${OURS}(A;;RC;;;BU)`, undefined],
  [`O:BAG:SYD:AI${OURS}(A;ID;0x1200a9;;;BU)`, "Users"],
  [`O:BAG:SYD:AI${OURS}(A;;GR;;;WD)`, "Everyone"],
  ["O:BAG:SY", "Everyone"],
])("a secrets file with %s is read by many: %s", (sddl, expected) => {
  expect(findReaderInSddl(sddl)).toBe(expected);
});
