/**
 * What was received against what is due, counted a second time from what `--aide` says and from nothing else: each sum due keeps what is
 * left of it, each payment is a pattern that names or does not name the year, the line and the nature.
 */
export type Du = { readonly annee: number; readonly poste: string; readonly nature: string; readonly le: string; readonly montant: number };
export type Recu = { readonly le: string; readonly montant: number; readonly annee?: number; readonly poste?: string; readonly nature?: string; readonly reference?: string };

type Place = { readonly du: Du; reste: bigint };

const nomme = (v: Recu): number => [v.annee, v.poste, v.nature].filter((x) => x !== undefined).length;
/** One word that sorts as payments are taken: what names most first, then the day, then the greatest sum, then what is written on it. */
const rang = (v: Recu): string => [3 - nomme(v), v.le, String(20_000_000_000 - v.montant).padStart(12, '0'), v.reference ?? '', v.poste ?? '', v.annee ?? '', v.nature ?? ''].join('\n');
const accepte = (v: Recu, { du }: Place): boolean => [[v.annee, du.annee], [v.poste, du.poste], [v.nature, du.nature]].every(([dit, est]) => dit === undefined || dit === est);
const memeSens = (v: Recu, { du }: Place): boolean => v.montant * du.montant > 0;

function placer(v: Recu, places: readonly Place[]): Place | undefined {
  const possibles = places.filter((p) => accepte(v, p) && memeSens(v, p));
  const [exacte] = possibles.filter((p) => p.reste === BigInt(v.montant));
  const entamees = possibles.filter((p) => p.reste !== 0n);
  return exacte ?? [entamees, possibles].find((liste) => liste.length === 1)?.[0];
}

function etat({ du, reste }: Place, aujourdhui: string | undefined): string {
  if (reste === 0n) return 'soldee';
  if (reste === BigInt(du.montant)) return aujourdhui !== undefined && du.le <= aujourdhui ? 'due' : 'a_venir';
  return reste > 0n === du.montant > 0 ? 'partielle' : 'trop_percue';
}

/** Each month from the first movement to the last; what is cumulated is counted again from the beginning. */
function mois(dus: readonly Du[], recus: readonly Recu[]): unknown[] {
  const jours = [...dus, ...recus].map((x) => x.le.slice(0, 7)).toSorted();
  const somme = (liste: readonly { readonly le: string; readonly montant: number }[], garder: (m: string) => boolean): number => Number(liste.filter((x) => garder(x.le.slice(0, 7))).reduce((s, x) => s + BigInt(x.montant), 0n));
  const lignes: unknown[] = [];
  for (let m = jours[0] ?? 'z'; m <= (jours.at(-1) ?? ''); m = m.endsWith('12') ? `${Number(m.slice(0, 4)) + 1}-01` : `${m.slice(0, 5)}${String(Number(m.slice(5)) + 1).padStart(2, '0')}`) {
    lignes.push({ mois: m, attendu: somme(dus, (x) => x === m), recu: somme(recus, (x) => x === m), attenduCumule: somme(dus, (x) => x <= m), recuCumule: somme(recus, (x) => x <= m) });
  }
  return lignes;
}

/** Dues come in the order of the contract: year, line, then advances, balance, variable. The oldest is served first. */
export function rapprocher(dus: readonly Du[], versements: readonly Recu[], aujourdhui: string | undefined) {
  const places: Place[] = dus.map((du) => ({ du, reste: BigInt(du.montant) })).sort((a, b) => a.du.le.localeCompare(b.du.le));
  const recus = versements.filter((v) => aujourdhui === undefined || v.le <= aujourdhui).sort((a, b) => (rang(a) < rang(b) ? -1 : 1));
  const servir = (v: Recu, place: Place | undefined): boolean => {
    if (place) place.reste -= BigInt(v.montant);
    return place === undefined;
  };
  const restes = recus.filter((v) => servir(v, placer(v, places)));
  const sansPlace = restes.filter((v) => servir(v, places.find((p) => v.montant !== 0 && accepte(v, p) && p.reste === BigInt(v.montant))));
  return {
    echeances: places.map((p) => [p.du.annee, p.du.poste, p.du.nature, p.du.le, p.du.montant, Number(BigInt(p.du.montant) - p.reste), Number(p.reste), etat(p, aujourdhui)].join(' ')).toSorted(),
    nonRapproches: sansPlace.map(rang).toSorted(),
    mois: mois(dus, recus),
  };
}

/** What is compared of what the command wrote. */
export const versementEcrit = rang;
