import type { Bundle, Resource } from '@medplum/fhirtypes';
import { editionServie } from '#modules/annuaire/queries.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C } from '#server/vue-page.ts';
import { capacites, type Ressource, RESSOURCES } from './capacites.ts';
import { incompris, outcome } from './outcome.ts';
import { chercher, type Demande, DemandeIncomprise, lireDemande } from './recherche.ts';

const BASE = '/fhir/r4';

const repondre = (corps: Resource, statut = 200): Response =>
  new Response(JSON.stringify(corps), { status: statut, headers: { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' } });

const racineFhir = (c: C): string => new URL(BASE, c.var.services.config.url).href;

/** Open data only, the same for every caller: no session is read, the transaction sees no CPTS. */
async function lire(c: C, type: Ressource, d: Demande): Promise<Resource[]> {
  return c.var.services.db.transaction().setAccessMode('read only').execute(async (tx) => {
    const e = await editionServie({ tx });
    const edition = e && (e.edition ? `${e.edition}T00:00:00Z` : e.faitLe.toISOString());
    return chercher(type, { ici: { tx }, edition, paquet: chargerPaquet() }, d);
  });
}

function enBundle(c: C, { type, d, trouves, parametres }: { readonly type: Ressource; readonly d: Demande; readonly trouves: readonly Resource[]; readonly parametres: URLSearchParams }): Bundle {
  const page = (n: number): string => {
    const p = new URLSearchParams(parametres);
    if (n > 1) p.set('_page', String(n));
    else p.delete('_page');
    const texte = p.toString();
    return `${racineFhir(c)}/${type}${texte === '' ? '' : `?${texte}`}`;
  };
  const numero = d.nombre === 0 ? 1 : d.debut / d.nombre + 1;
  const suite = trouves.length > d.nombre;
  return {
    resourceType: 'Bundle', type: 'searchset',
    ...(numero === 1 && !suite ? { total: trouves.length } : {}),
    link: [{ relation: 'self', url: page(numero) }, ...(numero > 1 ? [{ relation: 'previous', url: page(numero - 1) }] : []), ...(suite ? [{ relation: 'next', url: page(numero + 1) }] : [])],
    entry: trouves.slice(0, d.nombre).map((resource) => ({ fullUrl: `${racineFhir(c)}/${type}/${resource.id}`, resource, search: { mode: 'match' } })),
  };
}

async function rechercher(c: C, type: Ressource, parametres: URLSearchParams): Promise<Response> {
  try {
    const d = lireDemande(type, parametres);
    return repondre(enBundle(c, { type, d, trouves: await lire(c, type, d), parametres }));
  } catch (e) {
    if (!(e instanceof DemandeIncomprise)) throw e;
    const { statut, corps } = incompris(e.message);
    return repondre(corps, statut);
  }
}

async function lireUne(c: C, type: Ressource): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const [trouvee] = /^[A-Za-z0-9\-.]{1,64}$/.test(id) ? await lire(c, type, { criteres: new Map([['_id', [id]]]), debut: 0, nombre: 50 }) : [];
  if (trouvee) return repondre(trouvee);
  const { statut, corps } = outcome('inconnu', `${type}/${id} n’existe pas dans cette édition.`);
  return repondre(corps, statut);
}

/** Read and search, as GET or POST `_search`, of what the open extracts hold. */
export function routesFhir(app: Routes): void {
  app.get(`${BASE}/metadata`, (c) => repondre(capacites(racineFhir(c), c.var.services.maintenant().toISOString().slice(0, 10))));
  for (const type of RESSOURCES) {
    app.get(`${BASE}/${type}`, (c) => rechercher(c, type, new URL(c.req.url).searchParams));
    app.post(`${BASE}/${type}/_search`, async (c) => rechercher(c, type, new URLSearchParams([...new URL(c.req.url).searchParams, ...new URLSearchParams(await c.req.text())])));
    app.get(`${BASE}/${type}/:id`, (c) => lireUne(c, type));
  }
  app.all(`${BASE}/*`, (c) => {
    const { statut, corps } = outcome('inconnu', `${c.req.method} ${c.req.path} n’est pas pris en charge : voyez ${BASE}/metadata.`);
    return repondre(corps, statut);
  });
}
