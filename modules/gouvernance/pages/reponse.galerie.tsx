import type { JSX } from 'preact';
import { uneAssemblee } from '../builders.ts';
import { presenterReponse } from '../view.ts';
import { LectureReservee } from './gouvernance.tsx';
import { PageReponseSeance } from './reponse.tsx';

function page(avec: Parameters<typeof uneAssemblee>[0] = {}, { n = 6, refus }: { n?: number; refus?: string } = {}): JSX.Element {
  const a = uneAssemblee(avec, n);
  const vue = presenterReponse(a, { personneId: a.electeurs[0]?.personneId ?? '', cpts: 'CPTS d’Exemple', action: '/seance/essai', ...(refus ? { refus } : {}) });
  return vue ? <PageReponseSeance vue={vue} /> : <LectureReservee />;
}
const { electeurs } = uneAssemblee();
const [moi, autre] = electeurs;

export const vide = (): JSX.Element => page({ points: [] });
export const pleine = (): JSX.Element => page({ procurations: [{ mandant: moi?.id ?? '', mandataire: autre?.id ?? '', recueLe: new Date('2026-11-21T08:00:00Z') }] });
export const longue = (): JSX.Element => page({ titre: `Assemblée ${'anticonstitutionnellement'.repeat(5)}` }, { n: 300 });
export const refusee = (): JSX.Element => page({ statut: 'ouverte' }, { refus: 'Ce geste n’est pas possible : l’assemblée est « en cours ».' });
export const interdite = (): JSX.Element => <LectureReservee />;
