import { Jour } from '#core/jour.ts';
import { Mission } from '#core/mission.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { Contrat, Indicateur, type Palier, type Regle } from './model.ts';
import { ContenuContrat, type Dossier, type SaisieAvenant, type SaisieContrat, type SaisieCrise, type SaisieLigne } from './model-dossier.ts';
import { calculerContrat } from './moteur/calculer.ts';
import { regleEnVigueur } from './moteur/lignes.ts';
import { lignesReprises } from './moteur/reprises.ts';
import type { RefusContrat } from './moteur/verifier.ts';

/** Sentences by field of a form; `''` for the form as a whole. */
export type ErreursDeSaisie = Readonly<Record<string, string>>;

const SANS_RIEN: ContenuContrat = ContenuContrat.parse({ taille: 3, signeLe: '2022-04-01' });

/** What a contract becomes by its form: what the form does not show stays. */
export function contenuDe(s: SaisieContrat, avant: ContenuContrat | undefined): ContenuContrat {
  const engagees = Mission.options.flatMap((mission) => {
    const debut = s[`debut_${mission}`];
    const ancienne = avant?.missions.find((m) => m.mission === mission);
    return debut === undefined ? [] : [{ ...ancienne, mission, debut }];
  });
  const { regime: _regime, priseEffet: _effet, fonctionnement: _fonctionnement, ...reste } = avant ?? SANS_RIEN;
  return ContenuContrat.parse({
    ...reste,
    taille: s.taille,
    signeLe: s.signeLe,
    ...(s.priseEffet && { priseEffet: s.priseEffet }),
    ...(s.regime !== '' && { regime: s.regime }),
    ...(s.fonctionnement !== undefined && { fonctionnement: s.fonctionnement }),
    missions: engagees,
    reglages: { ...reste.reglages, soldeApresMois: s.soldeApresMois, jours: s.jours, arrondi: s.arrondi },
  });
}

const paliersDe = (s: SaisieLigne): Palier[] =>
  ([1, 2, 3, 4] as const).flatMap((n) => {
    const [seuil, montant, nom] = [s[`seuil${n}`], s[`montant${n}`], s[`nom${n}`]];
    return seuil === undefined || montant === undefined ? [] : [{ seuil, montant, ...(nom && { nom }) }];
  });

const SANS_MONTANT: ErreursDeSaisie = { montant: 'Écrivez le montant de la ligne.' };

function enPaliers(s: SaisieLigne, type: 'paliers_valeur' | 'paliers_variation'): Result<Regle, ErreursDeSaisie> {
  const paliers = paliersDe(s);
  if (paliers.length === 0) return refuser({ seuil1: 'Écrivez au moins un palier : son seuil et son montant.' });
  if (type === 'paliers_valeur') return ok({ type, paliers });
  return s.depart === undefined ? refuser({ depart: 'Un progrès se compte depuis une valeur de départ.' }) : ok({ type, mesure: s.mesure, paliers });
}

function auProrata(s: SaisieLigne): Result<Regle, ErreursDeSaisie> {
  const base = s.base ?? 0;
  if (s.cible === undefined) return refuser({ cible: 'Écrivez la valeur à atteindre.' });
  if (s.cible === base) return refuser({ cible: 'La cible et la base sont égales : le prorata n’a pas de sens.' });
  return s.montant === undefined ? refuser(SANS_MONTANT) : ok({ type: 'lineaire', base, cible: s.cible, plancher: Math.min(1, Math.max(0, (s.plancher ?? 0) / 100)), montant: s.montant });
}

