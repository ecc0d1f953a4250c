import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { Poste } from '#modules/aci/model.ts';
import type { CleCompte, Comptes, Facture, NatureCharge } from '../model-comptes.ts';
import { compteDe, compteDeCharge } from './plan.ts';

const LigneEcriture = z.object({ compte: z.string(), compteLibelle: z.string(), aux: z.string(), auxLibelle: z.string(), debit: z.int(), credit: z.int() });
type LigneEcriture = z.infer<typeof LigneEcriture>;
/** `cle` names the fact, so that the same fact is written once. Every entry belongs to one mission at most, and balances by itself. */
export const Ecriture = z.object({ cle: z.string(), journal: z.enum(['AN', 'ACH', 'IND', 'SUB', 'BQ']), jour: Jour, piece: z.string(), pieceLe: Jour, libelle: z.string(), poste: Poste.nullable(), lignes: z.array(LigneEcriture).readonly() });
export type Ecriture = Readonly<z.infer<typeof Ecriture>>;

export const JOURNAUX = { AN: 'À nouveaux', ACH: 'Achats', IND: 'Indemnités et rémunérations', SUB: 'Subventions', BQ: 'Banque' } as const satisfies Record<Ecriture['journal'], string>;

export type TempsDu = { readonly id: string; readonly personneId: string; readonly nom: string; readonly nature: NatureCharge; readonly poste: Poste | null; readonly action: string; readonly jour: Jour; readonly centimes: number; readonly lotId: string | null };
export type FaitsJournal = {
  readonly factures: readonly Facture[];
  /** Approved, in a batch or paid. */
  readonly temps: readonly TempsDu[];
  /** Batches that the bank has paid. */
  readonly lots: readonly { readonly id: string; readonly numero: number; readonly executeLe: Jour }[];
  /** Granted only. */
  readonly subventions: readonly { readonly id: string; readonly nom: string; readonly libelle: string; readonly centimes: number; readonly jour: Jour; readonly poste: Poste | null }[];
  readonly encaissements: readonly { readonly id: string; readonly subventionId: string; readonly jour: Jour; readonly centimes: number; readonly reference: string }[];
  /** What the fund paid for the contract; negative when it was given back. */
  readonly versements: readonly { readonly id: string; readonly le: Jour; readonly montant: number; readonly poste: Poste | null; readonly reference: string }[];
  /** Lines of the bank that are neither a payment nor a receipt known elsewhere. */
  readonly mouvements: readonly { readonly id: string; readonly jour: Jour; readonly centimes: number; readonly libelle: string; readonly genre: 'frais' | 'cotisations' | 'produit' | 'charge'; readonly poste: Poste | null }[];
  readonly ouverture: { readonly le: Jour; readonly centimes: number } | undefined;
};

type Tiers = { readonly aux: string; readonly auxLibelle: string };
const SANS: Tiers = { aux: '', auxLibelle: '' };
const alphanumerique = (t: string): string => cleDeRecherche(t).replace(/[^a-z0-9]/g, '').toUpperCase();
const enChiffres = (t: string): string => [...t].map((c) => (c.codePointAt(0) ?? 0).toString(36).toUpperCase()).join('');
const fournisseur = (nom: string): Tiers => ({ aux: `F${alphanumerique(nom) || enChiffres(nom)}`, auxLibelle: nom });
/** A person's number in the books says nothing of who they are. */
const membre = (id: string, nom: string): Tiers => ({ aux: `M${id.replaceAll('-', '').slice(-12).toUpperCase()}`, auxLibelle: nom });

type Sens = { readonly de: readonly [CleCompte, Tiers?]; readonly vers: readonly [CleCompte, Tiers?]; readonly centimes: number };
type Ecrire = (e: Omit<Ecriture, 'lignes'>, mouvements: readonly Sens[]) => Ecriture;

/** Debits `vers`, credits `de`; a negative amount goes the other way, so that no column ever holds a minus sign. */
const ecrireAvec = (comptes: Comptes): Ecrire => {
  const ligne = ([cle, tiers = SANS]: readonly [CleCompte, Tiers?], centimes: number): LigneEcriture => {
    const { numero, libelle } = compteDe(cle, comptes);
    return { compte: numero, compteLibelle: libelle, ...tiers, debit: Math.max(0, centimes), credit: Math.max(0, -centimes) };
  };
  return (e, mouvements) => ({ ...e, lignes: mouvements.flatMap((m) => [ligne(m.vers, m.centimes), ligne(m.de, -m.centimes)]) });
};

