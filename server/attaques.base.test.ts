import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { chargerDemo } from '#db/demo/charger.ts';
import { baseAPart } from '#db/essais-a-part.ts';
import { adresseEssais, INSTANT } from '#db/essais.ts';
import { ouvrirSite, SITE } from './essais.ts';
import { installerFile } from './taches/file.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/*
 * Every door the application declares, tried by who must not pass it. The list is the application's own; the addresses and the forms are
 * those that a coordinator of the demo meets, page by page.
 */
const SLUG = 'trois-rivieres';
const base = await baseAPart(adresseEssais());
const pool = ouvrirPool(base.adresse, undefined, 2);
const proprietaire = ouvrirDb(pool);
const site = ouvrirSite({ adresse: base.adresse, proprietaire });
const { app } = site;

type Lecteur = Awaited<ReturnType<typeof site.visiter>>;
type Formulaire = { readonly page: string; readonly action: string; readonly motif: string; readonly champs: readonly (readonly [string, string])[]; readonly fichier: string | undefined };

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const motifDe = (chemin: string): string => (chemin.split('?')[0] ?? '').replace(UUID, ':id').replace(/\/\d{4,}(?=\/|$|\.)/g, '/:n');
const FICHIER = /\.(pdf|docx|xlsx|csv|ics|svg|png|xml|zip|pptx|txt)$|\/fichier$|\/telecharger|^\/evenements/;
const enClair = (html: string): string => html.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<');
const attribut = (balise: string, nom: string): string | undefined => { const v = new RegExp(`\\s${nom}(?:="([^"]*)")?(?=[\\s/>])`).exec(balise); return v ? enClair(v[1] ?? '') : undefined; };

function champsDe(html: string): [string, string][] {
  return [...html.matchAll(/<(input|textarea|select)\b[^>]*>(?:[\s\S]*?<\/(?:textarea|select)>)?/g)].flatMap(([bloc, genre]): [string, string][] => {
    const balise = /^<[^>]*>/.exec(bloc)?.[0] ?? '';
    const nom = attribut(balise, 'name');
    const type = attribut(balise, 'type');
    if (nom === undefined || nom === 'jeton' || type === 'file' || type === 'submit') return [];
    if (genre === 'textarea') return [[nom, enClair(bloc.replace(/<[^>]*>/g, ''))]];
    if (genre === 'select') return [[nom, enClair(/<option\b[^>]*\bselected[^>]*>/.exec(bloc)?.[0].match(/value="([^"]*)"/)?.[1] ?? /value="([^"]+)"/.exec(bloc.slice(balise.length))?.[1] ?? '')]];
    if ((type === 'checkbox' || type === 'radio') && attribut(balise, 'checked') === undefined) return [];
    return [[nom, attribut(balise, 'value') ?? '']];
  });
}
const champFichier = (html: string): string | undefined => [...html.matchAll(/<input\b[^>]*\btype="file"[^>]*>/g)].map(([b]) => attribut(b, 'name'))[0];
const jetonDe = (html: string): string => /name="jeton" (?:content|value)="([^"]+)"/.exec(html)?.[1] ?? '';
/** What a browser would run if it believed what it is sent: pages, drawings, and files that are two things at once. */
const SCRIPT = '<script>alert(document.cookie)</script>';
const HOSTILES = [
  new File([`<html>${SCRIPT}`], 'page.html', { type: 'text/html' }),
  new File([`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`], 'dessin.svg', { type: 'image/svg+xml' }),
  new File([`%PDF-1.7\n<html>${SCRIPT}`], 'polyglotte.pdf', { type: 'text/html' }),
  new File([`%PDF-1.7\n${SCRIPT}`], '../../etc/"x"\r\nSet-Cookie: a=b\r\n\r\n<b>.pdf', { type: 'application/pdf' }),
  new File([`GIF89a/*${SCRIPT}`], 'image.png', { type: 'image/png' }),
  new File([`nom;${SCRIPT}\n=cmd|' /C calc'!A0;1`], 'tableau.csv', { type: 'text/html' }),
] as const;
const formulairesDe = (html: string, page: string): Formulaire[] =>
  [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([bloc]) => {
    const action = attribut(/^<[^>]*>/.exec(bloc)?.[0] ?? '', 'action') ?? '';
    return /method="post"/i.test(bloc) && action.startsWith(`/cpts/${SLUG}`) ? [{ page, action: action.slice(`/cpts/${SLUG}`.length), motif: motifDe(action.slice(`/cpts/${SLUG}`.length)), champs: champsDe(bloc), fichier: champFichier(bloc) }] : [];
  });

