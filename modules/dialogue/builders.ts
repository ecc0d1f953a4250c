import { Jour } from '#core/jour.ts';
import { UN_JOUR, unCalcul, unContrat, unDossier } from '#modules/aci/builders.ts';
import type { ContratSaisi } from '#modules/aci/model.ts';
import { uneFiche, unePreuve } from '#modules/actions/builders.ts';
import { EtatDossier, EtatId, type EtatSigne, REDACTION_VIDE, type Redaction } from './model.ts';
import { composerEtat, type Faits } from './moteur/composer.ts';
import type { FaitsCycle } from './moteur/cycle.ts';

export { UN_JOUR };

export const uneRedaction = (avec: Partial<Redaction> = {}): Redaction => ({
  ...REDACTION_VIDE,
  faitsMarquants: 'Deux médecins de plus prennent des patients en ALD.\n\nLa caravane des dépistages a tenu trois journées.',
  difficultes: 'Les requêtes de la caisse arrivent tard.',
  propositions: 'Garder les mêmes missions, revoir le palier du dépistage.',
  lignes: { 'ald-2': { explication: 'Un départ à la retraite en juin.', proposition: 'renegocier', texte: 'Revenir à 150 patients.' } },
  ...avec,
});

/** What a year is told from: the invented contract of `aci`, a sheet, two pieces of evidence. */
export function desFaits(avec: Partial<Faits> = {}, saisie: Partial<ContratSaisi> = {}): Faits {
  const contrat = unContrat(saisie);
  return {
    cpts: 'CPTS des Trois Rivières', contrat, dossier: unDossier(contrat), calcul: unCalcul(contrat), annee: 2, aujourdhui: UN_JOUR, fuseau: 'Europe/Paris', redaction: uneRedaction(),
    preuves: [{ preuve: unePreuve({ indicateur: 'ald-2' }), faiblesses: [] }, { preuve: unePreuve({ id: unePreuve().id, indicateur: 'sein-2', genre: 'mention', titre: 'Rapport, page 12', le: null }), faiblesses: ['mention_seule', 'sans_date'] }],
    fiches: [uneFiche()], depenses: new Map([['prevention', { engage: 120_000, paye: 90_000, minutes: 1_800 }]]),
    vie: { reunions: 12, presences: 140, personnes: 38, assemblees: 1, professions: [{ profession: '10', membres: 14 }, { profession: '60', membres: 22 }] },
    ...avec,
  };
}

export function unEtat(avec: Partial<Faits> = {}, saisie: Partial<ContratSaisi> = {}): EtatDossier {
  const etat = composerEtat(desFaits(avec, saisie));
  if (!etat) throw new Error('No such year');
  return EtatDossier.parse(etat);
}

export const unEtatSigne = (etat = unEtat(), avec: Partial<EtatSigne> = {}): EtatSigne => ({
  id: EtatId.parse('0198f800-0000-7000-8000-000000000001'), annee: etat.annee.numero, numero: 1, copie: { etat, dernier: unEtat({ annee: 1 }) }, empreinte: 'c'.repeat(64), signeLe: new Date('2026-11-20T10:00:00Z'), signataire: 'Anselme Exemple',
  fichiers: { pdf: 'p', docx: 'd', xlsx: 'x' }, depot: { id: '0198f800-0000-7000-8000-000000000002', numero: 4 }, ...avec,
});

/** The second year, ten weeks before its anniversary. */
export const unCycle = (avec: Partial<FaitsCycle> = {}): FaitsCycle => ({
  annee: { numero: 2, debut: Jour.parse('2026-02-10'), fin: Jour.parse('2027-02-10') }, dureeAnnees: 5, aujourdhui: UN_JOUR,
  lignes: { total: 9, completes: 4, sansValeur: ['Annuaire des ressources diffusé'], caisseSansRequete: ['Dépistage du cancer du sein'], fragiles: 2 },
  fiches: [{ titre: 'Caravane des dépistages', reunions: 4 }, { titre: 'Parcours insuffisance cardiaque', reunions: 1 }],
  redige: false, signature: undefined, tenuLe: undefined, lignesSuivantes: 0,
  avance: { le: Jour.parse('2027-02-10'), attendu: 9_000_000, recu: 0 }, solde: { le: Jour.parse('2027-05-10'), attendu: 4_000_000, recu: 0 }, ...avec,
});
