import { arrondir, comparer, decimale, diviser, type Fraction, fraction, minimum, multiplier, soustraire, UN, ZERO } from '#core/fraction.ts';
import type { Jour } from '#core/jour.ts';
import type { Contrat, Depart, Indicateur, Palier, Reglages, Regle } from '../model.ts';

export type EtatLigne = 'atteinte' | 'partielle' | 'non_atteinte' | 'sans_valeur' | 'livrables_manquants' | 'sans_depart' | 'sans_montant';

/** What a line pays and why. Amounts in cents. */
export type LigneDue = {
  readonly indicateur: string;
  readonly libelle: string;
  readonly etat: EtatLigne;
  readonly montant: number;
  readonly montantMaximum: number;
  readonly valeur: number | boolean | null;
  readonly valeurLe: Jour | null;
  readonly preuve: boolean;
  readonly palier: { readonly nom: string | null; readonly seuil: number } | null;
  /** The nearest tier that pays more: at which value, and how much more, its deliverables handed in and what is already paid taken off. */
  readonly prochain: { readonly nom: string | null; readonly seuil: number; readonly gain: number } | null;
  readonly livrablesManquants: readonly string[];
  /** What an earlier year already paid for the same line, deducted. */
  readonly dejaPaye: number;
};

type Sens = Indicateur['sens'];
type Valeur = number | boolean;
/** A rule answered: how much, on which tier, and whether nothing better remains. */
type Reponse = { readonly centimes: Fraction; readonly complet: boolean; readonly palier?: Palier; readonly prochain?: { readonly nom: string | null; readonly seuil: number; readonly montant: number } };

const enNombre = (v: Valeur): Fraction => (typeof v === 'boolean' ? fraction(v ? 1 : 0) : decimale(v));
const atteint = (valeur: Fraction, seuil: Fraction, sens: Sens): boolean => (sens === 'hausse' ? comparer(valeur, seuil) >= 0 : comparer(valeur, seuil) <= 0);

/** The most a rule can pay, in cents. */
export function montantMaximum(r: Regle | undefined): number {
  switch (r?.type) {
    case undefined:
      return 0;
    case 'atteint':
    case 'lineaire':
      return r.montant;
    case 'compte':
      return r.plafond;
    case 'paliers_valeur':
    case 'paliers_variation':
      return Math.max(...r.paliers.map((p) => p.montant));
  }
}

/** Tiers from the easiest to the hardest to reach; equal thresholds, by amount. */
const parDifficulte = (paliers: readonly Palier[], sens: Sens): readonly Palier[] => paliers.toSorted((a, b) => (sens === 'hausse' ? a.seuil - b.seuil : b.seuil - a.seuil) || a.montant - b.montant);

function repondreParPaliers(mesure: Fraction, { paliers, dejaPaye }: { readonly paliers: readonly Palier[]; readonly dejaPaye: number }, sens: Sens): Reponse {
  const ordre = parDifficulte(paliers, sens);
  const atteints = ordre.filter((p) => atteint(mesure, decimale(p.seuil), sens));
  const meilleur = atteints.reduce<Palier | undefined>((m, p) => (m === undefined || p.montant > m.montant ? p : m), undefined);
  const montant = meilleur?.montant ?? 0;
  const suivant = ordre.find((p) => !atteints.includes(p) && p.montant > Math.max(montant, dejaPaye));
  const maximum = Math.max(...paliers.map((p) => p.montant));
  return {
    centimes: fraction(montant),
    complet: montant === maximum && meilleur !== undefined,
    ...(meilleur && { palier: meilleur }),
    ...(suivant && { prochain: { nom: suivant.nom ?? null, seuil: suivant.seuil, montant: suivant.montant } }),
  };
}

/** Progress since the start, counted in the right direction; undefined when there is no start to count from. */
function progres(valeur: Fraction, depart: Depart | undefined, sens: Sens, mesure: 'absolue' | 'relative'): Fraction | undefined {
  if (!depart) return undefined;
  const de = decimale(depart.valeur);
  const ecart = sens === 'hausse' ? soustraire(valeur, de) : soustraire(de, valeur);
  if (mesure === 'absolue') return ecart;
  return de.n === 0n ? undefined : diviser(ecart, de.n < 0n ? soustraire(ZERO, de) : de);
}

function repondreLineaire(valeur: Fraction, r: Extract<Regle, { type: 'lineaire' }>): Reponse {
  const [base, cible] = [decimale(r.base), decimale(r.cible)];
  const prochain = { nom: null, seuil: r.cible, montant: r.montant };
  const chemin = soustraire(cible, base);
  if (chemin.n === 0n) return { centimes: ZERO, complet: false, prochain };
  const taux = minimum(diviser(soustraire(valeur, base), chemin), UN);
  if (taux.n <= 0n || comparer(taux, decimale(r.plancher)) < 0) return { centimes: ZERO, complet: false, prochain };
  const complet = comparer(taux, UN) === 0;
  return { centimes: multiplier(taux, fraction(r.montant)), complet, ...(!complet && { prochain }) };
}

function repondreCompte(valeur: Fraction, r: Extract<Regle, { type: 'compte' }>): Reponse {
  const unites = Math.max(0, arrondir(valeur, 'inferieur') - r.aPartirDe);
  const centimes = Math.min(unites * r.prixUnitaire, r.plafond);
  const complet = centimes === r.plafond;
  const pourTout = r.prixUnitaire === 0 ? Number.POSITIVE_INFINITY : r.aPartirDe + Math.ceil(r.plafond / r.prixUnitaire);
  return { centimes: fraction(centimes), complet, ...(!complet && Number.isFinite(pourTout) && { prochain: { nom: null, seuil: pourTout, montant: r.plafond } }) };
}

