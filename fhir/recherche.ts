import type { Resource } from '@medplum/fhirtypes';
import { cleDeRecherche } from '#core/texte.ts';
import { type EditionFhir, SYSTEME_FINESS, SYSTEME_PS, SYSTEME_RPPS, SYSTEME_RPPS_RANG, SYSTEME_SIRET, SYSTEME_STRUCTURE, SYSTEMES, systemeDesFiches, versHealthcareService, versLocation, versOrganization, versPractitioner, versPractitionerRole, versServiceDeFiche } from '#modules/annuaire/fhir.ts';
import { activitesFhir, autresEtablissementsFhir, type CriteresService, type CriteresStructure, entitesJuridiquesFhir, etablissementsFhir, fichesFhir, type GenresDeStructure, type Lecture, personnesFhir, structuresFhir } from '#modules/annuaire/queries-fhir.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { INCLUSIONS, type Ressource, RESSOURCES } from './capacites.ts';
import { aUneSuite, type Cle, type Demande, DemandeIncomprise, PROFONDEUR_MAX } from './demande.ts';
import { trier } from './tri.ts';

type Ici = Parameters<typeof personnesFhir>[0];
export type Ou = { readonly ici: Ici; readonly edition: EditionFhir | undefined; readonly paquet: Paquet; readonly racine: string };
type Criteres = Demande['criteres'];

const bornee = (jetons: readonly string[] | undefined): readonly string[] | undefined => {
  if ((jetons?.length ?? 0) > 100) throw new DemandeIncomprise('Cent valeurs au plus par paramètre.');
  return jetons;
};
/** `system|value` → the value, when the system is one of those; a bare value is taken for any. */
function valeurs(jetons: readonly string[] | undefined, systemes: readonly string[]): string[] | undefined {
  return bornee(jetons)?.flatMap((j) => {
    const [systeme, valeur] = j.includes('|') ? [j.slice(0, j.indexOf('|')), j.slice(j.indexOf('|') + 1)] : ['', j];
    if (valeur === '') throw new DemandeIncomprise(`« ${j} » : précisez la valeur après « | ».`);
    return systeme === '' || systemes.includes(systeme) ? [valeur] : [];
  });
}
const codes = (jetons: readonly string[] | undefined): string[] | undefined => bornee(jetons)?.map((j) => j.slice(j.indexOf('|') + 1));
const SYSTEMES_QUALIFICATION = [SYSTEMES.profession, SYSTEMES.categorie, SYSTEMES.savoirFaire];
const SYSTEMES_ROLE = [SYSTEMES.genre, SYSTEMES.mode, SYSTEMES.fonction, SYSTEMES.secteur, SYSTEMES.profession];
const SYSTEMES_TYPE = [SYSTEMES.entites, SYSTEMES.secteur, SYSTEMES.etablissement];
const references = (jetons: readonly string[] | undefined, type: string): string[] | undefined => bornee(jetons)?.map((j) => j.replace(new RegExp(`^(https?://.*/)?${type}/`), ''));
/** Values both parameters name; those of one when the other is not there. */
const communes = (a: string[] | undefined, b: string[] | undefined): string[] | undefined => (a && b ? a.filter((x) => b.includes(x)) : (a ?? b));

function cle(c: Criteres, nom: string): string | undefined {
  const [v, autre] = c.get(nom) ?? [];
  if (v === undefined) return undefined;
  if (autre !== undefined) throw new DemandeIncomprise(`« ${nom} » n’accepte qu’une valeur.`);
  const lue = cleDeRecherche(v);
  if (lue === '') throw new DemandeIncomprise('Un nom recherché doit contenir une lettre ou un chiffre.');
  return lue;
}
/** RPPS alone, or national identification: both name the person. */
const enNational = (v: string): string => (/^\d{11}$/.test(v) ? `8${v}` : v);

type Borne = { readonly signe: string; readonly jour: string };
const MOIS_LONGS = new Set(['01', '03', '05', '07', '08', '10', '12']);
const finDuMois = (annee: string, mois: string): string => (mois === '02' ? (new Date(`${annee}-02-29T00:00:00Z`).getUTCMonth() === 1 ? '29' : '28') : MOIS_LONGS.has(mois) ? '31' : '30');

