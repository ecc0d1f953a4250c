import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A whole document as HTML text. */
export const rendreDocument = (document: VNode): string => `<!doctype html>${renderToString(document)}`;