function repondreAtteint(valeur: Valeur, r: Extract<Regle, { type: 'atteint' }>, sens: Sens): Reponse {
  const fait = r.cible === undefined ? enNombre(valeur).n !== 0n : atteint(enNombre(valeur), decimale(r.cible), sens);
  if (fait) return { centimes: fraction(r.montant), complet: true };
  return { centimes: ZERO, complet: false, prochain: { nom: null, seuil: r.cible ?? 1, montant: r.montant } };
}

/** What a rule answers to a value; undefined when it measures progress and nothing says from where. */
function repondre(valeur: Valeur, { regle, depart, dejaPaye }: { readonly regle: Regle; readonly depart: Depart | undefined; readonly dejaPaye: number }, sens: Sens): Reponse | undefined {
  switch (regle.type) {
    case 'atteint':
      return repondreAtteint(valeur, regle, sens);
    case 'paliers_valeur':
      return repondreParPaliers(enNombre(valeur), { paliers: regle.paliers, dejaPaye }, sens);
    case 'paliers_variation': {
      const p = progres(enNombre(valeur), depart, sens, regle.mesure);
      return p && repondreParPaliers(p, { paliers: regle.paliers, dejaPaye }, 'hausse');
    }
    case 'compte':
      return repondreCompte(enNombre(valeur), regle);
    case 'lineaire':
      return repondreLineaire(enNombre(valeur), regle);
  }
}

/** The rule and the start of a line at a date: the last revision until then, each part kept from before when it does not change it. */
export function regleEnVigueur(i: Indicateur, au: Jour): { readonly regle: Regle | undefined; readonly depart: Depart | undefined } {
  const revisions = i.revisions.filter((r) => r.le <= au).toSorted((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0));
  return revisions.reduce<{ regle: Regle | undefined; depart: Depart | undefined }>((e, r) => ({ regle: r.regle ?? e.regle, depart: r.depart ?? e.depart }), { regle: i.regle, depart: i.depart });
}

type Faits = Pick<Contrat, 'releves' | 'livrablesFournis' | 'aujourdhui'>;
const connu = (le: Jour, f: Faits): boolean => f.aujourdhui === undefined || le <= f.aujourdhui;

const dernierReleve = (i: Indicateur, f: Faits): Contrat['releves'][number] | undefined =>
  f.releves.filter((r) => r.indicateur === i.id && connu(r.le, f)).reduce<Contrat['releves'][number] | undefined>((d, r) => (d === undefined || r.le > d.le || (r.le === d.le && r.preuve) ? r : d), undefined);

type Options = { readonly au: Jour; readonly arrondi: Reglages['arrondi']; readonly dejaPaye: number };

const faitsParLivrables = (regle: Regle): boolean => regle.type === 'atteint' && regle.cible === undefined;

/** The compulsory deliverables that are not there yet. */
function manquants(i: Indicateur, f: Faits): readonly string[] {
  const fournis = new Set(f.livrablesFournis.filter((l) => l.indicateur === i.id && connu(l.le, f)).map((l) => l.livrable));
  return i.livrables.filter((l) => l.obligatoire && !fournis.has(l.id)).map((l) => l.id);
}

/** What one line of a contract pays, from the latest value known. Never more than its rule allows, less what an earlier year paid for it. */
export function evaluerLigne(i: Indicateur, faits: Faits, { au, arrondi, dejaPaye }: Options): LigneDue {
  const { regle, depart } = regleEnVigueur(i, au);
  const releve = dernierReleve(i, faits);
  const livrablesManquants = manquants(i, faits);
  const socle = { indicateur: i.id, libelle: i.libelle, montantMaximum: montantMaximum(regle), valeur: releve?.valeur ?? null, valeurLe: releve?.le ?? null, preuve: releve?.preuve ?? false, livrablesManquants, dejaPaye };
  const rien = (etat: EtatLigne): LigneDue => ({ ...socle, etat, montant: 0, palier: null, prochain: null });
  if (!regle) return rien('sans_montant');
  // A line that only asks for its deliverables is met by them.
  const valeur = releve?.valeur ?? (faitsParLivrables(regle) && i.livrables.length > 0 && livrablesManquants.length === 0 ? true : undefined);
  if (valeur === undefined) return rien(livrablesManquants.length > 0 && faitsParLivrables(regle) ? 'livrables_manquants' : 'sans_valeur');
  return payer(repondre(valeur, { regle, depart, dejaPaye }, i.sens), { ...socle, valeur }, { arrondi, dejaPaye });
}

function payer(reponse: Reponse | undefined, socle: Omit<LigneDue, 'etat' | 'montant' | 'palier' | 'prochain'>, { arrondi, dejaPaye }: Omit<Options, 'au'>): LigneDue {
  if (!reponse) return { ...socle, etat: 'sans_depart', montant: 0, palier: null, prochain: null };
  const brut = arrondir(reponse.centimes, arrondi);
  const acquis = Math.max(brut, dejaPaye);
  const suivant = reponse.prochain && reponse.prochain.montant > acquis ? reponse.prochain : undefined;
  const retenue = socle.livrablesManquants.length > 0 && brut > 0;
  return {
    ...socle,
    etat: retenue ? 'livrables_manquants' : reponse.complet ? 'atteinte' : brut > 0 ? 'partielle' : 'non_atteinte',
    montant: retenue ? 0 : Math.max(0, brut - dejaPaye),
    palier: reponse.palier ? { nom: reponse.palier.nom ?? null, seuil: reponse.palier.seuil } : null,
    prochain: suivant ? { nom: suivant.nom, seuil: suivant.seuil, gain: suivant.montant - acquis } : null,
  };
}
