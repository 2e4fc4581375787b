// The parts of ECharts that the charts need, and nothing else of it.
import { CustomChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([CustomChart, ScatterChart, GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent, SVGRenderer]);

export { init };
