import type { Resource } from '@medplum/fhirtypes';
import { cleDeRecherche } from '#core/texte.ts';
import { SYSTEME_FINESS, SYSTEME_PS, SYSTEME_RPPS, SYSTEME_STRUCTURE, versHealthcareService, versLocation, versOrganization, versPractitioner, versPractitionerRole } from '#modules/annuaire/fhir.ts';
import { activitesFhir, etablissementsFhir, personnesFhir, structuresFhir } from '#modules/annuaire/queries.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { PARAMETRES, type Ressource } from './capacites.ts';

type Ici = Parameters<typeof personnesFhir>[0];
export type Demande = { readonly criteres: ReadonlyMap<string, readonly string[]>; readonly debut: number; readonly nombre: number };
export type Lecture = { readonly ici: Ici; readonly edition: string | undefined; readonly paquet: Paquet };

/** Not understood: the sentence for the caller. */
export class DemandeIncomprise extends Error {}

const PAGE = 50;
const PROFONDEUR_MAX = 10_000;
const COMMUNS = new Set(['_count', '_page', '_format', '_total']);
const MODIFICATEUR = /^([\w.-]+):(exact|contains|missing|not|text)$/;

/** Reads the parameters of a search. An unknown one is refused rather than ignored: a wider answer than asked misleads. */
export function lireDemande(type: Ressource, parametres: URLSearchParams): Demande {
  const connus: Readonly<Record<string, string>> = PARAMETRES[type];
  const criteres = new Map<string, string[]>();
  for (const [nom, valeur] of parametres) {
    if (COMMUNS.has(nom) || valeur === '') continue;
    if (MODIFICATEUR.test(nom)) throw new DemandeIncomprise(`Le modificateur de « ${nom} » n’est pas pris en charge.`);
    if (!(nom in connus)) throw new DemandeIncomprise(`Le paramètre « ${nom} » n’est pas pris en charge pour ${type}.`);
    criteres.set(nom, valeur.split(',').map((v) => v.trim()).filter((v) => v !== ''));
  }
  const nombre = Math.min(PAGE, Math.max(0, Number(parametres.get('_count') ?? PAGE) || 0));
  const page = Number(parametres.get('_page') ?? 1);
  if (!Number.isInteger(page) || page < 1) throw new DemandeIncomprise('_page doit être un entier à partir de 1.');
  const debut = (page - 1) * nombre;
  if (debut > PROFONDEUR_MAX) throw new DemandeIncomprise(`Au-delà de ${PROFONDEUR_MAX} résultats, précisez la recherche.`);
  return { criteres, debut, nombre };
}

/** `system|value` → the value, when the system is one of those; a bare value is taken for any. */
function valeurs(jetons: readonly string[] | undefined, systemes: readonly string[]): string[] | undefined {
  return jetons?.flatMap((j) => {
    const [systeme, valeur] = j.includes('|') ? [j.slice(0, j.indexOf('|')), j.slice(j.indexOf('|') + 1)] : ['', j];
    return (systeme === '' || systemes.includes(systeme)) && valeur !== '' ? [valeur] : [];
  });
}
const codes = (jetons: readonly string[] | undefined): string[] | undefined => jetons?.map((j) => j.slice(j.indexOf('|') + 1));
const references = (jetons: readonly string[] | undefined, type: string): string[] | undefined => jetons?.map((j) => j.replace(new RegExp(`^(https?://.*/)?${type}/`), ''));
const cle = (v: readonly string[] | undefined): string | undefined => (v?.[0] === undefined ? undefined : cleDeRecherche(v[0]));
/** RPPS alone, or national identification: both name the person. */
const enNational = (v: string): string => (/^\d{11}$/.test(v) ? `8${v}` : v);
const ids = (v: readonly string[]): string[] => v.map(enNational);

/** Everything here is active: asking for the others finds nobody. `_lastUpdated` is the day of the edition. */
function vide(d: Demande, edition: string | undefined): boolean {
  if (valeurs(d.criteres.get('active'), ['http://terminology.hl7.org/CodeSystem/v2-0136'])?.every((v) => v !== 'true')) return true;
  return (d.criteres.get('_lastUpdated') ?? []).some((v) => {
    const lu = /^(eq|ge|gt|le|lt|ne)?(\d{4}-\d{2}-\d{2})/.exec(v);
    if (!lu) throw new DemandeIncomprise('_lastUpdated attend une date, comme ge2026-09-01.');
    const [, signe = 'eq', jour = ''] = lu;
    const e = (edition ?? '').slice(0, 10);
    return !{ eq: e === jour, ge: e >= jour, gt: e > jour, le: e <= jour, lt: e < jour, ne: e !== jour }[signe];
  });
}

