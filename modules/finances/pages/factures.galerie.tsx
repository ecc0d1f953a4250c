import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneFacture } from '../builders.ts';
import { phraseRefusComptes } from '../labels.ts';
import { StatutFacture } from '../model-comptes.ts';
import { presenterFactures } from '../view-comptes.ts';
import { PageFactures } from './factures.tsx';

const filtre = { annee: 2026, q: '', statut: '', poste: '', tri: 'jour', sens: 'desc' } as const;
const vue = (lignes: readonly ReturnType<typeof uneFacture>[], interdit = false) =>
  presenterFactures({ base: '/cpts/essai', adresse: '/cpts/essai/finances/factures?annee=2026', filtre, numero: 1, lu: { lignes, total: lignes.length, centimes: lignes.reduce((n, l) => n + l.centimes, 0) }, aujourdhui: Jour.parse('2026-11-23'), moi: 'moi', actions: [{ id: 'a', titre: 'Dépistage en pharmacie', mission: 'prevention' }], clos: false, peutSaisir: true, peutTenir: true, interdit });
const toutes = StatutFacture.options.map((statut, i) => uneFacture({ statut, fichierId: i === 0 ? '0198f000-0000-7000-8000-000000000777' : null, ...(statut === 'refusee' ? { motif: 'Ce n’est pas notre commande.' } : {}), ...(statut === 'payee' ? { payeeLe: Jour.parse('2026-11-02'), approuveeLe: Jour.parse('2026-10-20'), approuveeParNom: 'Ombeline Trésor' } : {}) }, i + 1));

export const vide = (): JSX.Element => <PageFactures vue={vue([])} />;
export const pleine = (): JSX.Element => <PageFactures vue={vue(toutes)} />;
export const longue = (): JSX.Element => <PageFactures vue={vue(Array.from({ length: 50 }, (_, i) => uneFacture({ fournisseur: i === 2 ? 'Société coopérative d’intérêt collectif des services aux professionnels de santé du Grand Est' : `Fournisseur ${i}`, numero: `2026-000-${i}` }, i)))} />;
export const refusee = (): JSX.Element => <PageFactures vue={vue(toutes)} saisie={{ forme: 'facture', erreurs: { numero: phraseRefusComptes({ code: 'facture_deja_saisie' }) }, valeurs: { fournisseur: 'Imprimerie', numero: 'F-1', montant: '120' } }} refus={phraseRefusComptes({ code: 'jamais_la_sienne_facture' })} />;
export const interdite = (): JSX.Element => <PageFactures vue={vue([], true)} />;