async function personne(nom: string): Promise<Lecteur> {
  const { id } = await proprietaire.selectFrom('personnes').select('id').where('nom', '=', nom).executeTakeFirstOrThrow();
  return site.visiter(SLUG, id);
}

const declarees = [...new Set(app.routes.filter((r) => r.path.startsWith('/cpts/:cpts/') && r.method !== 'ALL').map((r) => `${r.method} ${r.path.slice('/cpts/:cpts'.length)}`))];
const ID = '0198f000-0000-7000-8000-000000000001';
const quelconque = (motif: string): string => motif.replace(/:[a-z]+\{.*\.xml\}/i, `${ID}.xml`).replace(/:[a-zA-Z]+\{([a-z]+)(?:\|[^}]*)\}/g, '$1').replace(/:[a-zA-Z]+(\{[^/]*\})?/g, ID).replace('*', 'x');

let pages: Map<string, string> = new Map();
let formulaires: Map<string, Formulaire> = new Map();
let requetes: Set<string> = new Set();
let voisin: { readonly slug: string; readonly lecteur: Lecteur };

async function parcourir(lecteur: Lecteur): Promise<{ pages: Map<string, string>; formulaires: Map<string, Formulaire>; requetes: Set<string> }> {
  const trouves = { pages: new Map<string, string>(), formulaires: new Map<string, Formulaire>(), requetes: new Set<string>() };
  const file = ['', ...declarees.flatMap((d) => (d.startsWith('GET ') && !d.includes(':') && !d.includes('*') ? [d.slice(4)] : []))];
  for (let chemin = file.shift(); chemin !== undefined; chemin = file.shift()) {
    if (chemin.includes('?')) trouves.requetes.add(`${motifDe(chemin)}?${[...new URLSearchParams(chemin.split('?')[1]).keys()].join(',')}`);
    const net = chemin.split('?')[0] ?? '';
    if (trouves.pages.has(motifDe(net)) && ![...trouves.pages.values()].every((p) => p !== net && motifDe(p) !== motifDe(net))) continue;
    trouves.pages.set(motifDe(net), net);
    if (FICHIER.test(net)) continue;
    const r = await lecteur.lire(net);
    if (!r.headers.get('content-type')?.includes('text/html')) continue;
    const html = await r.text();
    for (const f of formulairesDe(html, net)) if (!trouves.formulaires.has(f.motif)) trouves.formulaires.set(f.motif, f);
    file.push(...[...html.matchAll(new RegExp(`href="/cpts/${SLUG}([^"#]*)`, 'g'))].map((m) => enClair(m[1] ?? '')));
  }
  return trouves;
}

beforeAll(async () => {
  await installerFile(base.adresse);
  await chargerDemo(base.adresse, INSTANT);
  ({ pages, formulaires, requetes } = await parcourir(await personne('Maëlle Riva')));
  const autre = await sql<{ slug: string; id: string }>`select c.slug, r.personne_id as id from cpts c join roles_tenus r on r.cpts_id = c.id where r.role = 'coordination' and c.slug <> ${SLUG} and not exists (select from roles_tenus x join cpts y on y.id = x.cpts_id where x.personne_id = r.personne_id and y.slug = ${SLUG}) limit 1`.execute(proprietaire);
  const [v] = autre.rows;
  if (!v) throw new Error('The demo has no neighbour');
  voisin = { slug: v.slug, lecteur: await site.visiter(v.slug, PersonneId.parse(v.id)) };
});
afterAll(async () => {
  await pool.end();
  await base.supprimer();
});

