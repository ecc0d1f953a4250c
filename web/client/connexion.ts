import { avis, retirerAvis } from './avis.ts';

const perdue = (): void => avis('connexion', 'Connexion perdue. Ce que vous avez tapé est gardé sur cette page.');

/** A lost connection says so; what was typed stays. */
export function installerConnexion(): void {
  window.addEventListener('offline', perdue);
  window.addEventListener('online', () => retirerAvis('connexion'));
  document.addEventListener('turbo:fetch-request-error', (e) => {
    e.preventDefault();
    perdue();
  });
  document.addEventListener('turbo:load', () => {
    if (navigator.onLine) retirerAvis('connexion');
  });
}
