import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { lireJourTape } from '#core/saisie.ts';
import { ContenuFiche, type Depense, Financeur, type Jalon, type NatureDepense, type SaisieDepense, type SaisieFiche } from './model.ts';

export type Financement = {
  readonly cout: number;
  readonly finance: number;
  /** What no funder covers yet. */
  readonly reste: number;
  readonly parFinanceur: Readonly<Record<Financeur, number>>;
  readonly parNature: Readonly<Record<NatureDepense, number>>;
};


/** How far the shares of an expense exceed its cost: an euro is paid once. Zero when they do not. */
export const depassement = (d: Pick<Depense, 'montant' | 'parts'>): number => Math.max(0, d.parts.reduce((s, p) => s + p.montant, 0) - d.montant);

/** Who pays what of a budget whose expenses have been accepted one by one. */
export function financementDe(budget: readonly Depense[]): Financement {
  const parFinanceur: Record<Financeur, number> = { aci: 0, fir: 0, article_51: 0, appel_a_projets: 0, autre: 0 };
  const parNature: Record<NatureDepense, number> = { indemnites: 0, remunerations: 0, prestataires: 0, achats: 0, autres: 0 };
  for (const d of budget) {
    parNature[d.nature] += d.montant;
    for (const p of d.parts) parFinanceur[p.financeur] += p.montant;
  }
  const cout = budget.reduce((s, d) => s + d.montant, 0);
  const finance = Object.values(parFinanceur).reduce((s, m) => s + m, 0);
  return { cout, finance, reste: cout - finance, parFinanceur, parNature };
}

export type RefusDepense = { readonly code: 'euro_compte_deux_fois'; readonly depasse: number };

/** An expense from its form: refused when its funders give more than it costs. */
export function depenseDe(s: SaisieDepense, id: string): Result<Depense, RefusDepense> {
  const parts = Financeur.options.flatMap((financeur) => {
    const montant = s[financeur] ?? 0;
    return montant > 0 ? [{ financeur, montant }] : [];
  });
  const depense: Depense = { id, nature: s.nature, libelle: s.libelle, montant: s.montant, parts };
  const depasse = depassement(depense);
  return depasse > 0 ? refuser({ code: 'euro_compte_deux_fois', depasse }) : ok(depense);
}

/** The smallest key not yet taken, so that what is written twice reads the same. */
export function cleLibre(prefixe: string, prises: readonly { readonly id: string }[]): string {
  const deja = new Set(prises.map((p) => p.id));
  let n = prises.length + 1;
  while (deja.has(`${prefixe}${n}`)) n++;
  return `${prefixe}${n}`;
}

/** `12/03/2026 : lancement`, one per line; the first line that is not so is the refusal. */
export function lireJalons(texte: string): Result<Jalon[], { readonly ligne: string }> {
  const jalons: Jalon[] = [];
  for (const brute of texte.split(/\r?\n/)) {
    const ligne = brute.trim();
    if (ligne === '') continue;
    const [, jour = '', suite = ''] = /^([\d/.-]+)\s*[:\u00a0 –—-]+\s*(.+)$/.exec(ligne) ?? [];
    const le = lireJourTape(jour);
    if (!le || suite === '') return refuser({ ligne: ligne.slice(0, 80) });
    jalons.push({ le, texte: suite.trim().slice(0, 200) });
  }
  return ok(jalons.toSorted((a, b) => a.le.localeCompare(b.le)).slice(0, 40));
}

export const VIDE: Pick<ContenuFiche, 'taches' | 'budget'> = { taches: [], budget: [] };
export type ErreursFiche = Readonly<Record<string, string>>;

/** What a sheet becomes by its form; tasks and budget have forms of their own. */
export function contenuDe(s: SaisieFiche, avant: Pick<ContenuFiche, 'taches' | 'budget'>, connues: ReadonlySet<string>): Result<ContenuFiche, ErreursFiche> {
  const jalons = lireJalons(s.jalons);
  if (!jalons.ok) return refuser({ jalons: `Ce jalon n’est pas lisible : « ${jalons.refus.ligne} ». Écrivez par exemple « 12/03/2026 : réunion de lancement ».` });
  if (s.debut && s.fin && s.fin < s.debut) return refuser({ fin: 'La fin vient avant le début.' });
  const inconnue = s.indicateurs.find((i) => !connues.has(i));
  if (inconnue !== undefined) return refuser({ indicateurs: 'Une ligne choisie n’est plus au contrat : rechargez la page.' });
  const { version: _v, pilote, objectifProjet, preuves, debut, fin, jalons: _j, resultat, ...reste } = s;
  return ok(ContenuFiche.parse({ ...reste, taches: avant.taches, budget: avant.budget, piloteId: pilote === '' ? null : pilote, objectifId: objectifProjet === '' ? null : objectifProjet, preuvesAttendues: preuves, debut: debut ?? null, fin: fin ?? null, jalons: jalons.valeur, resultatAttendu: resultat ?? null }));
}

/** Open tasks due before this day. */
export const tachesEnRetard = (c: Pick<ContenuFiche, 'taches'>, jour: Jour): number => c.taches.filter((t) => !t.faite && t.echeance !== null && t.echeance < jour).length;
