import { element } from './dom.ts';

const zone = (): HTMLElement => {
  const presente = document.getElementById('avis');
  if (presente) return presente;
  const neuve = element('div', { id: 'avis', class: 'avis', role: 'status' });
  document.body.append(neuve);
  return neuve;
};

/** Shows a floating notice; the same key replaces itself. */
export function avis(cle: string, texte: string, geste?: { libelle: string; faire: () => void }): void {
  retirerAvis(cle);
  const ligne = element('div', { class: 'flottant', 'data-avis': cle }, element('span', {}, texte));
  if (geste) {
    const bouton = element('button', { type: 'button', class: 'btn btn-sm' }, geste.libelle);
    bouton.addEventListener('click', geste.faire);
    ligne.append(bouton);
  }
  zone().append(ligne);
}

export function retirerAvis(cle: string): void {
  document.querySelector(`[data-avis="${cle}"]`)?.remove();
}