function regleDe(s: SaisieLigne): Result<Regle | undefined, ErreursDeSaisie> {
  switch (s.type) {
    case 'sans_montant':
      return ok(undefined);
    case 'atteint':
      return s.montant === undefined ? refuser(SANS_MONTANT) : ok({ type: 'atteint', montant: s.montant, ...(s.cible !== undefined && { cible: s.cible }) });
    case 'paliers_valeur':
    case 'paliers_variation':
      return enPaliers(s, s.type);
    case 'compte':
      if (s.prix === undefined) return refuser({ prix: 'Écrivez le prix d’une unité.' });
      return s.montant === undefined ? refuser({ montant: 'Écrivez le plafond de la ligne.' }) : ok({ type: 'compte', prixUnitaire: s.prix, plafond: s.montant, aPartirDe: Math.max(0, Math.floor(s.base ?? 0)) });
    case 'lineaire':
      return auProrata(s);
  }
}

const LONGUEUR_ID = 50;
/** A readable key, never given twice in the contract. */
export function cleDeLigne(libelle: string, prises: ReadonlySet<string>): string {
  const base = cleDeRecherche(libelle).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, LONGUEUR_ID) || 'ligne';
  for (let n = 1; ; n++) {
    const cle = n === 1 ? base : `${base}-${n}`;
    if (!prises.has(cle)) return cle;
  }
}

/** A line of the contract by its form; `id` when it existed. Deliverables are one per line of text; those that stay keep their key. */
export function ligneDe(s: SaisieLigne, contenu: ContenuContrat, id?: string): Result<Indicateur, ErreursDeSaisie> {
  const regle = regleDe(s);
  if (!regle.ok) return regle;
  const ancienne = contenu.indicateurs.find((i) => i.id === id);
  const textes = [...new Set((s.livrables ?? '').split('\n').map((l) => l.trim()).filter((l) => l !== ''))];
  const prises = new Set<string>();
  const livrables = textes.map((libelle) => {
    const cle = ancienne?.livrables.find((l) => l.libelle === libelle)?.id ?? cleDeLigne(libelle, new Set([...prises, ...(ancienne?.livrables.map((l) => l.id) ?? [])]));
    prises.add(cle);
    return { id: cle, libelle, obligatoire: true };
  });
  const lue = Indicateur.safeParse({
    id: id ?? cleDeLigne(s.libelle, new Set(contenu.indicateurs.map((i) => i.id))),
    mission: s.mission, annee: s.annee, libelle: s.libelle, sens: s.sens, livrables, revisions: ancienne?.revisions ?? [],
    ...(s.action && { action: s.action }), ...(s.unite && { unite: s.unite }), ...(s.source && { source: s.source }),
    ...(s.depart !== undefined && { depart: { valeur: s.depart, ...(s.departLe && { le: s.departLe }) } }),
    ...(regle.valeur && { regle: regle.valeur }), ...(s.reporteDe && { reporteDe: s.reporteDe }),
  });
  return lue.success ? ok(lue.data) : refuser({ '': lue.error.issues[0]?.message ?? 'Cette ligne n’est pas lisible.' });
}

/** The lines of a contract with one put in its place, or added. */
export const avecLigne = (contenu: ContenuContrat, ligne: Indicateur): ContenuContrat => ({
  ...contenu,
  indicateurs: contenu.indicateurs.some((i) => i.id === ligne.id) ? contenu.indicateurs.map((i) => (i.id === ligne.id ? ligne : i)) : [...contenu.indicateurs, ligne],
});

/** Renegotiated: the line keeps what it said before that day. */
export const avecRevision = (contenu: ContenuContrat, avant: Indicateur, apres: Indicateur, revision: { readonly le: Indicateur['revisions'][number]['le']; readonly motif: string }): ContenuContrat =>
  avecLigne(contenu, { ...apres, regle: avant.regle, ...(avant.depart && { depart: avant.depart }), revisions: [...avant.revisions, { ...revision, ...(apres.regle && { regle: apres.regle }), ...(apres.depart && { depart: apres.depart }) }] });

/**
 * Lines of a year in the next one: their rule as it was last agreed, their deliverables, and for start the last value read. Undefined when one
 * is not of that year, is already there, or when the contract has no such year.
 */
