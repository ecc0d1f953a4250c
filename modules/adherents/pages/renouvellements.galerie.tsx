import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { phraseRenouvellement } from '../labels.ts';
import { AdhesionId, type Campagne, type Renouvelant } from '../model.ts';
import { presenterRenouvellements } from '../view-espace.ts';
import { PageRenouvellements } from './renouvellements.tsx';

const j = (s: string) => Jour.parse(s);
const campagne: Campagne = { annee: 2027, ouverteLe: j('2026-11-02'), jusqua: j('2026-12-31'), relanceeLe: j('2026-11-16') };
const un = (n: number, avec: Partial<Renouvelant> = {}): Renouvelant => ({ adhesionId: AdhesionId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`), nom: `Membre ${n}`, courriel: 'x@exemple.invalid', le: null, moyen: null, ...avec });
const page = (lus: readonly Renouvelant[], avec: Partial<Parameters<typeof presenterRenouvellements>[0]> = {}): JSX.Element => <PageRenouvellements vue={presenterRenouvellements({ base: '/cpts/essai', aujourdhui: j('2026-11-23'), campagnes: [campagne], campagne, bilan: { total: 60, faits: 42 }, lus, liste: 'tous', page: 1, taille: 50, ...avec })} />;

export const vide = (): JSX.Element => page([], { campagnes: [], campagne: undefined, bilan: { total: 0, faits: 0 } });
export const pleine = (): JSX.Element => page([un(1, { le: j('2026-11-04'), moyen: 'lien' }), un(2), un(3, { courriel: null })]);
export const longue = (): JSX.Element => page(Array.from({ length: 50 }, (_, i) => un(i, { nom: `${'Anticonstitutionnellement'.repeat(3)} ${i}` })), { aujourdhui: j('2027-01-15'), liste: 'attendus', campagnes: [campagne, { ...campagne, annee: 2026 }] });
export const refusee = (): JSX.Element => page([un(2)], { erreurs: { jusqua: phraseRenouvellement({ code: 'terme_trop_proche' }) }, valeurs: { annee: '2028', jusqua: '25/11/2026' }, refus: phraseRenouvellement({ code: 'relance_recente', le: j('2026-11-20') }) });
export const interdite = (): JSX.Element => page([], { interdit: true });
