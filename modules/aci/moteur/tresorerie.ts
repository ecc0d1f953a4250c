import { type Jour, plusMois } from '#core/jour.ts';
import type { Contrat } from '../model.ts';
import type { Echeance } from './du.ts';

type Versement = Contrat['versements'][number];

/** A sum due and what was received for it. `reste` is negative when too much came. */
export type EcheanceSuivie = Echeance & { readonly recu: number; readonly reste: number; readonly etat: 'a_venir' | 'due' | 'partielle' | 'soldee' | 'trop_percue' };
export type Mois = { readonly mois: string; readonly attendu: number; readonly recu: number; readonly attenduCumule: number; readonly recuCumule: number };
export type Tresorerie = { readonly echeances: readonly EcheanceSuivie[]; readonly nonRapproches: readonly Versement[]; readonly mois: readonly Mois[] };

const correspond = (v: Versement, e: Echeance): boolean => (v.poste === undefined || v.poste === e.poste) && (v.annee === undefined || v.annee === e.annee) && (v.nature === undefined || v.nature === e.nature);

/** For one sum received, which sum due it pays: the oldest whose remainder is exactly it, else the only one it can be. */
function trouver(v: Versement, echeances: readonly Echeance[], recus: ReadonlyMap<Echeance, number>): Echeance | undefined {
  const candidates = echeances.filter((e) => correspond(v, e) && Math.sign(e.montant) === Math.sign(v.montant));
  const exacte = candidates.find((e) => e.montant - (recus.get(e) ?? 0) === v.montant);
  if (exacte) return exacte;
  const ouvertes = candidates.filter((e) => e.montant !== (recus.get(e) ?? 0));
  return ouvertes.length === 1 ? ouvertes[0] : candidates.length === 1 ? candidates[0] : undefined;
}

function etatDe(e: Echeance, recu: number, aujourdhui: Jour | undefined): EcheanceSuivie['etat'] {
  if (recu === e.montant) return 'soldee';
  if (Math.abs(recu) > Math.abs(e.montant)) return 'trop_percue';
  if (recu !== 0) return 'partielle';
  return aujourdhui !== undefined && e.le <= aujourdhui ? 'due' : 'a_venir';
}

const moisDe = (j: Jour): string => j.slice(0, 7);

function parMois(echeances: readonly Echeance[], versements: readonly Versement[]): readonly Mois[] {
  const jours = [...echeances, ...versements].map((x) => x.le).toSorted();
  const [premier, dernier] = [jours[0], jours.at(-1)];
  if (premier === undefined || dernier === undefined) return [];
  const sommer = (liste: readonly { readonly le: Jour; readonly montant: number }[], mois: string): number => liste.reduce((s, x) => (moisDe(x.le) === mois ? s + x.montant : s), 0);
  const lignes: Mois[] = [];
  const debut = `${moisDe(premier)}-01` as Jour;
  let [attenduCumule, recuCumule] = [0, 0];
  for (let i = 0; ; i++) {
    const mois = moisDe(plusMois(debut, i));
    if (mois > moisDe(dernier)) return lignes;
    const [attendu, recu] = [sommer(echeances, mois), sommer(versements, mois)];
    attenduCumule += attendu;
    recuCumule += recu;
    lignes.push({ mois, attendu, recu, attenduCumule, recuCumule });
  }
}

/** Sums due against sums received, and both month by month. Payments are taken by date, then by amount: their order in the list changes nothing. */
export function suivreTresorerie(c: Contrat, echeances: readonly Echeance[]): Tresorerie {
  const recus = new Map<Echeance, number>();
  const connus = c.versements.filter((v) => c.aujourdhui === undefined || v.le <= c.aujourdhui);
  const precision = (v: Versement): number => Number(v.poste !== undefined) + Number(v.annee !== undefined) + Number(v.nature !== undefined);
  const ecrit = (v: Versement): string => [v.reference ?? '', v.poste ?? '', v.annee ?? '', v.nature ?? ''].join('\n');
  const ordre = connus.toSorted((a, b) => precision(b) - precision(a) || (a.le < b.le ? -1 : a.le > b.le ? 1 : 0) || b.montant - a.montant || (ecrit(a) < ecrit(b) ? -1 : ecrit(a) > ecrit(b) ? 1 : 0));
  const servir = (v: Versement, e: Echeance | undefined): boolean => {
    if (e) recus.set(e, (recus.get(e) ?? 0) + v.montant);
    return e !== undefined;
  };
  const enAttente = ordre.filter((v) => !servir(v, trouver(v, echeances, recus)));
  // Looked at once more, everything else being placed: too much paid and given back leaves a remainder that the refund fits exactly.
  const nonRapproches = enAttente.filter((v) => !servir(v, echeances.find((e) => v.montant !== 0 && correspond(v, e) && e.montant - (recus.get(e) ?? 0) === v.montant)));
  return {
    echeances: echeances.map((e) => {
      const recu = recus.get(e) ?? 0;
      return { ...e, recu, reste: e.montant - recu, etat: etatDe(e, recu, c.aujourdhui) };
    }),
    nonRapproches,
    mois: parMois(echeances, connus),
  };
}
