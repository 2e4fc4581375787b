import { expectSame, type Case, type Functions } from "./case.ts";

/** A function that does nothing: what is measured is the crossing. */
export const noOp: Case<Functions> = {
  name: "noop",
  title: "no-op",
  check: ({ noop }) => expectSame("noop()", noop(), undefined),
  operation:
    ({ noop }) =>
    () =>
      noop(),
};
