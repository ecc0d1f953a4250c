import { type Jour, jourDans, plusJours } from '#core/jour.ts';
import { phraseRegle } from '#modules/aci/labels.ts';
import type { Contrat, Poste } from '#modules/aci/model.ts';
import type { Dossier } from '#modules/aci/model-dossier.ts';
import type { Calcul } from '#modules/aci/moteur/calculer.ts';
import { etatAu } from '#modules/aci/moteur/enveloppes.ts';
import { type LigneDue, regleEnVigueur } from '#modules/aci/moteur/lignes.ts';
import { Financeur, type Fiche } from '#modules/actions/model.ts';
import type { Preuve } from '#modules/actions/model-preuves.ts';
import type { EtatDossier, FicheGardee, LigneGardee, PosteGarde, PreuveGardee, Redaction } from '../model.ts';

/** Money told by the ledger of times for a mission, in cents. */
export type DepensesMission = { readonly engage: number; readonly paye: number; readonly minutes: number };
export type PreuveJugee = { readonly preuve: Preuve; readonly faiblesses: PreuveGardee['faiblesses'] };

export type Faits = {
  readonly cpts: string;
  readonly dossier: Dossier;
  readonly contrat: Contrat;
  readonly calcul: Calcul;
  readonly annee: number;
  readonly preuves: readonly PreuveJugee[];
  readonly fiches: readonly Fiche[];
  readonly depenses: ReadonlyMap<Poste, DepensesMission>;
  readonly vie: EtatDossier['vie'];
  readonly redaction: Redaction;
  readonly aujourdhui: Jour;
  readonly fuseau: string;
};

type Annee = Calcul['annees'][number];

const garder = ({ preuve: p, faiblesses }: PreuveJugee, fuseau: string): PreuveGardee => ({ id: p.id, titre: p.titre, genre: p.genre, le: p.le, empreinte: p.empreinte, versee: jourDans(p.verseeLe, fuseau), livrable: p.livrable, faiblesses });

const nomDuPalier = (l: LigneDue): string | null => (l.palier ? (l.palier.nom ?? String(l.palier.seuil).replace('.', ',')) : null);

function ligne(l: LigneDue, f: Faits, annee: Annee): LigneGardee {
  const i = f.dossier.contenu.indicateurs.find((x) => x.id === l.indicateur);
  if (!i) throw new Error(`Line ${l.indicateur} is due but absent from the contract`);
  const { regle, depart } = regleEnVigueur(i, annee.finReelle);
  const releve = f.dossier.releves.findLast((r) => r.indicateur === i.id && r.le === l.valeurLe);
  const fournis = new Set(f.dossier.livrables.filter((x) => x.indicateur === i.id).map((x) => x.livrable));
  return {
    id: i.id, libelle: i.libelle, mission: i.mission, action: i.action ?? null, unite: i.unite ?? null, sens: i.sens, source: i.source ?? null, reporteDe: i.reporteDe ?? null,
    depart: depart ? { valeur: depart.valeur, le: depart.le ?? null } : null, objectif: phraseRegle(regle, i.sens),
    valeur: l.valeur, valeurLe: l.valeurLe, origine: releve?.origine ?? null, formule: releve?.formule ?? null,
    etat: l.etat, palier: nomDuPalier(l), montant: l.montant, maximum: l.montantMaximum, dejaPaye: l.dejaPaye,
    livrables: i.livrables.map((x) => ({ libelle: x.libelle, obligatoire: x.obligatoire, fourni: fournis.has(x.id) })),
    preuves: f.preuves.filter((p) => p.preuve.statut === 'versee' && p.preuve.indicateur === i.id).map((p) => garder(p, f.fuseau)),
  };
}

const chevauche = (f: Fiche, a: Annee): boolean => (f.contenu.debut === null || f.contenu.debut < a.fin) && (f.contenu.fin === null || f.contenu.fin >= a.debut);