function desFactures(f: FaitsJournal, ecrire: Ecrire): Ecriture[] {
  return f.factures.filter((x) => x.statut === 'approuvee' || x.statut === 'payee').flatMap((x) => {
    const commun = { piece: x.numero, pieceLe: x.jour, poste: x.poste };
    const tiers = fournisseur(x.fournisseur);
    const due = ecrire({ ...commun, cle: `facture ${x.id}`, journal: 'ACH', jour: x.jour, libelle: `${x.fournisseur}, facture ${x.numero}` }, [{ vers: [compteDeCharge(x.nature)], de: ['fournisseurs', tiers], centimes: x.centimes }]);
    return x.payeeLe === null ? [due] : [due, ecrire({ ...commun, cle: `paiement ${x.id}`, journal: 'BQ', jour: x.payeeLe, libelle: `${x.fournisseur}, paiement ${x.numero}` }, [{ vers: ['fournisseurs', tiers], de: ['banque'], centimes: x.centimes }])];
  });
}

function desTemps(f: FaitsJournal, ecrire: Ecrire): Ecriture[] {
  const dus = f.temps.filter((t) => t.centimes > 0);
  const parLot = new Map<string, TempsDu[]>();
  for (const t of dus) {
    const cle = `${t.lotId ?? ''} ${t.poste ?? ''}`;
    const deja = parLot.get(cle);
    if (deja) deja.push(t);
    else parLot.set(cle, [t]);
  }
  const postes = [...new Set(dus.map((t) => t.poste))];
  const payes = f.lots.flatMap((lot) => postes.flatMap((poste) => {
    const temps = parLot.get(`${lot.id} ${poste ?? ''}`);
    if (!temps) return [];
    const sommes = new Map<string, { nom: string; centimes: number }>();
    for (const t of temps) sommes.set(t.personneId, { nom: t.nom, centimes: (sommes.get(t.personneId)?.centimes ?? 0) + t.centimes });
    return [ecrire({ cle: `lot ${lot.id} ${poste ?? ''}`.trim(), journal: 'BQ', jour: lot.executeLe, piece: `LOT-${lot.numero}`, pieceLe: lot.executeLe, libelle: `Virements du lot ${lot.numero}`, poste }, [...sommes].map(([id, s]) => ({ vers: ['membres', membre(id, s.nom)], de: ['banque'], centimes: s.centimes })))];
  }));
  return [
    ...dus.map((t) => ecrire({ cle: `temps ${t.id}`, journal: 'IND', jour: t.jour, piece: `T-${t.id.replaceAll('-', '').slice(-12).toUpperCase()}`, pieceLe: t.jour, libelle: `${t.nom}, ${t.action}`, poste: t.poste }, [{ vers: [compteDeCharge(t.nature)], de: ['membres', membre(t.personneId, t.nom)], centimes: t.centimes }])),
    ...payes,
  ];
}

function desRecettes(f: FaitsJournal, ecrire: Ecrire): Ecriture[] {
  const accordees = new Map(f.subventions.map((s) => [s.id, s]));
  const piece = (prefixe: string, id: string): string => `${prefixe}-${id.replaceAll('-', '').slice(-12).toUpperCase()}`;
  return [
    ...f.subventions.map((s) => ecrire({ cle: `subvention ${s.id}`, journal: 'SUB', jour: s.jour, piece: piece('S', s.id), pieceLe: s.jour, libelle: `${s.nom}, ${s.libelle}`, poste: s.poste }, [{ vers: ['subventions_a_recevoir', fournisseur(s.nom)], de: ['produit_subventions'], centimes: s.centimes }])),
    ...f.encaissements.flatMap((e) => {
      const s = accordees.get(e.subventionId);
      return s ? [ecrire({ cle: `encaissement ${e.id}`, journal: 'BQ', jour: e.jour, piece: e.reference || piece('E', e.id), pieceLe: e.jour, libelle: `${s.nom}, versement reçu`, poste: s.poste }, [{ vers: ['banque'], de: ['subventions_a_recevoir', fournisseur(s.nom)], centimes: e.centimes }])] : [];
    }),
    ...f.versements.map((v) => ecrire({ cle: `versement ${v.id}`, journal: 'BQ', jour: v.le, piece: v.reference || piece('V', v.id), pieceLe: v.le, libelle: 'Contrat ACI, versement de la caisse', poste: v.poste }, [{ vers: ['banque'], de: ['produit_aci'], centimes: v.montant }])),
  ];
}

const COMPTE_DU_GENRE = { frais: 'charge_banque', charge: 'charge_autres', cotisations: 'produit_cotisations', produit: 'produit_autres' } as const satisfies Record<FaitsJournal['mouvements'][number]['genre'], CleCompte>;

