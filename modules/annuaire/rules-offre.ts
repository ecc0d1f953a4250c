import type { Commune, Paquet, Zone } from '#modules/territoire/model.ts';
import { DEPARTEMENT_TENU } from './constants.ts';

const somme = (communes: readonly Commune[]): number => communes.reduce((n, c) => n + (c.population ?? 0), 0);
const entieres = (communes: readonly Commune[]): readonly Commune[] => communes.filter((c) => c.genre === 'commune');

/** The départements that an edition holds whole: within what was imported, and known in nearly every town. */
export function departementsTenus(paquet: Paquet, presentes: ReadonlySet<string>, importes: readonly string[] | null): ReadonlySet<string> {
  const connue = (c: Commune): boolean => presentes.has(c.code) || paquet.arrondissements(c.code).some((a) => presentes.has(a.code));
  const tenu = (code: string): boolean => {
    const villes = entieres(paquet.communesDuDepartement(code)).filter((c) => (c.population ?? 0) >= DEPARTEMENT_TENU.habitants);
    return villes.length > 0 && somme(villes.filter(connue)) >= DEPARTEMENT_TENU.part * somme(villes);
  };
  return new Set(paquet.departements.map((d) => d.code).filter((code) => (importes === null || importes.includes(code)) && tenu(code)));
}

export type ZoneTenue = { readonly zone: Zone; readonly departements: readonly string[]; readonly habitants: number };

/** The areas a territory may be compared with inside an edition: its départements, their regions, the country, each only if held whole. */
export function zonesTenues(paquet: Paquet, codes: readonly string[], tenus: ReadonlySet<string>): readonly ZoneTenue[] {
  const miens = [...new Set(codes.flatMap((c) => paquet.commune(c)?.departement ?? []))];
  const regions = [...new Set(miens.flatMap((d) => paquet.departement(d)?.region ?? []))];
  const habites = paquet.departements.filter((d) => entieres(paquet.communesDuDepartement(d.code)).some((c) => (c.population ?? 0) >= DEPARTEMENT_TENU.habitants));
  const candidates: readonly (readonly [Zone, readonly string[]])[] = [
    ...miens.map((d) => [`dep:${d}`, [d]] as const),
    ...regions.map((r) => [`reg:${r}`, habites.filter((d) => d.region === r).map((d) => d.code)] as const),
    ['france', habites.map((d) => d.code)],
  ];
  return candidates
    .filter(([, departements]) => departements.length > 0 && departements.every((d) => tenus.has(d)))
    .map(([zone, departements]) => ({ zone, departements, habitants: departements.reduce((n, d) => n + somme(entieres(paquet.communesDuDepartement(d))), 0) }));
}
