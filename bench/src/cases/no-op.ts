import { expectSame, type Case } from "./case.ts";

/** A function that does nothing: what is measured is the crossing. */
export const noOp: Case = {
  name: "noop",
  title: "no-op",
  check: ({ noop }) => expectSame("noop()", noop(), undefined),
  operation:
    ({ noop }) =>
    () =>
      noop(),
};
