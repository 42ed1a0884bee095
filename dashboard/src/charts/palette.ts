/** Colours of charts. A variant keeps its colour and dash whatever else is shown. */

export type Theme = 'light' | 'dark';

export interface Stroke {
  readonly color: string;
  readonly dash: readonly number[];
}

// Told apart with red-green and blue-yellow blindness (after Okabe and Ito), 4.5 : 1 and more on their ground.
const VARIANT_COLORS: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#0b62a8', '#c0500a', '#00775a', '#8f3f80', '#7a6000', '#177a99', '#a62a45', '#50565c'],
  dark: ['#6cb4f4', '#f5995f', '#4cc9a4', '#dc98cb', '#e0c257', '#7ad2ea', '#f38a9b', '#c3c9cf'],
};

const DASHES: readonly (readonly number[])[] = [
  [],
  [7, 3],
  [2, 2.5],
  [10, 3, 2, 3],
  [12, 4],
  [4, 2],
  [1, 3],
  [6, 2, 1, 2, 1, 2],
];

/** Colour and dash of the variant at this position of the study. */
export function variantStroke(position: number, theme: Theme): Stroke {
  const colors = VARIANT_COLORS[theme];
  return {
    color: colors[position % colors.length] ?? '#888',
    dash: DASHES[position % DASHES.length] ?? [],
  };
}

export interface Ink {
  readonly ground: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly limit: string;
  /** Parts of a whole, from kept to lost. */
  readonly parts: readonly string[];
}

/** Colours of everything but the variants. */
export const INK: Readonly<Record<Theme, Ink>> = {
  light: {
    ground: '#ffffff',
    text: '#17212b',
    muted: '#566370',
    grid: '#e6eaee',
    limit: '#b3261e',
    parts: ['#2c6e9b', '#7fb3d3', '#c9d6df', '#b5452c'],
  },
  dark: {
    ground: '#171d24',
    text: '#e8edf2',
    muted: '#a3b0bd',
    grid: '#2b343e',
    limit: '#ff8f85',
    parts: ['#5fa8d8', '#35698c', '#4a5763', '#ef7f62'],
  },
};
