import type { JSX } from 'preact';
import { uneAssemblee, unMandat, unPoint } from '../builders.ts';
import type { Assemblee, Point } from '../model.ts';
import { compterPoint } from '../rules.ts';
import { presenterAssemblee } from '../view.ts';
import { PageEcran } from './ecran.tsx';

const trace = Array.from({ length: 400 }, (_, i) => ((i * 7) % 3 === 0 ? `M${i % 20} ${Math.floor(i / 20)}h1v1h-1z` : '')).join('');
const page = (assemblee: Assemblee): JSX.Element => (
  <PageEcran vue={presenterAssemblee({ base: '/cpts/essai', fuseau: 'Europe/Paris', qui: { personneId: unMandat().personneId, nom: 'Anselme Exemple', roles: ['adherent'] }, assemblee })} {...(assemblee.statut === 'ouverte' ? { code: { taille: 20, trace } } : {})} />
);

function compte(point: Point): Assemblee {
  const a = uneAssemblee({ statut: 'ouverte', points: [] });
  const issue = compterPoint({ ...a, points: [point] }, point);
  return { ...a, points: [issue.ok ? { ...point, resultat: issue.valeur } : point] };
}

export const vide = (): JSX.Element => page(uneAssemblee({ points: [] }));
export const pleine = (): JSX.Element => page(compte(unPoint({ statut: 'clos', bulletins: [{ choix: 'pour', nombre: 2 }] })));
export const longue = (): JSX.Element => page(uneAssemblee({ statut: 'ouverte', points: [unPoint({ statut: 'ouvert', titre: 'Un titre très long '.repeat(15) })] }, 300));
export const refusee = (): JSX.Element => page(uneAssemblee({ statut: 'ouverte', presents: [], points: [unPoint({ statut: 'ouvert', forme: 'distance' })] }));
export const interdite = (): JSX.Element => <PageEcran interdit />;
