import type { Provenance } from '#core/provenance.ts';
import { CodeCommune, type Commune, type DonneesPaquet } from './model.ts';

type SaufRang = Omit<Commune, 'rang'>;

/** An invented commune: the code follows the form, names and figures are not those of a real place. */
export const uneCommune = (avec: Partial<Omit<SaufRang, 'code'>> & { readonly code?: string } = {}): SaufRang => ({
  nom: 'Valmoulin', genre: 'commune', departement: '01', region: '84', epci: '200000001', population: 4_000, codesPostaux: ['01000'],
  ...avec,
  code: CodeCommune.parse(avec.code ?? '01901'),
});

const fictive: Provenance = { origine: 'Exemple', millesime: '2026', nature: 'fictive' };

/**
 * A small invented country: communes in a row, each the neighbour of the next one, unless `liens` says otherwise.
 * `plus` adds or replaces parts of the data (old communes, columns).
 */
export function unPays(communes: readonly SaufRang[], liens?: readonly (readonly [number, number])[], plus: Partial<DonneesPaquet> = {}): DonneesPaquet {
  const rangees = communes.map((c, rang): Commune => ({ ...c, rang }));
  const paires = liens ?? rangees.slice(1).map((_, i) => [i, i + 1] as const);
  const voisines = rangees.map((_, i) => paires.flatMap(([a, b]) => (a === i ? [b] : b === i ? [a] : [])));
  const departs = new Int32Array(rangees.length + 1);
  voisines.forEach((v, i) => { departs[i + 1] = (departs[i] ?? 0) + v.length; });
  const distincts = (lire: (c: Commune) => string | undefined): readonly string[] => [...new Set(rangees.map(lire).filter((x) => x !== undefined))];
  return {
    empreinte: 'exemple',
    communes: rangees,
    departements: distincts((c) => c.departement).map((code) => ({ code, nom: `Département ${code}`, region: rangees.find((c) => c.departement === code)?.region ?? '' })),
    regions: distincts((c) => c.region).map((code) => ({ code, nom: `Région ${code}` })),
    groupements: distincts((c) => c.epci).map((siren) => ({ siren, nom: `CC du Val ${siren.slice(-1)}`, genre: 'CC', membres: rangees.filter((c) => c.epci === siren).map((c) => c.code) })),
    anciennes: [],
    provenances: { population: fictive, codes: fictive, epci: fictive, positions: fictive },
    voisinage: { departs, cibles: Int32Array.from(voisines.flat()) },
    colonnes: [],
    zones: [],
    ...plus,
  };
}