/** First and last day of a date as written: a year, a month, a day. The time of an instant does not count, an edition has a day. */
function periode(annee: string, mois: string | undefined, jour: string | undefined): readonly [string, string] {
  if (mois === undefined) return [`${annee}-01-01`, `${annee}-12-31`];
  return [`${annee}-${mois}-${jour ?? '01'}`, `${annee}-${mois}-${jour ?? finDuMois(annee, mois)}`];
}

/** @source FHIR R4, search, « Prefixes »: a date less precise than a day is the whole of its period */
function bornesDe(v: string): Borne[] {
  const lu = /^(eq|ge|gt|le|lt|ne|sa|eb)?(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?$/.exec(v);
  const [, signe = 'eq', annee = '', mois, jour] = lu ?? [];
  const [debut, fin] = periode(annee, mois, jour);
  if (!lu || (mois !== undefined && fin.slice(8) > finDuMois(annee, mois))) throw new DemandeIncomprise('_lastUpdated attend une date, comme ge2026-09-01, 2026-09 ou 2026 ; préfixes eq, ne, ge, gt, le, lt, sa, eb.');
  if (signe === 'eq') return [{ signe: 'ge', jour: debut }, { signe: 'le', jour: fin }];
  if (signe === 'ne' && debut !== fin) throw new DemandeIncomprise('_lastUpdated=ne attend un jour entier, comme ne2026-09-15.');
  return [{ signe: { sa: 'gt', eb: 'lt' }[signe] ?? signe, jour: ['gt', 'le', 'sa'].includes(signe) ? fin : debut }];
}

const bornes = (c: Criteres): Borne[] => (c.get('_lastUpdated') ?? []).flatMap(bornesDe);
const dansLesBornes = (jour: string, b: readonly Borne[]): boolean => b.every(({ signe, jour: j }) => ({ eq: jour === j, ge: jour >= j, gt: jour > j, le: jour <= j, lt: jour < j, ne: jour !== j })[signe] === true);

/** Everything here is active: asking for the others finds nobody. */
const inactifs = (c: Criteres): boolean => {
  const actifs = valeurs(c.get('active'), ['http://terminology.hl7.org/CodeSystem/v2-0136', 'http://terminology.hl7.org/CodeSystem/special-values']);
  const statuts = valeurs(c.get('status'), ['http://hl7.org/fhir/location-status']);
  return (actifs?.every((v) => v !== 'true') ?? false) || (statuts?.every((v) => v !== 'active') ?? false);
};

const traduite = <T>(l: Lecture<T>, vers: (x: T) => Resource): Lecture<Resource> => ({ compter: l.compter, lire: async (t) => (await l.lire(t)).map(vers) });

function personnes({ ici, edition }: Ou, c: Criteres, tri: readonly Cle[]): Lecture<Resource>[] {
  // The key of a person is the family name, then the given names: both ways of sorting by name are one.
  const parNom = tri.find((t) => t.cle !== '_lastUpdated');
  const identifiants = communes(valeurs(c.get('identifier'), [SYSTEME_PS, SYSTEME_RPPS])?.map(enNational), codes(c.get('_id'))?.map(enNational));
  const [famille, prenom, nom] = [cle(c, 'family'), cle(c, 'given'), cle(c, 'name')];
  const qualifications = valeurs(c.get('qualification-code'), SYSTEMES_QUALIFICATION);
  return [traduite(personnesFhir(ici, { ...(identifiants ? { identifiants } : {}), ...(famille !== undefined ? { famille } : {}), ...(prenom !== undefined ? { prenom } : {}), ...(nom !== undefined ? { nom } : {}), ...(qualifications ? { qualifications } : {}), ...(parNom ? { parNom: parNom.descendant ? 'decroissant' : 'croissant' } : {}) }), (p) => versPractitioner(p, edition))];
}

function roles({ ici, edition }: Ou, c: Criteres): Lecture<Resource>[] {
  const id = codes(c.get('_id'));
  const praticiens = communes(communes(references(c.get('practitioner'), 'Practitioner')?.map(enNational), valeurs(c.get('practitioner.identifier'), [SYSTEME_PS, SYSTEME_RPPS])?.map(enNational)), id?.map((i) => enNational(i.split('-')[0] ?? '')));
  const structures = communes(references(c.get('organization'), 'Organization'), references(c.get('location'), 'Location'));
  const [savoirFaire, role] = [valeurs(c.get('specialty'), [SYSTEMES.savoirFaire]), valeurs(c.get('role'), SYSTEMES_ROLE)];
  if (!praticiens && !structures) throw new DemandeIncomprise('Précisez practitioner, practitioner.identifier, organization, location ou _id.');
  const lecture = traduite(activitesFhir(ici, { ...(praticiens ? { identifiants: praticiens } : {}), ...(structures ? { structures } : {}), ...(savoirFaire ? { savoirFaire } : {}), ...(role ? { roles: role } : {}) }), (a) => versPractitionerRole(a, edition));
  if (!id) return [lecture];
  // The id tells the person, the place and the codes: the few activities of the persons are read whole, then sorted out.
  const demandees = async (): Promise<Resource[]> => (await lecture.lire({ debut: 0, nombre: 10_000 })).filter((r) => r.id !== undefined && id.includes(r.id));
  return [{ compter: async () => (await demandees()).length, lire: async (t) => (await demandees()).slice(t.debut, t.debut + t.nombre) }];
}

/** Communes of a postal code or of a town's name. */
function communesDe(paquet: Paquet, c: Criteres): string[] | undefined {
  const [codePostal, ville] = [c.get('address-postalcode'), cle(c, 'address-city')];
  const duCode = codePostal?.flatMap((x) => paquet.communesDuCodePostal(x).map((k) => k.code));
  const deLaVille = ville === undefined ? undefined : paquet.chercher(ville, { limite: 30 }).filter((t) => cleDeRecherche(t.commune.nom).startsWith(ville)).map((t) => t.commune.code);
  return communes(duCode, deLaVille);
}

function genresDe(jetons: readonly string[] | undefined): GenresDeStructure | undefined {
  const lus = valeurs(jetons, SYSTEMES_TYPE);
  return lus && { secteurs: lus.filter((x) => /^SA\d+$/.test(x)), categories: lus.filter((x) => /^\d{3,4}$/.test(x)), geographiques: lus.includes('GEOGRAPHICAL-ENTITY'), juridiques: lus.includes('LEGAL-ENTITY') };
}

function numerosDeStructure(c: Criteres): Pick<CriteresStructure, 'finess' | 'siret' | 'rangs'> {
  const jetons = c.get('identifier');
  if (!jetons) return {};
  const nationaux = valeurs(jetons, [SYSTEME_STRUCTURE]) ?? [];
  const commencant = (lettre: string, longueur: number): string[] => nationaux.flatMap((v) => (v.length === longueur + 1 && v.startsWith(lettre) ? [v.slice(1)] : []));
  return { finess: [...commencant('1', 9), ...(valeurs(jetons, [SYSTEME_FINESS]) ?? [])], siret: [...commencant('3', 14), ...(valeurs(jetons, [SYSTEME_SIRET]) ?? [])], rangs: valeurs(jetons, [SYSTEME_RPPS_RANG, 'https://annuaire.esante.gouv.fr']) ?? [] };
}

const UNITES: Readonly<Record<string, number>> = { '': 1, km: 1, m: 0.001 };
const KM_PAR_DEFAUT = 20;

/** @source FHIR R4, Location, « Positional Searching Proximity »: latitude|longitude|distance|units; without units, kilometres */
function presDe(c: Criteres): CriteresStructure['pres'] {
  const [v, autre] = c.get('near') ?? [];
  if (v === undefined) return undefined;
  const [lat = '', lon = '', distance = '', unite = '', ...trop] = v.split('|');
  const nombre = (s: string): number => (/^-?\d{1,6}(\.\d{1,12})?$/.test(s) ? Number(s) : Number.NaN);
  const [y, x, km] = [nombre(lat), nombre(lon), distance === '' ? KM_PAR_DEFAUT : nombre(distance) * (UNITES[unite] ?? Number.NaN)];
  if (autre !== undefined || trop.length > 0 || !(Math.abs(y) <= 90 && Math.abs(x) <= 180 && km >= 0)) throw new DemandeIncomprise('near attend latitude|longitude|distance|unité, comme 42.96|1.61|10|km ; l’unité est km ou m.');
  return { lat: y, lon: x, km };
}

function criteresStructure({ paquet }: Ou, c: Criteres): CriteresStructure {
  const ids = communes(codes(c.get('_id')), references(c.get('organization'), 'Organization'));
  const lieux = communesDe(paquet, c);
  const nom = cle(c, 'name');
  const partDe = communes(references(c.get('partof'), 'Organization')?.map((x) => x.replace(/^ej\./, '')), valeurs(c.get('partof.identifier'), [SYSTEME_FINESS, SYSTEME_STRUCTURE])?.map((x) => (/^1.{9}$/.test(x) ? x.slice(1) : x)));
  const genres = genresDe(c.get('type'));
  const pres = presDe(c);
  if (nom !== undefined && [lieux, pres, ids, partDe, c.get('identifier')].every((x) => x === undefined)) throw new DemandeIncomprise('Un nom de structure se cherche avec address-postalcode, address-city ou near.');
  return { ...(ids ? { ids } : {}), ...numerosDeStructure(c), ...(lieux ? { communes: lieux } : {}), ...(nom !== undefined ? { nom } : {}), ...(partDe ? { partDe } : {}), ...(pres ? { pres } : {}), ...(genres ? { genres } : {}) };
}

function services(o: Ou, c: Criteres): Lecture<Resource>[] {
  const [nom, categories, ids, finess] = [cle(c, 'name'), valeurs(c.get('service-type'), [SYSTEMES.etablissement]), codes(c.get('_id')), valeurs(c.get('identifier'), [SYSTEME_FINESS])];
  const organisations = communes(references(c.get('organization'), 'Organization'), references(c.get('location'), 'Location'));
  const [caracteristiques, savoirFaire] = [valeurs(c.get('characteristic'), [systemeDesFiches(o.racine)]), valeurs(c.get('specialty'), [SYSTEMES.savoirFaire])];
  const criteres: CriteresService = {
    depuis: bornes(c), ...(nom !== undefined ? { nom } : {}), ...(categories ? { categories } : {}), ...(ids ? { ids } : {}), ...(finess ? { finess } : {}),
    ...(organisations ? { organisations } : {}), ...(caracteristiques ? { caracteristiques } : {}), ...(savoirFaire ? { savoirFaire } : {}),
  };
  return [traduite(fichesFhir(o.ici, criteres), (f) => versServiceDeFiche(f, o.racine)), ...(ancienne(o, c) ? [] : [traduite(etablissementsFhir(o.ici, criteres), (e) => versHealthcareService(e, o.edition))])];
}

/** The edition served is out of the period asked for: its day is that of all it holds. */
const ancienne = ({ edition }: Ou, c: Criteres): boolean => !dansLesBornes((edition?.date ?? '').slice(0, 10), bornes(c));

function lectures(type: Ressource, o: Ou, c: Criteres, tri: readonly Cle[] = []): Lecture<Resource>[] {
  if (inactifs(c)) return [];
  if (type === 'HealthcareService') return services(o, c);
  const trouvees = type === 'Practitioner' ? () => personnes(o, c, tri) : type === 'PractitionerRole' ? () => roles(o, c) : () => lieux(type, o, c);
  // Read in any case: a criterion that is not understood is said whatever the date.
  const l = trouvees();
  return ancienne(o, c) ? [] : l;
}

function lieux(type: 'Organization' | 'Location', o: Ou, c: Criteres): Lecture<Resource>[] {
  const f = criteresStructure(o, c);
  if (type === 'Organization') return [structuresFhir(o.ici, f), autresEtablissementsFhir(o.ici, f), entitesJuridiquesFhir(o.ici, f)].map((l) => traduite(l, (s) => versOrganization(s, o.edition)));
  return [structuresFhir(o.ici, f), autresEtablissementsFhir(o.ici, f)].map((l) => traduite(l, (s) => versLocation(s, o.edition)));
}

/** Lists read one after the other as if they were one. */
async function tranche(sources: readonly Lecture<Resource>[], debut: number, nombre: number): Promise<Resource[]> {
  const trouves: Resource[] = [];
  let avant = 0;
  for (const s of sources) {
    const depart = Math.max(0, debut - avant);
    const demandes = nombre - trouves.length;
    const lus = await s.lire({ debut: depart, nombre: demandes });
    trouves.push(...lus);
    if (lus.length === demandes) break;
    avant += lus.length > 0 || depart === 0 ? depart + lus.length : await s.compter();
  }
  return trouves;
}

export type Trouvailles = {
  readonly page: readonly Resource[];
  readonly inclus: readonly Resource[];
  readonly suite: boolean;
  readonly total: number | undefined;
  /** What was left out, and how to have it: said beside the results. */
  readonly manques: readonly string[];
};

const TROP_LOIN = `Il y a d’autres résultats, qui ne se lisent pas par pages au-delà de ${PROFONDEUR_MAX} : précisez la recherche.`;

async function compterTout(sources: readonly Lecture<Resource>[]): Promise<number> {
  let total = 0;
  for (const s of sources) total += await s.compter();
  return total;
}

/** The page asked for, what it includes, and how many there are when it is asked or already known. */
export async function chercher(type: Ressource, o: Ou, d: Demande): Promise<Trouvailles> {
  const sources = await trier(type, lectures(type, o, d.criteres, d.tri), { tri: d.tri, edition: o.edition?.date ?? '' });
  const lus = d.nombre === 0 ? [] : await tranche(sources, d.debut, d.nombre + 1);
  const suite = lus.length > d.nombre;
  const connu = d.nombre > 0 && !suite && (lus.length > 0 || d.debut === 0) ? d.debut + lus.length : undefined;
  const total = connu ?? (d.total === 'exact' ? await compterTout(sources) : undefined);
  const page = lus.slice(0, d.nombre);
  const inclus = await inclure(o, d, page);
  const joints = await inclureInverses(type, o, { inverses: d.inverses, page, deja: [...page, ...inclus] });
  const auBout = suite && !aUneSuite(d);
  return { page, suite: suite && !auBout, total: d.total === 'aucun' ? undefined : total, inclus: [...inclus, ...joints.inclus], manques: [...joints.manques, ...(auBout ? [TROP_LOIN] : [])] };
}

const enListe = (x: unknown): readonly unknown[] => (Array.isArray(x) ? x : x === undefined ? [] : [x]);
const cibles = (r: Resource, element: string): string[] => enListe(Object.entries(r).find(([nom]) => nom === element)?.[1]).flatMap((x) => (typeof x === 'object' && x !== null && 'reference' in x && typeof x.reference === 'string' ? [x.reference] : []));

/** What the references of the page lead to, each once, and nothing that is on the page already. */
async function inclure(o: Ou, d: Demande, page: readonly Resource[]): Promise<Resource[]> {
  const trouves = new Map<string, Resource>();
  const presents = new Set(page.map((r) => `${r.resourceType}/${r.id}`));
  for (const i of d.inclusions) {
    const suivie = INCLUSIONS[i];
    if (!suivie) continue;
    const ids = [...new Set(page.flatMap((r) => cibles(r, suivie.element)))].filter((c) => !presents.has(c) && !trouves.has(c)).map((c) => c.slice(c.indexOf('/') + 1));
    for (let k = 0; k < ids.length; k += 100) {
      const lus = await tranche(lectures(suivie.vers, o, new Map([['_id', ids.slice(k, k + 100)]])), 0, 100);
      for (const r of lus) trouves.set(`${r.resourceType}/${r.id}`, r);
    }
  }
  return [...trouves.values()];
}

/** Beyond, a page would be a download: a hospital has thousands of roles. */
const JOINTES_MAX = 1_000;

type Jointes = Pick<Trouvailles, 'inclus' | 'manques'>;

/** What leads to the resources of the page, each once, and nothing that is there already. Too many are cut, and it is said. */
async function inclureInverses(type: Ressource, o: Ou, { inverses, page, deja }: { readonly inverses: readonly string[]; readonly page: readonly Resource[]; readonly deja: readonly Resource[] }): Promise<Jointes> {
  const trouves = new Map<string, Resource>();
  const manques: string[] = [];
  const presents = new Set(deja.map((r) => `${r.resourceType}/${r.id}`));
  const ids = page.flatMap((r) => (r.id === undefined ? [] : [`${type}/${r.id}`]));
  for (const inverse of ids.length === 0 ? [] : inverses) {
    const source = RESSOURCES.find((r) => inverse.startsWith(`${r}:`));
    if (!source) continue;
    const parametre = inverse.slice(source.length + 1);
    const lus = await tranche(lectures(source, o, new Map([[parametre, ids]])), 0, JOINTES_MAX + 1);
    for (const r of lus.slice(0, JOINTES_MAX)) if (!presents.has(`${r.resourceType}/${r.id}`)) trouves.set(`${r.resourceType}/${r.id}`, r);
    if (lus.length > JOINTES_MAX) manques.push(`_revinclude=${inverse} : seules les ${JOINTES_MAX} premières ressources sont jointes. Toutes se lisent par pages : ${source}?${parametre}=${ids.join(',')}`);
  }
  return { inclus: [...trouves.values()], manques };
}
