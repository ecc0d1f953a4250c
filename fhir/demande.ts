import { INCLUSIONS, inversesDe, PARAMETRES, type Ressource, TRIS } from './capacites.ts';

/** What the list is ordered by, the first key first. */
export type Cle = { readonly cle: string; readonly descendant: boolean };

export type Demande = {
  readonly criteres: ReadonlyMap<string, readonly string[]>;
  readonly debut: number;
  readonly nombre: number;
  /** `exact`: count all that match, however many pages. */
  readonly total: 'au_plus_simple' | 'exact' | 'aucun';
  readonly inclusions: readonly string[];
  /** References that others hold to what is found. */
  readonly inverses: readonly string[];
  readonly tri: readonly Cle[];
  /** Elements of the top asked for; none asked for is all of them. */
  readonly elements: readonly string[];
  /** What was understood, as the answer repeats it in its `self` link. */
  readonly retenus: readonly (readonly [string, string])[];
};

/** Not understood: the sentence for the caller. */
export class DemandeIncomprise extends Error {}

const PAGE = 50;
/** Pages are counted from the first result: the further, the longer. */
export const PROFONDEUR_MAX = 10_000;
/** A page follows this one that may be asked for. */
export const aUneSuite = (d: Pick<Demande, 'debut' | 'nombre'>): boolean => d.debut + d.nombre <= PROFONDEUR_MAX;
const COMMUNS = new Set(['_count', '_page', '_format', '_total', '_summary', '_include', '_revinclude', '_sort', '_elements', '_pretty']);
const MODIFICATEUR = /^([\w.-]+):([\w-]+)$/;
/** Bounds of a period: the only parameter that may come twice. */
const REPETABLE = '_lastUpdated';

function choix<V extends string>(p: URLSearchParams, nom: string, permis: Readonly<Record<string, V>>, defaut: V): V {
  const v = p.get(nom);
  if (v === null || v === '') return defaut;
  const lu = permis[v];
  if (lu === undefined) throw new DemandeIncomprise(`${nom} ne connaît que : ${Object.keys(permis).join(', ')}.`);
  return lu;
}

function entier(p: URLSearchParams, nom: string, defaut: number, min: number): number {
  const v = p.get(nom);
  if (v === null || v === '') return defaut;
  if (!/^\d{1,6}$/.test(v) || Number(v) < min) throw new DemandeIncomprise(`${nom} doit être un entier à partir de ${min}.`);
  return Number(v);
}

function inclusionsDe(type: Ressource, p: URLSearchParams, tolerant: boolean): string[] {
  return p.getAll('_include').flatMap((v) => {
    // A third part names the type that is led to: each of ours leads to one.
    const cle = v.split(':').slice(0, 2).join(':');
    if (cle.startsWith(`${type}:`) && INCLUSIONS[cle] && (v === cle || v === `${cle}:${INCLUSIONS[cle].vers}`)) return [cle];
    if (tolerant) return [];
    throw new DemandeIncomprise(`_include=${v} n’est pas pris en charge pour ${type}.`);
  });
}

function inversesDemandees(type: Ressource, p: URLSearchParams, tolerant: boolean): string[] {
  return p.getAll('_revinclude').flatMap((v) => {
    // A third part names the type that the reference leads to: this one.
    const cle = v.split(':').slice(0, 2).join(':');
    if (inversesDe(type).includes(cle) && (v === cle || v === `${cle}:${type}`)) return [cle];
    if (tolerant) return [];
    throw new DemandeIncomprise(`_revinclude=${v} n’est pas pris en charge pour ${type}${inversesDe(type).length > 0 ? ` : ${inversesDe(type).join(', ')}` : ''}.`);
  });
}

const valeursDe = (valeur: string): string[] => valeur.split(',').map((v) => v.trim()).filter((v) => v !== '');

/** @source FHIR R4, search, « Sorting »: keys by commas, a minus before one that decreases */
function triDe(type: Ressource, p: URLSearchParams, tolerant: boolean): Cle[] {
  return valeursDe(p.get('_sort') ?? '').flatMap((ecrite) => {
    const descendant = ecrite.startsWith('-');
    const cle = descendant ? ecrite.slice(1) : ecrite;
    if (TRIS[type].includes(cle)) return [{ cle, descendant }];
    if (tolerant) return [];
    throw new DemandeIncomprise(`_sort=${ecrite} n’est pas pris en charge pour ${type} : ${TRIS[type].join(', ')}, précédés de « - » pour décroître.`);
  });
}

