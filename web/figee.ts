import { type FunctionComponent, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { jsxTemplate } from 'preact/jsx-runtime';

const ECRITURES_MAX = 500;

/** HTML already written, as a node: nothing of it is walked through again. */
export const htmlEcrit = (html: string): VNode => jsxTemplate([html]);

/**
 * A component of the server that is written once for each set of properties, then copied: for what is the same on thousands of pages
 * (navigation, brand, foot). Its properties are plain data and say everything that it shows: no context, no children.
 */
export function figee<P extends object>(Composant: FunctionComponent<P>): FunctionComponent<P> {
  const ecritures = new Map<string, string>();
  return (proprietes) => {
    const cle = JSON.stringify(proprietes);
    let html = ecritures.get(cle);
    if (html === undefined) {
      if (ecritures.size >= ECRITURES_MAX) ecritures.clear();
      html = renderToString(h(Composant, proprietes));
      ecritures.set(cle, html);
    }
    return htmlEcrit(html);
  };
}
