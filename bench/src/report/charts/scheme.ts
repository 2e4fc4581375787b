/** Light or dark: every chart is drawn for both. */
export type SchemeName = "light" | "dark";

/** The colours of a chart. */
export interface Scheme {
  readonly text: string;
  /** Axis labels, and what is beside the point. */
  readonly quiet: string;
  readonly guide: string;
  readonly range: string;
  /** Behind the rows of topher. */
  readonly band: string;
  readonly ground: string;
}

/** The colours of both. Text has a contrast of at least 4.5 on the ground of the page and of GitHub. */
export const schemes: Readonly<Record<SchemeName, Scheme>> = {
  light: {
    text: "#1f2328",
    quiet: "#57606a",
    guide: "#e4e8ec",
    range: "#8c959f",
    band: "#f1f5fa",
    ground: "#ffffff",
  },
  dark: {
    text: "#e6edf3",
    quiet: "#9aa4af",
    guide: "#262c34",
    range: "#6e7681",
    band: "#161d27",
    ground: "#0d1117",
  },
};

/** What a system has. */
export const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
