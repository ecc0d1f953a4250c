import type { Mission } from '#core/mission.ts';
import type { GenrePreuve, Preuve } from './model-preuves.ts';

export type Faiblesse = 'mention_seule' | 'sans_date' | 'reunion_sans_emargement' | 'adresse_seule' | 'nombre_seul';

type Regle = { readonly code: Faiblesse; readonly source: string; readonly si: (p: Preuve, voisines: readonly Pick<Preuve, 'genre'>[]) => boolean };

/** What weakens a piece of evidence, and where the rule comes from. `maison`: ours, no text says it. */
export const FAIBLESSES: readonly Regle[] = [
  { code: 'mention_seule', source: 'senat.fr r25-0321 (faits.md §2.5)', si: (p) => p.genre === 'mention' },
  { code: 'reunion_sans_emargement', source: 'preuves usuelles des contrats publiés (faits.md §2.5)', si: (p, voisines) => p.genre === 'compte_rendu' && !voisines.some((v) => v.genre === 'emargement') },
  { code: 'sans_date', source: 'maison', si: (p) => p.le === null },
  { code: 'adresse_seule', source: 'maison', si: (p) => p.lien !== null && p.fichierId === null },
  { code: 'nombre_seul', source: 'maison', si: (p) => p.nombre !== null && p.fichierId === null && p.lien === null },
];

/** The weaknesses of a piece among those that prove the same line. */
export const faiblessesDe = (p: Preuve, voisines: readonly Pick<Preuve, 'genre'>[]): readonly Faiblesse[] => FAIBLESSES.filter((r) => r.si(p, voisines)).map((r) => r.code);

export type Attendue = { readonly genre: 'valeur' | 'preuve' | 'livrable'; readonly libelle: string; readonly la: boolean };
type Ligne = { readonly id: string; readonly livrables: readonly { readonly id: string; readonly libelle: string; readonly obligatoire: boolean }[] };
type Faits = { readonly ligne: Ligne; readonly releves: number; readonly fournis: ReadonlySet<string>; readonly preuves: readonly Preuve[] };

/** What the contract asks for a line against what is there: a value, a piece that proves it, each required deliverable. */
/** A line of the contract year, its deliverables and what it still lacks. */
export type LigneAProuver = { readonly id: string; readonly annee: number; /** Of the year under way; a year just over still takes evidence. */ readonly enCours: boolean; readonly libelle: string; readonly mission: Mission; readonly livrables: readonly { readonly id: string; readonly libelle: string }[]; readonly attendus: readonly Attendue[] };

export function attendusDe({ ligne, releves, fournis, preuves }: Faits): readonly Attendue[] {
  const siennes = preuves.filter((p) => p.statut === 'versee' && p.indicateur === ligne.id);
  return [
    { genre: 'valeur', libelle: 'une valeur relevée', la: releves > 0 },
    { genre: 'preuve', libelle: 'une preuve de la valeur', la: siennes.some((p) => p.livrable === null && p.genre !== 'mention') },
    ...ligne.livrables.filter((l) => l.obligatoire).map((l) => ({ genre: 'livrable' as const, libelle: l.libelle, la: fournis.has(l.id) || siennes.some((p) => p.livrable === l.id) })),
  ];
}

/** Something must be there to look at: a file, an address, a number; a mention only names where it is written. */
export const piecePresente = (p: { readonly genre: GenrePreuve; readonly fichier: boolean; readonly lien: boolean; readonly nombre: boolean }): boolean => p.fichier || p.lien || p.nombre || p.genre === 'mention';
