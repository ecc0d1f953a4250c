import { type Jour, plusMois } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Contrat, Indicateur } from './model.ts';
import { type ContenuContrat, type ContratId, type Dossier, type Papiers, Partie, type SaisiePapiers, type SaisieRenouvellement, type Signataire } from './model-dossier.ts';
import { etatAu } from './moteur/enveloppes.ts';
import { regleEnVigueur } from './moteur/lignes.ts';
import { cleDeLigne, type ErreursDeSaisie } from './rules.ts';

const MOIS_PAR_AN = 12;

/** The first day of the contract, and the day it no longer runs unless it ends before. */
export const debutDuContrat = (c: Pick<ContenuContrat, 'priseEffet' | 'signeLe'>): Jour => c.priseEffet ?? c.signeLe;
export const termeDuContrat = (c: Pick<ContenuContrat, 'priseEffet' | 'signeLe' | 'dureeAnnees'>): Jour => plusMois(debutDuContrat(c), c.dureeAnnees * MOIS_PAR_AN);

export type Siege = NonNullable<Papiers['siege']>;

/**
 * Départements whose seat does not tell its caisse: several primary caisses, or a general caisse overseas.
 * @source own knowledge, to be verified: hence a proposal, shown as such, that the person changes
 */
const CAISSE_INCERTAINE: ReadonlySet<string> = new Set(['59', '62', '64', '76', '971', '972', '973', '974', '976']);

/** The caisse that the commune of the seat most likely depends on; undefined when its département has several, or is not known. */
export const caisseProposee = (siege: Pick<Siege, 'departement'> | undefined, nomDepartement: string | undefined): string | undefined =>
  siege === undefined || nomDepartement === undefined || CAISSE_INCERTAINE.has(siege.departement) ? undefined : `CPAM (${nomDepartement})`;

/** What the paper becomes by its form; a party without a name has not signed. */
export function papiersDe(s: SaisiePapiers, avant: Papiers, siege: Siege | undefined): Result<Papiers, ErreursDeSaisie> {
  const sansNom = Partie.options.find((p) => s[`nom_${p}`] === '' && (s[`qualite_${p}`] !== '' || s[`le_${p}`] !== undefined));
  if (sansNom) return refuser({ [`nom_${sansNom}`]: 'Écrivez qui a signé, ou videz la ligne.' });
  if (s.habitants !== undefined && s.populationSource === '') return refuser({ populationSource: 'Dites d’où vient ce nombre : Insee, caisse, contrat signé…' });
  const signataires = Partie.options.flatMap((partie): Signataire[] => {
    const [nom, le] = [s[`nom_${partie}`], s[`le_${partie}`]];
    return nom === '' ? [] : [{ partie, nom, qualite: s[`qualite_${partie}`], ...(le && { le }) }];
  });
  return ok({
    signataires, ...(siege && { siege }), ...(s.caisse !== '' && { caisse: s.caisse }),
    ...(s.habitants !== undefined && { population: { habitants: s.habitants, source: s.populationSource, ...(s.populationLe && { le: s.populationLe }) } }),
    ...(avant.precedent && { precedent: avant.precedent }),
  });
}

/** The last number read on a line by a day. */
const derniereValeur = (d: Pick<Dossier, 'releves'>, ligne: string): { readonly valeur: number; readonly le: Jour } | undefined =>
  d.releves.filter((r) => r.indicateur === ligne).reduce<{ valeur: number; le: Jour } | undefined>((m, r) => (typeof r.valeur === 'number' && (m === undefined || r.le >= m.le) ? { valeur: r.valeur, le: r.le } : m), undefined);

export const SOURCE_REPRISE = 'dernière valeur du contrat précédent';

/** The lines of the last year, asked again: their rule as it stood at the end, their start where they ended. */
export function lignesReprises({ contenu, releves }: Pick<Dossier, 'contenu' | 'releves'>): readonly Indicateur[] {
  const terme = termeDuContrat(contenu);
  const prises = new Set(contenu.indicateurs.map((i) => i.id));
  return contenu.indicateurs.filter((i) => i.annee === contenu.dureeAnnees).map((i) => {
    const id = cleDeLigne(i.libelle, prises);
    prises.add(id);
    const { regle, depart } = regleEnVigueur(i, terme);
    const derniere = derniereValeur({ releves }, i.id);
    const { reporteDe: _reporte, regle: _regle, depart: _depart, ...reste } = i;
    const nouveau = derniere ? { ...derniere, source: SOURCE_REPRISE } : depart;
    return { ...reste, id, annee: 1, revisions: [], ...(regle && { regle }), ...(nouveau && { depart: nouveau }) };
  });
}

export type RefusRenouvellement = { readonly code: 'contrat_court'; readonly jusquAu: Jour } | { readonly code: 'saisie_refusee'; readonly erreurs: ErreursDeSaisie };

/** The contract born from one that reaches its term: what it engaged, as it stood on its last day; values and payments stay with the old one. */
export function contratRenouvele(dossier: Pick<Dossier, 'id' | 'contenu' | 'releves'>, s: SaisieRenouvellement, aujourdhui: Jour): Result<ContenuContrat, RefusRenouvellement> {
  const { contenu } = dossier;
  const terme = termeDuContrat(contenu);
  if (aujourdhui < terme) return refuser({ code: 'contrat_court', jusquAu: terme });
  if (s.signeLe > aujourdhui) return refuser({ code: 'saisie_refusee', erreurs: { signeLe: 'Ce jour n’est pas encore venu.' } });
  if (s.signeLe <= contenu.signeLe) return refuser({ code: 'saisie_refusee', erreurs: { signeLe: 'Le nouveau contrat se signe après l’ancien.' } });
  const priseEffet = s.signeLe > terme ? s.signeLe : terme;
  const fin = etatAu(enCalcul(contenu), terme);
  const missions = contenu.missions.filter((m) => m.fin === undefined || m.fin >= terme).map(({ mission }) => ({ mission, debut: priseEffet, ...(fin.propres[mission] && { enveloppe: fin.propres[mission] }) }));
  const { signataires: _anciens, ...papiers } = contenu.papiers;
  return ok({
    ...(contenu.nom !== undefined && { nom: contenu.nom }), taille: s.taille, signeLe: s.signeLe, priseEffet, dureeAnnees: contenu.dureeAnnees, missions,
    ...(s.regime !== '' && { regime: s.regime }), ...(fin.fonctionnement !== undefined && { fonctionnement: fin.fonctionnement }),
    avenants: [], indicateurs: s.lignes === 'reprendre' ? [...lignesReprises(dossier)].filter((i) => missions.some((m) => m.mission === i.mission)) : [], appreciations: [], crises: [], reglages: contenu.reglages,
    papiers: { ...papiers, signataires: [], precedent: dossier.id satisfies ContratId },
  });
}

/** The content alone, as the engine takes it: without values nor payments. */
export function enCalcul(contenu: ContenuContrat): Contrat {
  const { papiers: _papiers, ...calcule } = contenu;
  return { ...calcule, releves: [], livrablesFournis: [], versements: [] };
}

/** Ends that change nothing are refused: after its term a contract is over by itself. */
export const refusDeFin = (contenu: ContenuContrat, le: Jour): ErreursDeSaisie | undefined => (le >= termeDuContrat(contenu) ? { le: 'Le contrat sera déjà à son terme ce jour-là : il n’y a rien à résilier.' } : undefined);
