import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { phraseRefusBanque } from '../labels.ts';
import { type Mouvement, MouvementId } from '../model-banque.ts';
import { devinerColonnes } from '../moteur/releve.ts';
import { presenterBanque } from '../view-paiements.ts';
import { PageBanque } from './banque.tsx';

type Faits = Parameters<typeof presenterBanque>[0];
const un = (n: number, m: Partial<Mouvement & { nomObjet: string | null }> = {}): Faits['mouvements'][number] => ({ id: MouvementId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`), jour: Jour.parse('2026-11-05'), centimes: -48_000, libelle: `VIR SEPA facture F-${n}`, contrepartie: 'Salle des fêtes inventée', reference: '', objet: null, objetId: null, encaissementId: null, poste: null, nomObjet: null, ...m });
const vue = (mouvements: Faits['mouvements'], avec: Partial<Faits> = {}) => presenterBanque({ base: '/cpts/essai', adresse: '/cpts/essai/finances/banque', etat: 'a_rapprocher', mouvements, attendus: [{ objet: 'facture', id: '0198f000-0000-7000-8000-000000000777', nom: 'Facture F-1, Salle des fêtes inventée', mots: ['F-1'], centimes: -48_000, partiel: false, le: Jour.parse('2026-11-02') }], numero: 1, attendent: mouvements.length, faits: 3, peutTenir: true, ...avec });

export const vide = (): JSX.Element => <PageBanque vue={vue([], { faits: 0 })} />;
export const pleine = (): JSX.Element => <PageBanque vue={vue([un(1), un(2, { libelle: 'COMMISSION DE TENUE DE COMPTE', contrepartie: '', centimes: -1_250 }), un(3, { libelle: 'VIR CPAM', contrepartie: 'CPAM', centimes: 5_625_000 })])} />;
export const longue = (): JSX.Element => <PageBanque vue={vue(Array.from({ length: 50 }, (_, i) => un(i, { objet: 'facture', nomObjet: `Société coopérative d’intérêt collectif des services aux professionnels de santé, n° 2026-${i}`, libelle: 'VIREMENT'.repeat(12) })), { etat: 'rapproches', attendent: 4, faits: 480 })} />;
export const refusee = (): JSX.Element => <PageBanque vue={vue([], { attendent: 0, faits: 0, colonnes: { fichierId: '0198f000-0000-7000-8000-000000000778', nom: 'releve.csv', entetes: ['Date', 'Libellé', 'Débit', 'Crédit'], devinees: devinerColonnes(['Date', 'Libellé', 'Débit', 'Crédit']), apercu: [['Date', 'Libellé', 'Débit', 'Crédit'], ['05/11/2026', 'FRAIS', '12,45', '']] } })} saisie={{ forme: 'colonnes', erreurs: { jour: 'Choisissez la colonne.' }, valeurs: {} }} refus={phraseRefusBanque({ code: 'jour_illisible', ligne: 4, texte: '31/02/2026' })} />;
export const interdite = (): JSX.Element => <PageBanque vue={vue([], { interdit: true })} />;