function personnes({ ici, edition }: Lecture, d: Demande): Promise<Resource[]> {
  const c = d.criteres;
  const numeros = [valeurs(c.get('identifier'), [SYSTEME_PS, SYSTEME_RPPS]), c.get('_id')].filter((x) => x !== undefined);
  const [premier, second] = numeros.map(ids);
  const [famille, prenom, nom] = [cle(c.get('family')), cle(c.get('given')), cle(c.get('name'))];
  if ([famille, prenom, nom].includes('')) throw new DemandeIncomprise('Un nom recherché doit contenir une lettre ou un chiffre.');
  const professions = codes(c.get('qualification-code'));
  return personnesFhir(ici, {
    debut: d.debut, nombre: d.nombre,
    ...(premier ? { identifiants: second ? premier.filter((x) => second.includes(x)) : premier } : {}),
    ...(famille !== undefined ? { famille } : {}), ...(prenom !== undefined ? { prenom } : {}), ...(nom !== undefined ? { nom } : {}), ...(professions ? { professions } : {}),
  }).then((l) => l.map((p) => versPractitioner(p, edition)));
}

async function roles({ ici, edition }: Lecture, d: Demande): Promise<Resource[]> {
  const c = d.criteres;
  const id = c.get('_id');
  const praticiens = [references(c.get('practitioner'), 'Practitioner'), valeurs(c.get('practitioner.identifier'), [SYSTEME_PS, SYSTEME_RPPS]), id?.map((i) => i.split('-')[0] ?? '')].find((x) => x !== undefined);
  const structures = references(c.get('organization'), 'Organization');
  const [savoirFaire, role] = [codes(c.get('specialty')), codes(c.get('role'))];
  if (!praticiens && !structures) throw new DemandeIncomprise('Précisez practitioner, practitioner.identifier, organization ou _id.');
  const lus = await activitesFhir(ici, { debut: d.debut, nombre: d.nombre, ...(praticiens ? { identifiants: ids(praticiens) } : {}), ...(structures ? { structures } : {}), ...(savoirFaire ? { savoirFaire } : {}), ...(role ? { roles: role } : {}) });
  const ressources = lus.map((a) => versPractitionerRole(a, edition));
  return id ? ressources.filter((r) => r.id !== undefined && id.includes(r.id)) : ressources;
}

/** Communes of a postal code or of a town's name. */
function communesDe(paquet: Paquet, codePostal: string | undefined, ville: string | undefined): string[] | undefined {
  if (codePostal === undefined && ville === undefined) return undefined;
  const duCode = codePostal === undefined ? undefined : paquet.communesDuCodePostal(codePostal).map((x) => x.code);
  const deLaVille = ville === undefined ? undefined : paquet.chercher(ville, { limite: 30 }).filter((t) => cleDeRecherche(t.commune.nom).startsWith(cleDeRecherche(ville))).map((t) => t.commune.code);
  return duCode && deLaVille ? duCode.filter((x) => deLaVille.includes(x)) : (duCode ?? deLaVille);
}

async function structures(l: Lecture, d: Demande) {
  const c = d.criteres;
  const nationaux = valeurs(c.get('identifier'), [SYSTEME_STRUCTURE])?.map((v) => (/^1\d{9}$/.test(v) ? v.slice(1) : v));
  const finess = nationaux ? [...nationaux, ...(valeurs(c.get('identifier'), [SYSTEME_FINESS]) ?? [])] : undefined;
  const [nom, codePostal, ville] = [cle(c.get('name')), c.get('address-postalcode')?.[0], c.get('address-city')?.[0]];
  const communes = communesDe(l.paquet, codePostal, ville);
  const [demandees, organisations] = [c.get('_id'), references(c.get('organization'), 'Organization')];
  const id = demandees && organisations ? demandees.filter((x) => organisations.includes(x)) : (demandees ?? organisations);
  if (nom !== undefined && !communes) throw new DemandeIncomprise('Un nom de structure se cherche avec address-postalcode ou address-city.');
  return structuresFhir(l.ici, { debut: d.debut, nombre: d.nombre, ...(id ? { ids: id } : {}), ...(finess ? { finess } : {}), ...(communes ? { communes } : {}), ...(nom !== undefined ? { nom } : {}) });
}

async function services({ ici, edition }: Lecture, d: Demande): Promise<Resource[]> {
  const c = d.criteres;
  const [nom, categories] = [cle(c.get('name')), codes(c.get('service-type'))];
  const finess = [valeurs(c.get('identifier'), [SYSTEME_FINESS]), c.get('_id')].find((x) => x !== undefined);
  const lus = await etablissementsFhir(ici, { debut: d.debut, nombre: d.nombre, ...(finess ? { finess } : {}), ...(nom !== undefined ? { nom } : {}), ...(categories ? { categories } : {}) });
  return lus.map((e) => versHealthcareService(e, edition));
}

/** The resources found, one more than the page when another page follows. */
export async function chercher(type: Ressource, l: Lecture, d: Demande): Promise<Resource[]> {
  if (d.nombre === 0 || vide(d, l.edition)) return [];
  switch (type) {
    case 'Practitioner': return personnes(l, d);
    case 'PractitionerRole': return roles(l, d);
    case 'Organization': return (await structures(l, d)).map((s) => versOrganization(s, l.edition));
    case 'Location': return (await structures(l, d)).map((s) => versLocation(s, l.edition));
    case 'HealthcareService': return services(l, d);
  }
}