/** Days on which a sheet shows that people met: sign-in sheets and minutes tied to it or to its lines, each day once. */
export function reunionsDeLaFiche(f: Fiche, preuves: readonly PreuveJugee[], { debut, fin }: { readonly debut: Jour; readonly fin: Jour }): number {
  const siennes = preuves.map((p) => p.preuve).filter((p) => p.statut === 'versee' && (p.genre === 'emargement' || p.genre === 'compte_rendu') && (p.ficheId === f.id || (p.indicateur !== null && f.contenu.indicateurs.includes(p.indicateur))));
  return new Set(siennes.flatMap((p) => (p.le !== null && p.le >= debut && p.le < fin ? [p.le] : []))).size;
}

const coutDe = (f: Fiche): number => f.contenu.budget.reduce((s, d) => s + d.montant, 0);
/** The budget of a sheet that runs over several years counts once: in the year it begins, or in the first when it was there before. */
const compteIci = (f: Fiche, a: Annee): boolean => f.contenu.debut === null || f.contenu.debut >= a.debut || a.numero === 1;

function fiche(f: Fiche, preuves: readonly PreuveJugee[], a: Annee): FicheGardee {
  const c = f.contenu;
  return { titre: c.titre, statut: f.statut, objectif: c.objectif, evaluation: c.evaluation, pilote: f.piloteNom ?? null, partenaires: [...c.partenaires], tachesFaites: c.taches.filter((t) => t.faite).length, taches: c.taches.length, cout: coutDe(f), reunions: reunionsDeLaFiche(f, preuves, a) };
}

function poste(p: Annee['postes'][number], f: Faits, annee: Annee): PosteGarde {
  const fiches = p.poste === 'fonctionnement' ? [] : f.fiches.filter((x) => x.contenu.mission === p.poste && chevauche(x, annee));
  const budget = fiches.filter((x) => compteIci(x, annee)).flatMap((x) => x.contenu.budget);
  const parts = budget.flatMap((d) => d.parts);
  const depenses = f.depenses.get(p.poste) ?? { engage: 0, paye: 0, minutes: 0 };
  const debut = f.dossier.contenu.missions.filter((m) => m.mission === p.poste).map((m) => m.debut).toSorted()[0];
  return {
    poste: p.poste, debut: debut ?? null, fixe: { enveloppe: p.enveloppeFixe, du: p.fixeDu },
    variable: p.variable ? { enveloppe: p.variable.enveloppe, du: p.variable.montant, ouvert: p.variable.ouvert, taux: p.variable.tauxAccorde } : null,
    lignes: (p.variable?.lignes ?? []).map((l) => ligne(l, f, annee)),
    fiches: fiches.map((x) => fiche(x, f.preuves, annee)),
    depenses: { prevu: budget.reduce((s, d) => s + d.montant, 0), financeurs: Financeur.options.flatMap((financeur) => { const montant = parts.filter((x) => x.financeur === financeur).reduce((s, x) => s + x.montant, 0); return montant === 0 ? [] : [{ financeur, montant }]; }), ...depenses },
  };
}

/** A year of the contract, told from what the CPTS keeps; undefined when the contract has no such year. */
export function composerEtat(f: Faits): EtatDossier | undefined {
  const annee = f.calcul.annees.find((a) => a.numero === f.annee);
  if (!annee) return undefined;
  const { taille, regime } = etatAu(f.contrat, plusJours(annee.finReelle, -1));
  return {
    modele: 1, cpts: f.cpts, annee: { numero: annee.numero, debut: annee.debut, fin: annee.finReelle }, arreteLe: f.aujourdhui,
    contrat: { signeLe: f.contrat.signeLe, taille, regime: regime.nom },
    totaux: { maximum: annee.totaux.maximum, fixe: annee.totaux.fixeDu, variable: annee.totaux.variableDu, du: annee.totaux.du, avances: annee.totaux.avances, solde: annee.totaux.solde, recu: f.calcul.tresorerie.echeances.filter((e) => e.annee === annee.numero).reduce((s, e) => s + e.recu, 0) },
    postes: annee.postes.map((p) => poste(p, f, annee)),
    vie: f.vie,
    redaction: f.redaction,
  };
}

const trier = (v: unknown): unknown => (Array.isArray(v) ? v.map(trier) : typeof v === 'object' && v !== null ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([k, x]) => [k, trier(x)])) : v);

/** The same facts always give the same text, whatever the order in which a database gives its keys back. */
export const texteCanonique = (e: unknown): string => JSON.stringify(trier(e));
