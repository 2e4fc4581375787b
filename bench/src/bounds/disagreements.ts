import type { Contender } from "../contenders.ts";
import type { Found } from "./bound.ts";
import { valueOf } from "./bound.ts";
import { claimed, claimedCases, claimFor, onOneCore } from "./claims.ts";
import { familyOf } from "./table.ts";

/** Where the documentation claims something else of Go beside plain JavaScript than figures say. */
export function disagreements(samples: readonly Found[], contenders: readonly Contender[]): string[] {
  return claimedCases.flatMap((name) =>
    contenders
      .filter(({ kind }) => kind === "topher")
      .flatMap((contender) => {
        const against = contenders.find(({ kind, runtime }) => kind === "javascript" && runtime === contender.runtime);
        const claim = claimed(name, familyOf(contender));
        if (against === undefined || claim === undefined) return [];
        const what = "topher beside plain JavaScript";
        const ratio = valueOf(
          { suite: "tutorial", case: name, contender, against, againstCase: onOneCore(name), what, most: 1 },
          samples,
        );
        if (Number.isNaN(ratio) || claimFor(ratio) === claim) return [];
        return [
          `${name} in ${contender.runtime}: the documentation claims "${claim}", and topher takes ${ratio.toFixed(2)} of JavaScript's time`,
        ];
      }),
  );
}
