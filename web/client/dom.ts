/** An element with its attributes and children, without ever parsing HTML. */
export function element<N extends keyof HTMLElementTagNameMap>(nom: N, attributs: Readonly<Record<string, string>> = {}, ...enfants: readonly (Node | string)[]): HTMLElementTagNameMap[N] {
  const e = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) e.setAttribute(cle, valeur);
  e.append(...enfants);
  return e;
}

/** The element an event came from, when it or one of its parents matches. */
export const depuis = (e: Event, selecteur: string): HTMLElement | null => (e.target instanceof Element ? e.target.closest<HTMLElement>(selecteur) : null);

/** Runs once per page shown: the first one, then after each Turbo visit, refusal or refresh. */
export function aChaquePage(f: () => void): void {
  document.addEventListener('turbo:load', f);
  document.addEventListener('turbo:render', f);
}
