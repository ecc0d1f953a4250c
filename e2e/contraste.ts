import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

type Sortes = Map<string, Element[]>;

declare global {
  interface Window {
    axe: { run: (ou: Document | { include: Element[] }, options: RunOptions) => Promise<AxeResults> } | undefined;
    sortes: Sortes | undefined;
    Turbo: { visit: (adresse: string) => void } | undefined;
  }
}

/**
 * In the page: the sorts of text it holds, kept there for `examinerSortes`. The contrast of a text depends on its colour, its size,
 * its weight and on what is painted under it, down to the first opaque background: where all of that is the same, so is the answer,
 * be it on eight hundred rows or on six hundred pages. A text that floats over something else (position, no background of its own)
 * is marked by a `!`: it is never known.
 */
function lireSortes(): string[] {
  const FLOTTANT = '!';
  const SIMPLE = '1 none normal none';
  const fonds = new WeakMap<Element, string>();
  /** What an element paints by itself; `opaque`: nothing under it shows. */
  const peinture = (s: CSSStyleDeclaration): { readonly texte: string; readonly opaque: boolean } => {
    const voile = [s.opacity, s.filter, s.mixBlendMode, s.backgroundImage].join(' ');
    const couleur = /^transparent$|[,/]\s*0\)$/.test(s.backgroundColor) ? '' : s.backgroundColor;
    return { texte: voile === SIMPLE ? couleur : `${couleur} ${voile}`, opaque: couleur !== '' && voile === SIMPLE && !/rgba|\//.test(couleur) };
  };
  const fond = (e: Element | null): string => {
    if (!e) return '';
    const lu = fonds.get(e);
    if (lu !== undefined) return lu;
    const s = getComputedStyle(e);
    const { texte, opaque } = peinture(s);
    const peint = opaque ? texte : `${fond(e.parentElement)}|${texte}${/absolute|fixed|sticky/.test(s.position) ? FLOTTANT : ''}`.replace(/\|+/g, '|');
    fonds.set(e, peint);
    return peint;
  };
  const ecrit = (e: Element): boolean => /^(INPUT|SELECT|TEXTAREA)$/.test(e.tagName) || [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && (n.textContent ?? '').trim() !== '');
  const cle = (e: Element): string => {
    const s = getComputedStyle(e);
    return [fond(e), s.color, s.fill, s.fontSize, s.fontWeight, s.textShadow, e.tagName, e.closest(':disabled, [aria-disabled="true"]') ? 'inerte' : ''].join(' ');
  };
  const sortes = Map.groupBy([...document.querySelectorAll('body *')].filter((e) => ecrit(e) && e.checkVisibility()), cle);
  window.sortes = sortes;
  return [...sortes.keys()];
}

/** In the page: what axe says of these sorts, three elements of each, and every one that floats. */
async function examinerSortes(cles: readonly string[]): Promise<AxeResults['violations']> {
  const choisis = cles.flatMap((k) => {
    const e = window.sortes?.get(k) ?? [];
    return k.includes('!') ? e : [...new Set([e[0], e[e.length >> 1], e.at(-1)])];
  }).filter((e): e is Element => e !== undefined);
  return (await window.axe?.run({ include: choisis }, { resultTypes: ['violations'], runOnly: ['color-contrast'] }))?.violations ?? [];
}

const flotte = (cle: string): boolean => cle.includes('!');

/** What of this page has too little contrast, among what `connues` does not hold yet; what is good is added to it. */
export async function contrastesFaibles(page: Page, connues: Set<string>): Promise<AxeResults['violations']> {
  const neuves = (await page.evaluate(lireSortes)).filter((k) => !connues.has(k));
  const violations = neuves.length === 0 ? [] : await page.evaluate(examinerSortes, neuves);
  if (violations.length === 0) for (const k of neuves) if (!flotte(k)) connues.add(k);
  return violations;
}

/** The same page has just been looked at whole, and every contrast was good. */
export async function noterContrastes(page: Page, connues: Set<string>): Promise<void> {
  for (const k of await page.evaluate(lireSortes)) if (!flotte(k)) connues.add(k);
}
