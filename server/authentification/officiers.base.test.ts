import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { chargerDemo } from '#db/demo/charger.ts';
import { type Db, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { baseAPart } from '#db/essais-a-part.ts';
import { adresseEssais, INSTANT } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import type { Direct } from '../direct.ts';
import { cookieDe, servicesEssai } from '../essais.ts';
import { installerFile } from '../taches/file.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/**
 * What ARS and CPAM may open, and why. Everything else of a CPTS answers 403, page by page: the list of pages is not written here, it is
 * the one the application declares, walked from link to link by those who work there.
 */
const OUVERTES: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'leur accueil : les échanges qui attendent'],
  [/^\/recherche$/, 'la recherche, qui ne trouve que ce qui leur est ouvert'],
  [/^\/projet$/, 'le parcours : où en est le dossier'],
  [/^\/projet\/guide$/, 'le guide, le même pour tous'],
  [/^\/projet\/pas\//, 'leurs propres pas'],
  [/^\/projet\/echanges(?!\/(depots|questions)$)(\/|$)/, 'ce qui a été déposé, et les questions'],
  [/^\/contrat$|^\/contrat\.xlsx$|^\/contrat\/papiers$|^\/contrat\/lignes\/(?!nouvelle$)[^/]+$/, 'le contrat à trois, qu’elles signent'],
  [/^\/reseau\/annuaire(\.[a-z]+|\/[^/]+)?$/, 'l’annuaire national, public'],
  [/^\/reseau\/moi\/donnees/, 'ce que la CPTS sait d’elles (RGPD)'],
];

const base = await baseAPart(adresseEssais());
const SLUG = 'trois-rivieres';
const { services, fermer } = servicesEssai(base.adresse);
const direct: Direct = { abonner: () => () => undefined, nombre: () => 0, pret: Promise.resolve(), fermer: () => Promise.resolve() };
const app = creerApplication(services, direct);
const proprietaire = ouvrirPool(base.adresse, undefined, 2);
const db: Db = ouvrirDb(proprietaire);

const FICHIER = /\.(pdf|docx|xlsx|csv|ics|svg|png)(\?|$)|\/fichier$|\/telecharger/;
type Lecteur = { readonly lire: (chemin: string) => Promise<Response> };

async function entrer(nom: string): Promise<Lecteur> {
  const { id } = await db.selectFrom('personnes').select('id').where('nom', '=', nom).executeTakeFirstOrThrow();
  const entetes = await cookieDe(db, id);
  return { lire: async (chemin) => app.request(`http://localhost:3000/cpts/${SLUG}${chemin}`, { headers: entetes }) };
}

const liensDe = (html: string): readonly string[] => [...html.matchAll(new RegExp(`(?:href|action)="/cpts/${SLUG}([^"#]*)`, 'g'))].map((m) => (m[1] ?? '').replace(/&amp;/g, '&'));

const liensHrefDe = (html: string): readonly string[] => [...html.matchAll(new RegExp(`href="/cpts/${SLUG}([^"#]*)`, 'g'))].map((m) => (m[1] ?? '').replace(/&amp;/g, '&'));

/** The pages of the application: every GET declared under a CPTS. */
const motifs = [...new Set(app.routes.filter((r) => r.method === 'GET' && r.path.startsWith('/cpts/:cpts')).map((r) => r.path.slice('/cpts/:cpts'.length).replace(/\/$/, '')))];
const enRegExp = (motif: string): RegExp => new RegExp(`^${motif.replace(/[.]/g, '\\.').replace(/:[a-zA-Z]+(\{.*\})?/g, '[^/]+').replace(/\*/g, '.*')}$`);
/** The most exact route that answers this address: a fixed word wins over a parameter. */
const motifDe = (chemin: string): string | undefined => motifs.filter((m) => enRegExp(m).test(chemin)).toSorted((a, b) => (a.match(/:/g) ?? []).length - (b.match(/:/g) ?? []).length)[0];
const sansParametres = (chemin: string): string => chemin.split('?')[0] ?? '';

const ID = '0198f000-0000-7000-8000-000000000001';
/** A page that no link of the demo reaches is asked for with some identifier: the door is shut before anything is looked up. */
const quelconque = (motif: string): string =>
  motif
    .replace(/:[a-z]+\{.*\.xml\}/, `${ID}.xml`)
    .replace(/:[a-z]+\{[^/]*\}/g, ID)
    .replace('/projet/lettre/:cle', '/projet/lettre/acteurs')
    .replace('/projet/sante/:cle', '/projet/sante/budget')
    .replace(/:[a-z]+/g, ID);