/** What is written in every table, sessions and counters of attempts aside. */
async function empreinte(): Promise<Record<string, string>> {
  const { rows } = await sql<{ t: string }>`select relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`.execute(proprietaire);
  const faites = rows.filter(({ t }) => !['sessions', 'tentatives'].includes(t)).map(async ({ t }) => [t, (await sql<{ e: string }>`select count(*) || ':' || coalesce(sum(hashtext(x::text)::bigint), 0) as e from ${sql.table(t)} x`.execute(proprietaire)).rows[0]?.e ?? ''] as const);
  return Object.fromEntries(await Promise.all(faites));
}
const enOrdre = (champs: Formulaire['champs']): string[] => champs.map(([n, v]) => `${n}=${v.replaceAll('\r\n', '\n')}`).toSorted();
const remplir = (champs: Formulaire['champs'], valeur: string): [string, string][] => champs.map(([n]) => [n, valeur]);

describe('les portes', () => {
  test('la promenade voit des centaines de portes : plus courte, elle ne dirait rien', () => {
    expect(pages.size).toBeGreaterThan(150);
    expect(formulaires.size).toBeGreaterThan(150);
    expect(declarees.length).toBeGreaterThan(300);
  });

  test('sans connexion, aucune adresse d’une CPTS ne répond autre chose que la page de connexion', async () => {
    const passees: string[] = [];
    for (const d of declarees) {
      const [methode = '', motif = ''] = d.split(' ');
      const r = await app.request(`${SITE}/cpts/${SLUG}${quelconque(motif)}`, { method: methode, headers: { Origin: SITE }, ...(methode === 'POST' ? { body: new URLSearchParams({ x: '1' }) } : {}) });
      const versLaConnexion = r.status === 303 && r.headers.get('location')?.startsWith('/connexion');
      // What a form held comes back whole to whoever sent it, and nothing else with it.
      const rendue = methode === 'POST' && r.status === 403 && (await r.text()).includes('Reconnectez-vous, puis renvoyez');
      // `/reseau` only names the address of the directory.
      if (d !== 'GET /reseau' && !versLaConnexion && !rendue) passees.push(`${d} : ${r.status} ${r.headers.get('location') ?? ''}`);
    }
    expect(passees).toEqual([]);
  });

  test('la coordination d’une autre CPTS n’ouvre rien ici, ni chez elle avec nos identifiants', async () => {
    const passees: string[] = [];
    for (const [motif, chemin] of pages) {
      const ici = await app.request(`${SITE}/cpts/${SLUG}${chemin}`, { headers: voisin.lecteur.entetes });
      if (ici.status !== 403 && motif !== '/reseau') passees.push(`ici ${motif} : ${ici.status}`);
      if (!motif.includes(':id')) continue;
      const { status } = await voisin.lecteur.lire(chemin);
      if (status < 300 || status >= 500) passees.push(`chez elle ${motif} : ${status}`);
    }
    expect(passees).toEqual([]);
  });

  test('aucun formulaire ne s’écrit sans le jeton de la session, ni avec celui d’une autre', async () => {
    const moi = await personne('Maëlle Riva');
    const avant = await empreinte();
    const passes: string[] = [];
    for (const f of formulaires.values()) {
      for (const jeton of ['', 'faux']) {
        const r = await moi.poster(f.action, [['jeton', jeton], ...f.champs]);
        if (r.status !== 403) passes.push(`${f.motif} : ${r.status}`);
        // Nothing typed is lost: the form comes back with all it held, to be sent again by one button.
        const rendu = formulairesDe(await r.text(), '').find((x) => x.action === f.action);
        if (JSON.stringify(rendu && enOrdre(rendu.champs)) !== JSON.stringify(enOrdre(f.champs))) passes.push(`${f.motif} rend ${JSON.stringify(rendu?.champs)} pour ${JSON.stringify(f.champs)}`);
      }
    }
    for (const d of declarees) {
      if (!d.startsWith('POST ')) continue;
      const r = await moi.poster(quelconque(d.slice(5)), { jeton: '' });
      if (r.status < 400 && r.status !== 303) passes.push(`${d} : ${r.status}`);
      if (r.status >= 500) passes.push(`${d} : ${r.status}`);
    }
    expect(passes).toEqual([]);
    expect(await empreinte()).toEqual(avant);
  });

  test('la coordination d’une autre CPTS n’écrit rien avec nos identifiants', async () => {
    const { rows } = await sql<{ t: string }>`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'cpts_id'`.execute(proprietaire);
    const chezNous = async (): Promise<Record<string, string>> => Object.fromEntries(await Promise.all(rows.map(async ({ t }) => [t, (await sql<{ e: string }>`select count(*) || ':' || coalesce(sum(hashtext(x::text)::bigint), 0) as e from ${sql.table(t)} x where cpts_id = (select id from cpts where slug = ${SLUG})`.execute(proprietaire)).rows[0]?.e ?? ''])));
    const avant = await chezNous();
    const passes: string[] = [];
    for (const f of formulaires.values()) {
      const r = await voisin.lecteur.poster(f.action, f.champs);
      if (r.status >= 500 || (r.status < 400 && f.motif.includes(':id') && !(r.status === 303))) passes.push(`${f.motif} : ${r.status}`);
    }
    expect(passes).toEqual([]);
    expect(await chezNous()).toEqual(avant);
  });

  test('aucune page ni aucun fichier ne reste chez un intermédiaire, ne change de genre ni ne s’exécute', async () => {
    const moi = await personne('Maëlle Riva');
    const gardes: string[] = [];
    for (const [motif, chemin] of pages) {
      if (motif === '/evenements') continue;
      const r = await moi.lire(chemin);
      const dit = (n: string): string => r.headers.get(n) ?? '';
      if (!/(^|, ?)(private|no-store)/.test(dit('cache-control')) && r.status < 300) gardes.push(`${motif} se garde : ${dit('cache-control')}`);
      if (dit('x-content-type-options') !== 'nosniff') gardes.push(`${motif} change de genre`);
      if (!/frame-ancestors 'none'|sandbox/.test(dit('content-security-policy')) || /script-src[^;]*unsafe/.test(dit('content-security-policy'))) gardes.push(`${motif} : ${dit('content-security-policy')}`);
      const page = /^(text\/html|application\/json|text\/calendar|image\/svg)/.test(dit('content-type'));
      if (!page && r.status === 200 && !/^attachment/.test(dit('content-disposition')) && !dit('content-security-policy').includes('sandbox')) gardes.push(`${motif} s’ouvre : ${dit('content-type')}`);
      await r.body?.cancel();
    }
    expect(gardes).toEqual([]);
  });

  test('aucun formulaire ne garde un fichier qui s’exécute, ni n’obéit à son nom', async () => {
    const moi = await personne('Maëlle Riva');
    const casses: string[] = [];
    for (const f of [...formulaires.values()].filter((x) => x.fichier !== undefined)) {
      for (const envoye of HOSTILES) {
        const corps = new FormData();
        for (const [n, v] of f.champs) corps.append(n, v);
        corps.append(f.fichier ?? '', envoye);
        corps.append('jeton', jetonDe(await (await moi.lire(f.page)).text()));
        const r = await app.request(`${SITE}/cpts/${SLUG}${f.action}`, { method: 'POST', headers: { ...moi.entetes, Origin: SITE }, body: corps });
        if (r.status >= 500 || r.status === 403) casses.push(`${f.motif} ${envoye.name} : ${r.status}`);
      }
    }
    expect([...formulaires.values()].filter((x) => x.fichier !== undefined).length).toBeGreaterThan(5);
    expect(casses).toEqual([]);
    const { rows } = await sql<{ nom: string; type: string }>`select nom, type from fichiers where type ~* 'html|svg|script' or nom ~ '[\\x00-\\x1f/\\\\"<>]' or nom ~* '\\.(html?|svg|js)$'`.execute(proprietaire);
    expect(rows).toEqual([]);
  });

  test('une adresse ou une recherche malmenée ne casse aucune page', async () => {
    const moi = await personne('Maëlle Riva');
    const cassees: string[] = [];
    const dire = (quoi: string, status: number): void => { if (status >= 500) cassees.push(`${quoi} : ${status}`); };
    for (const r of requetes) {
      const [motif = '', cles = ''] = r.split('?');
      const chemin = pages.get(motif) ?? motif;
      for (const v of ['%ff%fe', 'x'.repeat(10_000), '-1', '99999999999999999999', '2026-02-30']) dire(`GET ${motif}?${cles} = ${v.slice(0, 20)}`, (await moi.lire(`${chemin}?${cles.split(',').map((c) => `${encodeURIComponent(c)}=${v}`).join('&')}`)).status);
    }
    for (const d of declarees) {
      if (!d.includes(':')) continue;
      const [methode = '', motif = ''] = d.split(' ');
      for (const v of ['%00', '%ff', '9'.repeat(40), '2026-02-30']) {
        const chemin = motif.replace(/:[a-zA-Z]+(\{.*?\})?/g, v);
        const r = methode === 'GET' ? await moi.lire(chemin) : await moi.poster(chemin, {});
        dire(`${d} ${v.slice(0, 20)}`, r.status);
      }
    }
    expect(cassees).toEqual([]);
  });

  test('un champ malmené ne casse aucun formulaire', async () => {
    const moi = await personne('Maëlle Riva');
    const casses: string[] = [];
    for (const f of formulaires.values()) {
      for (const v of ['\0', 'x'.repeat(10_000), '9'.repeat(30), '2026-02-30', randomUUID()]) {
        const r = await moi.poster(f.action, remplir(f.champs, v));
        if (r.status >= 500) casses.push(`tous ${f.motif} = ${JSON.stringify(v).slice(0, 20)} : ${r.status}`);
        // One field at a time, the others as the page gives them: each passes its own reading before the fault.
        for (const [nom] of f.champs.length > 1 && f.champs.length < 12 && v.length === 30 ? f.champs : []) {
          const un = await moi.poster(f.action, f.champs.map(([n, x]): [string, string] => [n, n === nom ? v : x]));
          if (un.status >= 500) casses.push(`${f.motif} ${nom} = ${JSON.stringify(v).slice(0, 20)} : ${un.status}`);
        }
      }
    }
    expect(casses).toEqual([]);
  });

  test.each(['Basile Inventé', 'Ombeline Fictif', 'Anselme Exemple', 'Tiphaine Lamodèle', 'Ludivine Postulat', 'Firmin Théorème'])('%s n’écrit que par les formulaires que ses pages lui montrent', async (nom) => {
    const lecteur = await personne(nom);
    const siens = (await parcourir(lecteur)).formulaires;
    const journal = async (): Promise<string> => String((await sql<{ n: string }>`select count(*) as n from journal`.execute(proprietaire)).rows[0]?.n);
    const ecrits: string[] = [];
    for (const f of formulaires.values()) {
      if (siens.has(f.motif) || formulairesDe(await (await lecteur.lire(f.page)).text(), f.page).some((x) => x.action === f.action)) continue;
      const avant = await journal();
      const r = await lecteur.poster(f.action, f.champs.map(([n, v]): [string, string] => [n, v === '' ? 'Essai' : v]));
      if ((await journal()) !== avant) ecrits.push(`${f.motif} : ${r.status}`);
    }
    expect(ecrits).toEqual([]);
  });
});
