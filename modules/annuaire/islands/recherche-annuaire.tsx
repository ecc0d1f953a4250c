/** Sends the search form while the person types; the answer replaces the frame of results only. Without script the button does. */
export function monter(element: HTMLElement, { attente }: { readonly attente: number }): void {
  const formulaire = element.closest('form');
  if (!formulaire) return;
  let minuteur: ReturnType<typeof setTimeout> | undefined;
  formulaire.addEventListener('input', () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => formulaire.requestSubmit(), attente);
  });
  formulaire.addEventListener('submit', (e) => {
    const demande = e.submitter !== null && matchMedia('(width < 40rem)').matches;
    if (demande) formulaire.querySelector('details')?.removeAttribute('open');
  });
}
