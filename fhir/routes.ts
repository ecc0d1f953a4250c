import { randomUUID } from 'node:crypto';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { versCodeSystem } from '#modules/annuaire/fhir.ts';
import { editionServie } from '#modules/annuaire/queries.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C } from '#server/vue-page.ts';
import { capacites, type Ressource, RESSOURCES } from './capacites.ts';
import { type Demande, DemandeIncomprise, elementsDe, lireDemande } from './demande.ts';
import { incomplet, incompris, nonOffert, outcome } from './outcome.ts';
import { chercher, type Trouvailles } from './recherche.ts';

const BASE = '/fhir/r4';
const FORMAT_JSON = /^(json|(application|text)\/(fhir\+)?json|application\/json\+fhir)\s*(;.*)?$/i;
const ACCEPTE = /^(\*\/\*|application\/\*|application\/(fhir\+)?json|text\/json)$/i;

const entetes = { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Access-Control-Allow-Origin': '*', Vary: 'Accept, Prefer' };
const repondre = (c: C, corps: Resource, statut = 200): Response =>
  new Response(c.req.query('_pretty') === 'true' ? JSON.stringify(corps, null, 2) : JSON.stringify(corps), { status: statut, headers: { ...entetes, 'Cache-Control': statut === 200 ? 'public, max-age=300' : 'no-store', ...(statut === 405 ? { Allow: 'GET, HEAD' } : {}) } });
const dire = (c: C, { statut, corps }: { readonly statut: number; readonly corps: Resource }): Response => repondre(c, corps, statut);

const racineFhir = (c: C): string => new URL(BASE, c.var.services.config.url).href;

/** JSON is the only format: `_format` decides, else `Accept`. @source FHIR R4, http, « Content types » */
function formatRefuse(c: C, format: string | null): Response | undefined {
  const accepte = (c.req.header('accept') ?? '*/*').split(',').map((a) => a.split(';')[0]?.trim() ?? '');
  if (format !== null && format !== '' ? FORMAT_JSON.test(format.replace(' ', '+')) : accepte.some((a) => ACCEPTE.test(a))) return undefined;
  return dire(c, nonOffert(406, 'Seul le JSON est servi : demandez _format=json ou Accept: application/fhir+json.'));
}

/** Open data and public pages only, the same for every caller: no session is read, the transaction sees no CPTS. */
async function lire(c: C, type: Ressource, d: Demande): Promise<Trouvailles> {
  return c.var.services.db.transaction().setAccessMode('read only').execute(async (tx) => {
    const e = await editionServie({ tx });
    const edition = e && { date: e.edition ? `${e.edition}T00:00:00Z` : e.faitLe.toISOString(), fictif: e.fictif };
    return chercher(type, { ici: { tx }, edition, paquet: chargerPaquet(), racine: racineFhir(c) }, d);
  });
}

// cspell:ignore subsetted
const PARTIEL = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };
/** Kept whatever is asked: what R4 requires of a resource that is complete. @source FHIR R4, Organization, org-1: a name or an identifier */
const TOUJOURS = new Set(['resourceType', 'id', 'meta']);
const EXIGES: Readonly<Record<string, readonly string[]>> = { Organization: ['identifier', 'name'] };

/** The elements asked for, marked as a part of the whole so that nobody writes it back. @source FHIR R4, search, « Elements » */
function partie<R extends Resource>(r: R, elements: readonly string[]): R {
  if (elements.length === 0) return r;
  const gardes = new Set([...TOUJOURS, ...(EXIGES[r.resourceType] ?? []), ...elements]);
  const reste = Object.fromEntries(Object.entries({ ...r, meta: { ...r.meta, tag: [...(r.meta?.tag ?? []), PARTIEL] } }).filter(([nom]) => gardes.has(nom)));
  return { ...reste, resourceType: r.resourceType } as R;
}