/** @source FHIR R4, search, « Elements »: names of elements at the top of the resource, by commas */
export function elementsDe(p: URLSearchParams, tolerant: boolean): string[] {
  return valeursDe(p.getAll('_elements').join(',')).flatMap((e) => {
    if (/^[a-z][A-Za-z]{0,39}$/.test(e)) return [e];
    if (tolerant) return [];
    throw new DemandeIncomprise(`_elements=${e} : écrivez des noms d’éléments de premier niveau, comme identifier,name.`);
  });
}

const enUne = (valeurs: readonly string[]): readonly string[] => (valeurs.length === 0 ? [] : [valeurs.join(',')]);

type Criteres = { readonly criteres: Map<string, string[]>; readonly retenus: (readonly [string, string])[] };

/** The criteria, each once; what is not known is refused, or left aside for who prefers leniency. */
function criteresDe(type: Ressource, parametres: URLSearchParams, tolerant: boolean): Criteres {
  const connus: Readonly<Record<string, string>> = PARAMETRES[type];
  const c: Criteres = { criteres: new Map(), retenus: [] };
  for (const [ecrit, valeur] of parametres) {
    if (COMMUNS.has(ecrit) || valeur === '') continue;
    const nom = ecrit === 'partof:identifier' ? 'partof.identifier' : ecrit;
    if (!(nom in connus)) {
      if (tolerant) continue;
      throw new DemandeIncomprise(MODIFICATEUR.test(nom) ? `Le modificateur de « ${nom} » n’est pas pris en charge.` : `Le paramètre « ${nom} » n’est pas pris en charge pour ${type}.`);
    }
    if (c.criteres.has(nom) && nom !== REPETABLE) throw new DemandeIncomprise(`« ${nom} » ne peut être donné qu’une fois ; ses valeurs au choix se séparent par des virgules.`);
    c.criteres.set(nom, [...(c.criteres.get(nom) ?? []), ...valeursDe(valeur)]);
    c.retenus.push([ecrit, valeur]);
  }
  return c;
}

/**
 * Reads the parameters of a search. An unknown one is refused rather than ignored, a wider answer than asked misleads; unless the
 * caller prefers leniency. @source FHIR R4, search, « Handling errors »
 */
export function lireDemande(type: Ressource, parametres: URLSearchParams, tolerant = false): Demande {
  const { criteres, retenus } = criteresDe(type, parametres, tolerant);
  const total = choix(parametres, '_total', { accurate: 'exact', estimate: 'exact', none: 'aucun' }, 'au_plus_simple');
  const compte = choix(parametres, '_summary', { count: 'oui', false: 'non' }, 'non') === 'oui';
  const nombre = compte ? 0 : Math.min(PAGE, entier(parametres, '_count', PAGE, 0));
  const debut = (entier(parametres, '_page', 1, 1) - 1) * nombre;
  if (debut > PROFONDEUR_MAX) throw new DemandeIncomprise(`Au-delà de ${PROFONDEUR_MAX} résultats, précisez la recherche.`);
  const [inclusions, inverses] = [inclusionsDe(type, parametres, tolerant), inversesDemandees(type, parametres, tolerant)];
  const [tri, elements] = [triDe(type, parametres, tolerant), elementsDe(parametres, tolerant)];
  const compris: Readonly<Record<string, readonly string[]>> = { _include: inclusions, _revinclude: inverses, _sort: enUne(tri.map((t) => `${t.descendant ? '-' : ''}${t.cle}`)), _elements: enUne(elements) };
  for (const nom of COMMUNS) if (nom !== '_page') for (const v of compris[nom] ?? parametres.getAll(nom)) retenus.push([nom, v]);
  // A page of nothing asks for the count. @source FHIR R4, search, « _count »: zero is as _summary=count
  return { criteres, debut, nombre, total: nombre === 0 ? 'exact' : total, inclusions, inverses, tri, elements, retenus };
}
