import type { Resource } from '@medplum/fhirtypes';
import { cleDeRecherche } from '#core/texte.ts';
import type { Lecture } from '#modules/annuaire/queries-fhir.ts';
import type { Ressource } from './capacites.ts';
import { type Cle, DemandeIncomprise } from './demande.ts';

/** Beyond this, a list that the database does not keep in order is asked to be narrower. */
const TRI_AU_PLUS = 2000;

const champ = (r: Resource, nom: string): unknown => Object.entries(r).find(([n]) => n === nom)?.[1];
/** As strings are searched: without accents nor case. @source FHIR R4, search, « Sorting » */
const nomDe = (r: Resource): string => { const n = champ(r, 'name'); return typeof n === 'string' ? cleDeRecherche(n) : ''; };
const instantDe = (r: Resource): number => Date.parse(r.meta?.lastUpdated ?? '') || 0;

function comparer(a: Resource, b: Resource, tri: readonly Cle[]): number {
  for (const { cle, descendant } of tri) {
    const [x, y] = cle === '_lastUpdated' ? [instantDe(a), instantDe(b)] : [nomDe(a), nomDe(b)];
    if (x !== y) return (x < y ? -1 : 1) * (descendant ? -1 : 1);
  }
  return 0;
}

const enMemoire = (liste: readonly Resource[]): Lecture<Resource> => ({ compter: () => Promise.resolve(liste.length), lire: (t) => Promise.resolve(liste.slice(t.debut, t.debut + t.nombre)) });

async function entiere(sources: readonly Lecture<Resource>[]): Promise<Resource[]> {
  const comptes = await Promise.all(sources.map((s) => s.compter()));
  const total = comptes.reduce((a, b) => a + b, 0);
  if (total > TRI_AU_PLUS) throw new DemandeIncomprise(`_sort demande une recherche plus précise : ${total} résultats, ${TRI_AU_PLUS} au plus.`);
  const listes = [];
  for (const s of sources) listes.push(await s.lire({ debut: 0, nombre: TRI_AU_PLUS }));
  return listes.flat();
}

/** What the two kinds of services have: pages with each their instant, establishments that all have that of the edition. */
type Services = { readonly fiches: Lecture<Resource>; readonly etablissements: readonly Lecture<Resource>[]; readonly edition: string };

async function parDate({ fiches, etablissements, edition }: Services, tri: readonly Cle[]): Promise<Lecture<Resource>[]> {
  const descendant = tri[0]?.descendant ?? false;
  const triees = (await entiere([fiches])).sort((a, b) => comparer(a, b, tri));
  const avant = triees.filter((r) => (instantDe(r) < Date.parse(edition)) !== descendant);
  return [enMemoire(avant), ...etablissements, enMemoire(triees.filter((r) => !avant.includes(r)))];
}

/**
 * The lists of a search in the order asked for. Persons come in order from the database; what one edition holds has one instant, so that
 * _lastUpdated alone changes nothing of it.
 */
export async function trier(type: Ressource, sources: readonly Lecture<Resource>[], { tri, edition }: { readonly tri: readonly Cle[]; readonly edition: string }): Promise<readonly Lecture<Resource>[]> {
  const utiles = type === 'HealthcareService' ? tri : tri.filter((t) => t.cle !== '_lastUpdated');
  if (type === 'Practitioner' || utiles.length === 0 || sources.length === 0) return sources;
  const [fiches, ...etablissements] = sources;
  if (fiches && utiles.every((t) => t.cle === '_lastUpdated')) return parDate({ fiches, etablissements, edition }, utiles);
  return [enMemoire((await entiere(sources)).sort((a, b) => comparer(a, b, utiles)))];
}