/** Every entry that the facts make, all years, in no order. */
export function toutesLesEcritures(f: FaitsJournal, comptes: Comptes): readonly Ecriture[] {
  const ecrire = ecrireAvec(comptes);
  return [
    ...desFactures(f, ecrire), ...desTemps(f, ecrire), ...desRecettes(f, ecrire),
    ...f.mouvements.map((m) => ecrire({ cle: `mouvement ${m.id}`, journal: 'BQ', jour: m.jour, piece: `B-${m.id.replaceAll('-', '').slice(-12).toUpperCase()}`, pieceLe: m.jour, libelle: m.libelle, poste: m.poste }, [{ vers: ['banque'], de: [COMPTE_DU_GENRE[m.genre]], centimes: m.centimes }])),
    ...(f.ouverture && f.ouverture.centimes !== 0 ? [ecrire({ cle: 'ouverture', journal: 'AN', jour: f.ouverture.le, piece: 'OUVERTURE', pieceLe: f.ouverture.le, libelle: 'Solde de la banque à l’ouverture', poste: null }, [{ vers: ['banque'], de: ['report'], centimes: f.ouverture.centimes }])] : []),
  ];
}

/** The balances that a year inherits: accounts of classes 1 to 5 as they stood, the results of the past in the carried balance. */
export function aNouveaux(anterieures: readonly Ecriture[], annee: number, comptes: Comptes): Ecriture | undefined {
  const soldes = new Map<string, LigneEcriture & { solde: number }>();
  let report = 0;
  for (const l of anterieures.flatMap((e) => e.lignes)) {
    if (l.compte >= '6') report += l.debit - l.credit;
    else {
      const cle = `${l.compte} ${l.aux}`;
      soldes.set(cle, { ...l, solde: (soldes.get(cle)?.solde ?? 0) + l.debit - l.credit });
    }
  }
  const compteReport = compteDe('report', comptes);
  const cle = `${compteReport.numero} `;
  const modele = { compte: compteReport.numero, compteLibelle: compteReport.libelle, ...SANS, debit: 0, credit: 0 };
  soldes.set(cle, { ...(soldes.get(cle) ?? modele), solde: (soldes.get(cle)?.solde ?? 0) + report });
  const lignes = [...soldes].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { solde, ...l }]) => (solde === 0 ? [] : [{ ...l, debit: Math.max(0, solde), credit: Math.max(0, -solde) }]));
  const jour = Jour.parse(`${annee}-01-01`);
  return lignes.length === 0 ? undefined : { cle: `a nouveaux ${annee}`, journal: 'AN', jour, piece: `AN-${annee}`, pieceLe: jour, libelle: `À nouveaux ${annee}`, poste: null, lignes };
}

const ordre = (a: Ecriture, b: Ecriture): number => {
  if (a.jour !== b.jour) return a.jour < b.jour ? -1 : 1;
  if ((a.journal === 'AN') !== (b.journal === 'AN')) return a.journal === 'AN' ? -1 : 1;
  return a.cle < b.cle ? -1 : a.cle > b.cle ? 1 : 0;
};

/** The journal of a civil year, day by day; its opening balances first. */
export function journalDe(f: FaitsJournal, annee: number, comptes: Comptes): readonly Ecriture[] {
  const toutes = toutesLesEcritures(f, comptes);
  const [debut, fin] = [`${annee}-01-01`, `${annee}-12-31`];
  const ouverture = aNouveaux(toutes.filter((e) => e.jour < debut), annee, comptes);
  return [...(ouverture ? [ouverture] : []), ...toutes.filter((e) => e.jour >= debut && e.jour <= fin).toSorted(ordre)];
}

const EXTOURNE = /^extourne \d+ /;
/** What an entry says, whatever the order in which its fields were kept. */
const teneur = (e: Ecriture): string => JSON.stringify([e.cle, e.journal, e.jour, e.piece, e.pieceLe, e.libelle, e.poste, e.lignes.map((l) => [l.compte, l.compteLibelle, l.aux, l.auxLibelle, l.debit, l.credit])]);

/**
 * What a new closing adds to what was frozen before: a fact that is new is written, one that has gone or changed is reversed (and written
 * again as it is now). What was validated is never touched.
 */
export function completer(figees: readonly Ecriture[], voulues: readonly Ecriture[]): readonly Ecriture[] {
  const vivantes = new Map<string, Ecriture>();
  for (const e of figees) {
    if (EXTOURNE.test(e.cle)) vivantes.delete(e.cle.replace(EXTOURNE, ''));
    else vivantes.set(e.cle, e);
  }
  const rang = figees.length;
  const extourner = (e: Ecriture): Ecriture => ({ ...e, cle: `extourne ${rang} ${e.cle}`, libelle: `Extourne : ${e.libelle}`, lignes: e.lignes.map((l) => ({ ...l, debit: l.credit, credit: l.debit })) });
  const attendues = new Map(voulues.map((e) => [e.cle, e]));
  const pareilles = (a: Ecriture, b: Ecriture): boolean => teneur(a) === teneur(b);
  const parties = [...vivantes.values()].filter((e) => {
    const a = attendues.get(e.cle);
    return !a || !pareilles(a, e);
  });
  const ecartees = new Set(parties.map((e) => e.cle));
  return [...parties.map(extourner), ...voulues.filter((e) => !vivantes.has(e.cle) || ecartees.has(e.cle))];
}
