import type { Drawing, Drawn } from "./drawing.ts";
import { init } from "./echarts.ts";
import { fonts } from "./scheme.ts";

/** What a chart is in words, for those who do not see it. */
export interface Words {
  readonly title: string;
  readonly description: string;
}

/** Draws a chart as an SVG file. */
export function svgOf({ option, height }: Drawn, { width }: Drawing, { title, description }: Words): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(option);
  const drawn = leftovers
    .reduce((svg, part) => svg.replaceAll(part, ""), chart.renderToSVGString())
    .replaceAll(counted, "clip");
  chart.dispose();
  const words = `<title id="title">${escaped(title)}</title>\n<desc id="description">${escaped(description)}</desc>`;
  const head = `role="img" aria-labelledby="title description" font-family="${fonts}"`;
  return `${drawn.replace(/^<svg ([^>]*)>/, `<svg $1 ${head}>\n${words}`).replaceAll(/\n+/g, "\n")}\n`;
}

// Names of classes and of clips count the charts of a process, so that the same chart would not be the same file.
const counted = /\bzr\d+-c(?=\d)/g;

/** What a chart that nobody points at has no use for. */
const leftovers: readonly RegExp[] = [
  /<style ?>\s*<!\[CDATA\[[\s\S]*?\]\]>\s*<\/style>/g,
  / class="zr\d+-cls-\d+"/g,
  / ecmeta_\w+="[^"]*"/g,
  /<path [^>]*fill="none" pointer-events="visible"(?![^>]*stroke=)[^>]*><\/path>/g,
  /<path [^>]*fill-opacity="0" stroke="[^"]*" stroke-width="0"[^>]*><\/path>/g,
  / pointer-events="visible"/g,
  /font-family:[^;"]*;/g,
  / xml:space="preserve"/g,
];

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
