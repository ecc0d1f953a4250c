import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: { run: (ou: Document | { include: Element[] }, options: RunOptions) => Promise<AxeResults> };
  }
}

type Lecture = { readonly neuves: readonly string[]; readonly violations: AxeResults['violations'] };

/**
 * In the page. The contrast of a text depends on its colour, its size, its weight and on what is painted under it, down to the first
 * opaque background: where all of that is the same, so is the answer, be it on eight hundred rows or on six hundred pages. Axe looks at
 * what is not known yet, three elements of each kind; a text that floats over something else (position, no background of its own)
 * is never known and always looked at.
 */
async function lireContrastes({ connues, executer }: { connues: readonly string[]; executer: boolean }): Promise<Lecture> {
  const PAR_SORTE = 3;
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
  const deja = new Set(connues);
  const neuves = [...sortes].filter(([k]) => !deja.has(k));
  const choisis = neuves.flatMap(([k, e]) => (k.includes(FLOTTANT) ? e : [...new Set([e[0], e[e.length >> 1], e.at(-1)])].slice(0, PAR_SORTE))).filter((e): e is Element => e !== undefined);
  const cles = neuves.map(([k]) => k).filter((k) => !k.includes(FLOTTANT));
  if (!executer || choisis.length === 0) return { neuves: cles, violations: [] };
  return { neuves: cles, violations: (await window.axe.run({ include: choisis }, { resultTypes: ['violations'], runOnly: ['color-contrast'] })).violations };
}

/** What of this page has too little contrast, among what `connues` does not hold yet; what is good is added to it. */
export async function contrastesFaibles(page: Page, connues: Set<string>): Promise<AxeResults['violations']> {
  const { neuves, violations } = await page.evaluate(lireContrastes, { connues: [...connues], executer: true });
  if (violations.length === 0) for (const k of neuves) connues.add(k);
  return violations;
}

/** The same page has just been looked at whole, and every contrast was good. */
export async function noterContrastes(page: Page, connues: Set<string>): Promise<void> {
  for (const k of (await page.evaluate(lireContrastes, { connues: [...connues], executer: false })).neuves) connues.add(k);
}
