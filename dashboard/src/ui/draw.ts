/** The door to Vega: charts are interpreted, never evaluated, so the page's policy needs no eval. */
import type { Result } from 'vega-embed';
import type { TopLevelSpec } from 'vega-lite';

export type Renderer = 'svg' | 'canvas';

/** Draws a chart into an element. */
export async function draw(element: HTMLElement, spec: TopLevelSpec, renderer: Renderer): Promise<Result> {
  const { default: embed } = await import('vega-embed');
  return embed(element, spec, {
    ast: true,
    actions: false,
    defaultStyle: false,
    renderer,
    tooltip: { disableDefaultStyle: true, theme: 'lendsim' },
  });
}

/** Draws a chart off the page and gives it as a file's content. */
export async function picture(spec: TopLevelSpec, format: 'svg' | 'png'): Promise<Blob> {
  const element = document.createElement('div');
  const result = await draw(element, spec, 'svg');
  try {
    if (format === 'svg') return new Blob([await result.view.toSVG()], { type: 'image/svg+xml' });
    const canvas = await result.view.toCanvas(2);
    return await new Promise<Blob>((done, fail) => {
      canvas.toBlob((blob) => {
        if (blob) done(blob);
        else fail(new Error('the browser gave no picture'));
      }, 'image/png');
    });
  } finally {
    result.finalize();
  }
}