function enBundle(c: C, { type, d, t }: { readonly type: Ressource; readonly d: Demande; readonly t: Trouvailles }): Bundle {
  const page = (n: number): string => {
    const texte = new URLSearchParams([...d.retenus.map(([k, v]) => [k, v]), ...(n > 1 ? [['_page', String(n)]] : [])]).toString();
    return `${racineFhir(c)}/${type}${texte === '' ? '' : `?${texte}`}`;
  };
  const numero = d.nombre === 0 ? 1 : d.debut / d.nombre + 1;
  const entry = [...t.page.map((r) => [partie(r, d.elements), 'match'] as const), ...t.inclus.map((r) => [r, 'include'] as const)].map(([resource, mode]) => ({ fullUrl: `${racineFhir(c)}/${resource.resourceType}/${resource.id}`, resource, search: { mode } }));
  const manque = t.manques.length > 0 ? [{ fullUrl: `urn:uuid:${randomUUID()}`, resource: incomplet(t.manques), search: { mode: 'outcome' as const } }] : [];
  return {
    resourceType: 'Bundle', type: 'searchset', ...(t.total === undefined ? {} : { total: t.total }),
    link: [{ relation: 'self', url: page(numero) }, ...(numero > 1 ? [{ relation: 'first', url: page(1) }, { relation: 'previous', url: page(numero - 1) }] : []), ...(t.suite ? [{ relation: 'next', url: page(numero + 1) }] : [])],
    ...(entry.length + manque.length > 0 ? { entry: [...entry, ...manque] } : {}),
  };
}

async function rechercher(c: C, type: Ressource, parametres: URLSearchParams): Promise<Response> {
  const refuse = formatRefuse(c, parametres.get('_format'));
  if (refuse) return refuse;
  try {
    const d = lireDemande(type, parametres, /handling\s*=\s*lenient/i.test(c.req.header('prefer') ?? ''));
    return repondre(c, enBundle(c, { type, d, t: await lire(c, type, d) }));
  } catch (e) {
    if (!(e instanceof DemandeIncomprise)) throw e;
    return dire(c, incompris(e.message));
  }
}

async function lireUne(c: C, type: Ressource): Promise<Response> {
  const refuse = formatRefuse(c, c.req.query('_format') ?? null);
  if (refuse) return refuse;
  const id = c.req.param('id') ?? '';
  const elements = elementsDe(new URL(c.req.url).searchParams, true);
  const d: Demande = { criteres: new Map([['_id', [id]]]), debut: 0, nombre: 1, total: 'aucun', inclusions: [], inverses: [], tri: [], elements, retenus: [] };
  const [trouvee] = /^[A-Za-z0-9\-.]{1,64}$/.test(id) ? (await lire(c, type, d)).page : [];
  return trouvee ? repondre(c, partie(trouvee, elements)) : dire(c, outcome('inconnu', `${type}/${id} n’existe pas dans cette édition.`));
}

async function rechercherParPost(c: C, type: Ressource): Promise<Response> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) return dire(c, nonOffert(415, '_search attend un corps application/x-www-form-urlencoded.'));
  return rechercher(c, type, new URLSearchParams([...new URL(c.req.url).searchParams, ...new URLSearchParams(await c.req.text())]));
}

/** Read and search, as GET or POST `_search`, of what is open to all. */
export function routesFhir(app: Routes): void {
  const servi = (c: C, corps: Resource): Response => formatRefuse(c, c.req.query('_format') ?? null) ?? repondre(c, corps);
  app.get(`${BASE}/metadata`, (c) => servi(c, capacites(racineFhir(c), c.var.services.maintenant().toISOString().slice(0, 10))));
  app.get(`${BASE}/CodeSystem/fiche`, (c) => servi(c, versCodeSystem(racineFhir(c))));
  for (const type of RESSOURCES) {
    app.get(`${BASE}/${type}`, (c) => rechercher(c, type, new URL(c.req.url).searchParams));
    app.post(`${BASE}/${type}/_search`, (c) => rechercherParPost(c, type));
    app.get(`${BASE}/${type}/:id`, (c) => lireUne(c, type));
    for (const chemin of [`${BASE}/${type}`, `${BASE}/${type}/:id`]) app.on(['POST', 'PUT', 'PATCH', 'DELETE'], chemin, (c) => dire(c, nonOffert(405, 'Cet annuaire se lit seulement : GET, ou POST _search.')));
  }
  app.all(`${BASE}/*`, (c) => dire(c, outcome('inconnu', `${c.req.method} ${c.req.path} n’est pas pris en charge : voyez ${BASE}/metadata.`)));
}
