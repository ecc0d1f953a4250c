import type { JSX } from 'preact';
import { unConstat } from '../builders.ts';
import { presenterConstats } from '../view-constats.ts';
import { PageConstats } from './constats.tsx';

const base = '/cpts/essai';
const constats = (n: number, texte: string) => Array.from({ length: n }, (_, i) => unConstat({ texte: `${texte} ${i + 1}`, nature: i % 3 === 0 ? 'force' : i % 3 === 1 ? 'faiblesse' : 'besoin', voix: i % 4, ...(i % 4 > 0 && { moyenne: 1 + (i % 3) }), ...(i % 4 === 1 && { mienne: 2 }), statut: i % 5 === 0 ? 'retenue' : i % 5 === 4 ? 'ecartee' : 'proposee', ...(i % 2 === 0 && { chapitre: 'sous_dense' as const, chiffre: { libelle: 'Habitants sous le seuil', ecrit: '12 345 habitants', valeur: 12_345, provenance: { origine: 'DREES', millesime: '2023', nature: 'estimee' as const }, releveLe: '2026-11-23' } }), ...(i % 3 === 0 && { reponse: 'Réunion des infirmières, le 12 mars.' }), ...(i % 3 === 1 && { parole: { enquete: '0198f000-0000-7000-8000-0000000000f1', titre: 'Se soigner près de chez soi', question: 2, intitule: 'Combien de temps avez-vous attendu ?', ecrit: '«\u00a0Plus de 15 jours\u00a0»\u00a0: 20 sur 43 (47\u00a0%)', releveLe: '2026-11-23' } }) }));

export const vide = (): JSX.Element => <PageConstats vue={presenterConstats({ base, interdit: false, constats: [] })} />;
export const pleine = (): JSX.Element => <PageConstats vue={presenterConstats({ base, interdit: false, peutDecider: true, peutModifier: () => true, constats: constats(6, 'Des habitants sans médecin traitant renoncent à consulter, constat') })} />;
export const longue = (): JSX.Element => <PageConstats vue={presenterConstats({ base, interdit: false, constats: constats(120, `${'Un constat très long '.repeat(20)}${'anticonstitutionnellement'.repeat(3)}`) })} />;
export const refusee = (): JSX.Element => <PageConstats vue={presenterConstats({ base, interdit: false, constats: constats(2, 'Constat'), erreurs: { texte: 'Écrivez le constat en une phrase.' }, valeurs: { nature: 'besoin', texte: '' } })} />;
export const interdite = (): JSX.Element => <PageConstats vue={presenterConstats({ base, interdit: true, constats: [] })} />;
