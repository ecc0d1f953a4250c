import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { chargerDemo } from '#db/demo/charger.ts';
import { baseAPart } from '#db/essais-a-part.ts';
import { adresseEssais, INSTANT } from '#db/essais.ts';
import { ouvrirSite, SITE } from './essais.ts';
import { installerFile } from './taches/file.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/* What each person of the demo is shown, followed as they would: a link that answers a refusal should not have been there. */
const base = await baseAPart(adresseEssais());
const pool = ouvrirPool(base.adresse, undefined, 2);
const proprietaire = ouvrirDb(pool);
const { app, visiter } = ouvrirSite({ adresse: base.adresse, proprietaire });

beforeAll(async () => {
  await installerFile(base.adresse);
  await chargerDemo(base.adresse, INSTANT);
});
afterAll(async () => {
  await pool.end();
  await base.supprimer();
});

/** Files that are made slowly have a limit of their own: this one was shown to who may have it. */
const TROP_DE_FICHIERS = 429;
const HORS_PAGES = /^\/(actifs|evenements|deconnexion)/;
const enClair = (attribut: string): string => attribut.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#39;/g, "'");

/** Two addresses that differ only by what they name are alike: `/reunions/:id?page`. */
function motifDe(adresse: string): string {
  const { pathname, searchParams } = new URL(adresse, SITE);
  return `${pathname.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id').replace(/\/\d{4,}(?=\/|$|\.)/g, '/:n')}?${[...searchParams.keys()].toSorted().join(',')}`;
}

/** Every kind of link that this person is shown, followed from page to page: how many, and those that answer a refusal. */
async function suivreLesLiens(entetes: { readonly Cookie: string }, depart: string): Promise<{ suivis: number; refuses: string[] }> {
  const motifs = new Set<string>();
  const refuses: string[] = [];
  const file = [{ vers: depart, de: 'l’accueil' }];
  for (let lien = file.shift(); lien; lien = file.shift()) {
    const { vers, de } = lien;
    if (HORS_PAGES.test(vers) || motifs.has(motifDe(vers))) continue;
    motifs.add(motifDe(vers));
    const r = await app.request(SITE + vers, { headers: entetes });
    const ailleurs = r.headers.get('location')?.replace(SITE, '') ?? '';
    if ((r.status >= 400 && r.status !== TROP_DE_FICHIERS) || ailleurs.startsWith('/connexion')) refuses.push(`${r.status} ${vers}, montré par ${de}`);
    if (ailleurs.startsWith('/')) file.push({ vers: ailleurs.split('#')[0] ?? '', de });
    if (r.status !== 200 || !r.headers.get('content-type')?.includes('text/html')) continue;
    const montres = [...(await r.text()).matchAll(/\shref="([^"#]+)/g)].map(([, href]) => enClair(href ?? '').replace(SITE, ''));
    file.push(...montres.filter((href) => href.startsWith('/')).map((href) => ({ vers: href, de: vers })));
  }
  return { suivis: motifs.size, refuses };
}

test.each([
  ['Maëlle Riva', 'trois-rivieres', 200], ['Anselme Exemple', 'trois-rivieres', 200], ['Ombeline Fictif', 'trois-rivieres', 200], ['Tiphaine Lamodèle', 'trois-rivieres', 200], ['Basile Inventé', 'trois-rivieres', 150],
  ['Ludivine Postulat', 'trois-rivieres', 40], ['Firmin Théorème', 'trois-rivieres', 40], ['Ysaline Esquisse', 'haut-plateau', 100],
])('%s, dans %s : aucun lien montré n’est refusé', async (nom, slug, auMoins) => {
  const { id } = await proprietaire.selectFrom('personnes').select('id').where('nom', '=', nom).executeTakeFirstOrThrow();
  const { suivis, refuses } = await suivreLesLiens((await visiter(slug, id)).entetes, `/cpts/${slug}`);
  expect(refuses).toEqual([]);
  expect(suivis).toBeGreaterThan(auMoins);
});