export function avecLignesReprises(contenu: ContenuContrat, releves: Dossier['releves'], { annee, lignes }: { readonly annee: number; readonly lignes: readonly string[] }): ContenuContrat | undefined {
  const [uniques, deja] = [[...new Set(lignes)], lignesReprises(contenu.indicateurs, annee)];
  const anciennes = uniques.flatMap((id) => contenu.indicateurs.find((i) => i.id === id && i.annee === annee && !deja.has(id)) ?? []);
  if (anciennes.length !== uniques.length || annee >= contenu.dureeAnnees) return undefined;
  return anciennes.reduce((c, i) => {
    const { regle, depart } = regleEnVigueur(i, Jour.parse('9999-12-31'));
    const atteinte = releves.filter((r) => r.indicateur === i.id && typeof r.valeur === 'number').toSorted((a, b) => a.le.localeCompare(b.le)).at(-1);
    const { depart: _d, regle: _r, reporteDe: _o, ...reste } = i;
    return avecLigne(c, { ...reste, id: cleDeLigne(i.libelle, new Set(c.indicateurs.map((x) => x.id))), annee: annee + 1, revisions: [], ...(regle && { regle }), ...(typeof atteinte?.valeur === 'number' ? { depart: { valeur: atteinte.valeur, le: atteinte.le } } : depart && { depart }) });
  }, contenu);
}

/** The envelope an amendment gives to a mission: all of it or none. */
function enveloppesDe(s: SaisieAvenant): Result<ContenuContrat['avenants'][number]['enveloppes'], ErreursDeSaisie> {
  const { mission, fixe, variable } = s;
  if (fixe === undefined && variable === undefined) return ok([]);
  if (mission === undefined || fixe === undefined || variable === undefined) return refuser({ mission: 'Une enveloppe se donne pour une mission, fixe et variable ensemble.' });
  return ok([{ mission, enveloppe: { fixe, variable } }]);
}

export function avecAvenant(contenu: ContenuContrat, s: SaisieAvenant): Result<ContenuContrat, ErreursDeSaisie> {
  const enveloppes = enveloppesDe(s);
  if (!enveloppes.ok) return enveloppes;
  if (s.taille === undefined && s.regime === '' && s.fonctionnement === undefined && enveloppes.valeur.length === 0) return refuser({ '': 'Dites ce que l’avenant change : la taille, le régime, le fonctionnement ou une enveloppe.' });
  if (s.le <= contenu.signeLe) return refuser({ le: 'Un avenant prend effet après la signature du contrat.' });
  const avenant = { le: s.le, motif: s.motif, enveloppes: enveloppes.valeur, ...(s.taille !== undefined && { taille: s.taille }), ...(s.regime !== '' && { regime: s.regime }), ...(s.fonctionnement !== undefined && { fonctionnement: s.fonctionnement }) };
  return ok({ ...contenu, avenants: [...contenu.avenants, avenant] });
}

export const avecCrise = (contenu: ContenuContrat, s: SaisieCrise): ContenuContrat => ({ ...contenu, crises: [...contenu.crises, { reconnueLe: s.reconnueLe, ...(s.finLe && { finLe: s.finLe }) }] });

/** Whether what would be saved computes, with the values already noted. */
export function refusDuContenu(contenu: ContenuContrat, dossier?: Pick<Dossier, 'releves'>): RefusContrat | undefined {
  const connues = new Set(contenu.indicateurs.map((i) => i.id));
  const releves = (dossier?.releves ?? []).filter((r) => connues.has(r.indicateur)).map((r) => ({ indicateur: r.indicateur, le: r.le, valeur: r.valeur, preuve: false }));
  const { papiers: _papiers, ...calcule } = contenu;
  const lu = Contrat.safeParse({ ...calcule, releves });
  if (!lu.success) throw new Error(`Contract content does not parse: ${lu.error.message}`);
  const issue = calculerContrat(lu.data);
  return issue.ok ? undefined : issue.refus;
}