let sansLien: readonly string[] = [];
let adresses: readonly string[] = [];

beforeAll(async () => {
  await installerFile(base.adresse);
  await chargerDemo(base.adresse, INSTANT);
  const vus = new Map<string, string>();
  for (const nom of ['Maëlle Riva', 'Ombeline Fictif', 'Prune Supposée']) {
    const { lire } = await entrer(nom);
    const file = ['', ...motifs.filter((m) => !m.includes(':') && !m.includes('*'))];
    const ici = new Set<string>();
    for (let chemin = file.shift(); chemin !== undefined; chemin = file.shift()) {
      const net = sansParametres(chemin);
      const motif = motifDe(net);
      // One page of each kind is enough, two when the address holds an identifier: another may lead elsewhere.
      if (motif === undefined || ici.has(net) || [...ici].filter((c) => motifDe(c) === motif).length >= (motif.includes(':') ? 2 : 1)) continue;
      ici.add(net);
      if (!vus.has(net)) vus.set(net, motif);
      if (FICHIER.test(net) || net === '/evenements') continue;
      const r = await lire(net);
      if (r.headers.get('content-type')?.includes('text/html')) file.push(...liensDe(await r.text()));
    }
  }
  const atteints = new Set(vus.values());
  sansLien = motifs.filter((m) => !atteints.has(m)).map(quelconque);
  adresses = [...new Set([...vus.keys(), ...sansLien])].toSorted();
});
afterAll(async () => {
  await Promise.all([fermer(), proprietaire.end()]);
  await base.supprimer();
});

describe('l’ARS et la CPAM, page par page', () => {
  test('la promenade passe par chaque page déclarée', () => {
    const vues = new Set(adresses.map(motifDe));
    expect(motifs.filter((m) => !vues.has(m))).toEqual([]);
    // Nearly all by links: a walk that stopped early would say nothing.
    expect(sansLien.length).toBeLessThan(motifs.length / 5);
  });

  test.each(['Ludivine Postulat', 'Firmin Théorème'])('%s ne lit que ce qui est dans la liste', async (nom) => {
    const { lire } = await entrer(nom);
    const trop: string[] = [];
    const pasAssez: string[] = [];
    for (const chemin of adresses) {
      if (chemin === '/evenements') continue;
      const { status } = await lire(chemin);
      if (/^\/projet\/echanges\/(depots|questions)$/.test(chemin)) continue;
      const ouverte = OUVERTES.some(([re]) => re.test(chemin));
      // `/reseau` only sends to the directory.
      if (!ouverte && ![403, 302].includes(status)) trop.push(`${chemin} : ${status}`);
      // A step that is not open today, or not theirs, is refused with its reason: 422.
      if (ouverte && ![200, 422].includes(status) && !chemin.startsWith('/projet/pas/') && !sansLien.includes(chemin)) pasAssez.push(`${chemin} : ${status}`);
    }
    expect({ trop, pasAssez }).toEqual({ trop: [], pasAssez: [] });
  });

  test.each(['Ludivine Postulat', 'Firmin Théorème'])('rien de ce que lit %s ne mène à une porte fermée, et aucune de ses pages ne montre un brouillon', async (nom) => {
    const { lire } = await entrer(nom);
    const [file, vus, fermees]: [string[], Set<string>, string[]] = [[''], new Set(), []];
    for (let chemin = file.shift(); chemin !== undefined; chemin = file.shift()) {
      const net = sansParametres(chemin);
      if (vus.has(net) || motifDe(net) === undefined || vus.size > 80 || FICHIER.test(net)) continue;
      vus.add(net);
      const r = await lire(net);
      if (r.status === 403) fermees.push(net);
      if (!r.headers.get('content-type')?.includes('text/html')) continue;
      const html = await r.text();
      for (const brouillon of ['une affiche dans chaque cabinet', 'Peut-on prévoir une version facile à lire', 'renoncent à consulter']) if (html.includes(brouillon)) fermees.push(`${net} montre « ${brouillon} »`);
      file.push(...liensHrefDe(html));
    }
    expect(fermees).toEqual([]);
  });
});
