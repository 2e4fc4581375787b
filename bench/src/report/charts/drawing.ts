import type { EChartsCoreOption } from "echarts/core";
import type { ScaleName } from "./scale.ts";
import type { SchemeName } from "./scheme.ts";

/** How a chart is drawn: the same chart for a file, for a wide page and for a narrow one. */
export interface Drawing {
  readonly width: number;
  readonly scheme: SchemeName;
  readonly scale: ScaleName;
  /** Leaves the title of a panel out, where a heading above says the same. */
  readonly untitled?: boolean;
}

/** A chart that ECharts can draw, and how high it is. */
export interface Drawn {
  readonly option: EChartsCoreOption;
  readonly height: number;
}
