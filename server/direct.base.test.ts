import { serve } from '@hono/node-server';
import { setTimeout as attendre } from 'node:timers/promises';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { type CptsId, PersonneId } from '#core/tenancy.ts';
import { configuration } from '#db/connexion.ts';
import { bientot, essaiAvecBase } from '#db/essais.ts';
import { prevenir } from '#db/outbox.ts';
import { creerApplication } from './application.tsx';
import { depuisQuand, ecouter, PAGES_SUIVIES_MAX } from './direct.ts';
import { cookieDe, SECRET, servicesEssai } from './essais.ts';
import { jetonDuCookie, scellerSujets } from './jetons.ts';

const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const direct = ecouter({ ...configuration(base.adresse, 'maillage_app'), application_name: `direct-${process.pid}` }, 200);
const http = serve({ fetch: creerApplication(services, direct).fetch, port: 0, hostname: '127.0.0.1' });
await direct.pret;
const adresse = http.address();
const url = `http://127.0.0.1:${typeof adresse === 'object' && adresse ? adresse.port : 0}`;

afterAll(async () => {
  await direct.fermer();
  http.close();
  if ('closeAllConnections' in http) http.closeAllConnections();
  await fermer();
});

async function membre() {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id);
  return { cpts, moi, entetes: await cookieDe(base.proprietaire, moi.id) };
}

/** The subjects as the page of a coordinator carries them. */
const permis = (slug: string, sujets: string, headers: Record<string, string>): string =>
  scellerSujets(sujets.split(','), { jeton: jetonDuCookie(/=(.*)$/.exec(headers['Cookie'] ?? '')?.[1], SECRET) ?? '', slug, roles: ['coordination'] }, SECRET).join(',');

/** A page that is looked at: the events it has heard so far. */
async function regarder(slug: string, sujets: string, headers: Record<string, string>, suite = '') {
  const arret = new AbortController();
  const reponse = await fetch(`${url}/cpts/${slug}/evenements?sujets=${encodeURIComponent(permis(slug, sujets, headers))}${suite}`, { headers, signal: arret.signal, redirect: 'manual' });
  const entendus: string[] = [];
  let cedee = false;
  let finie = false;
  const lire = async (): Promise<void> => {
    let texte = '';
    for await (const morceau of reponse.body ?? []) {
      texte += new TextDecoder().decode(morceau);
      cedee = texte.includes('event: place-prise');
      entendus.length = 0;
      for (const m of texte.matchAll(/^event: changement\ndata: (.*)$|^data: (.*)\nevent: changement$/gm)) entendus.push(m[1] ?? m[2] ?? '');
    }
    finie = true;
  };
  void lire().catch(() => undefined);
  return { statut: reponse.status, type: reponse.headers.get('content-type'), entendus, cedee: () => cedee, finie: () => finie, fermer: () => arret.abort() };
}

const changer = (cptsId: CptsId, personneId: Parameters<typeof base.dans>[1], sujet: string) => base.dans(cptsId, personneId, ['coordination'], (ctx) => prevenir(ctx, sujet));

test('une page entend les changements de ses sujets dans sa CPTS, jamais ceux d’une autre', async () => {
  const [a, b] = [await membre(), await membre()];
  const pageA = await regarder(a.cpts.slug, 'perimetre,lettre', a.entetes);
  const pageB = await regarder(b.cpts.slug, 'perimetre,lettre', b.entetes);
  expect(pageA.type).toContain('text/event-stream');
  await bientot(() => expect(direct.nombre()).toBe(2));
  await changer(a.cpts.id, a.moi.id, 'perimetre');
  await changer(a.cpts.id, a.moi.id, 'agenda');
  await changer(b.cpts.id, b.moi.id, 'lettre');
  await bientot(() => expect([pageA.entendus, pageB.entendus]).toEqual([['perimetre'], ['lettre']]));
  await attendre(100);
  expect([pageA.entendus, pageB.entendus]).toEqual([['perimetre'], ['lettre']]);
  pageA.fermer();
  pageB.fermer();
  await bientot(() => expect(direct.nombre()).toBe(0));
});

test('un changement annulé ne prévient personne', async () => {
  const a = await membre();
  const page = await regarder(a.cpts.slug, 'perimetre', a.entetes);
  await bientot(() => expect(direct.nombre()).toBe(1));
  await expect(
    base.dans(a.cpts.id, a.moi.id, ['coordination'], async (ctx) => {
      await prevenir(ctx, 'perimetre');
      throw new Error('annulé');
    }),
  ).rejects.toThrow('annulé');
  await attendre(200);
  expect(page.entendus).toEqual([]);
  page.fermer();
  await bientot(() => expect(direct.nombre()).toBe(0));
});

test('ni un inconnu ni un membre d’une autre CPTS ne peut écouter', async () => {
  const [a, b] = [await membre(), await membre()];
  expect((await regarder(a.cpts.slug, 'perimetre', {})).statut).toBe(303);
  expect((await regarder(a.cpts.slug, 'perimetre', b.entetes)).statut).toBe(403);
  expect(direct.nombre()).toBe(0);
});

test('quand la base coupe la connexion, chaque page repasse la porte et est invitée à se relire', async () => {
  const a = await membre();
  const avant = Date.now();
  const coupee = await regarder(a.cpts.slug, 'perimetre', a.entetes);
  await bientot(() => expect(direct.nombre()).toBe(1));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${`direct-${process.pid}`}`.execute(base.proprietaire);
  await bientot(() => expect([coupee.finie(), coupee.cedee(), direct.nombre()]).toEqual([true, false, 0]));
  const page = await regarder(a.cpts.slug, 'perimetre', a.entetes, `&depuis=${avant}`);
  await bientot(() => expect(page.entendus).toEqual(['perimetre']));
  await changer(a.cpts.id, a.moi.id, 'perimetre');
  await bientot(() => expect(page.entendus).toEqual(['perimetre', 'perimetre']));
  page.fermer();
  await bientot(() => expect(direct.nombre()).toBe(0));
});

test('deux cents pages ouvertes puis fermées ne laissent rien', async () => {
  const a = await membre();
  const lecteurs = await Promise.all(Array.from({ length: 10 }, async () => cookieDe(base.proprietaire, (await base.unePersonne(a.cpts.id)).id)));
  const pages = await Promise.all(lecteurs.flatMap((l) => Array.from({ length: PAGES_SUIVIES_MAX }, () => regarder(a.cpts.slug, 'perimetre', l))));
  await bientot(() => expect(direct.nombre()).toBe(200));
  await changer(a.cpts.id, a.moi.id, 'perimetre');
  await bientot(() => expect(pages.filter((p) => p.entendus.length === 1)).toHaveLength(200));
  for (const p of pages) p.fermer();
  await bientot(() => expect(direct.nombre()).toBe(0));
  expect(services.pool.totalCount - services.pool.idleCount).toBe(0);
});

test('une personne ne suit que vingt pages à la fois : la plus ancienne cède sa place, et le dit au navigateur', async () => {
  const [a, voisin] = [await membre(), await membre()];
  const ailleurs = await regarder(voisin.cpts.slug, 'perimetre', voisin.entetes);
  const pages: Awaited<ReturnType<typeof regarder>>[] = [];
  for (let i = 0; i < PAGES_SUIVIES_MAX + 3; i++) pages.push(await regarder(a.cpts.slug, 'perimetre', a.entetes));
  await bientot(() => expect(pages.map((p) => p.cedee())).toEqual(pages.map((_, i) => i < 3)));
  expect(direct.nombre()).toBe(PAGES_SUIVIES_MAX + 1);
  await changer(a.cpts.id, a.moi.id, 'perimetre');
  await bientot(() => expect(pages.map((p) => p.entendus.length)).toEqual(pages.map((_, i) => (i < 3 ? 0 : 1))));
  expect(ailleurs.cedee()).toBe(false);
  for (const p of [...pages, ailleurs]) p.fermer();
  await bientot(() => expect(direct.nombre()).toBe(0));
});

test('on n’écoute que les sujets qu’une page vous a montrés : ni d’autres, ni avec le sceau d’une autre personne, ni après un changement de rôle', async () => {
  const a = await membre();
  const officier = await cookieDe(base.proprietaire, (await base.unePersonne(a.cpts.id, ['ars'])).id);
  const demander = async (sujets: string, headers: Record<string, string>) => {
    const arret = new AbortController();
    const r = await fetch(`${url}/cpts/${a.cpts.slug}/evenements?sujets=${encodeURIComponent(sujets)}`, { headers, signal: arret.signal });
    arret.abort();
    return r.status;
  };
  const permisDeA = permis(a.cpts.slug, 'acces', a.entetes);
  expect(await demander(permisDeA, a.entetes)).toBe(200);
  expect(await demander('acces', a.entetes)).toBe(403);
  expect(await demander(permisDeA.replace('acces', 'lettre'), a.entetes)).toBe(403);
  expect(await demander(permisDeA, officier)).toBe(403);
  expect(await demander(permis(a.cpts.slug, 'acces', officier), officier), 'le sceau d’une page de coordination').toBe(403);
  await base.proprietaire.insertInto('roles_tenus').values({ cpts_id: a.cpts.id, personne_id: a.moi.id, role: 'presidence', depuis: '2020-01-01', jusque: null }).execute();
  expect(await demander(permisDeA, a.entetes)).toBe(403);
  await bientot(() => expect(direct.nombre()).toBe(0));
});

describe('qui n’a plus le droit d’être là n’entend plus rien', () => {
  /** The same person, in the same CPTS, looks from two devices; a neighbour looks too. */
  async function deuxAppareils() {
    const a = await membre();
    const ailleurs = await cookieDe(base.proprietaire, a.moi.id);
    const voisine = await cookieDe(base.proprietaire, (await base.unePersonne(a.cpts.id)).id);
    const [ici, la, chezElle] = [await regarder(a.cpts.slug, 'perimetre', a.entetes), await regarder(a.cpts.slug, 'perimetre', ailleurs), await regarder(a.cpts.slug, 'perimetre', voisine)];
    await bientot(() => expect(direct.nombre()).toBe(3));
    const fermer = async () => {
      for (const p of [ici, la, chezElle]) p.fermer();
      await bientot(() => expect(direct.nombre()).toBe(0));
    };
    return { ...a, ici, la, chezElle, fermer };
  }

  test('une session fermée coupe ses pages ouvertes, et les siennes seules', async () => {
    const { cpts, moi, entetes, ici, la, chezElle, fermer: fin } = await deuxAppareils();
    await base.proprietaire.deleteFrom('sessions').where('jeton', '=', jetonDuCookie(/=(.*)$/.exec(entetes.Cookie)?.[1], SECRET) ?? '').execute();
    await bientot(() => expect(ici.finie()).toBe(true));
    await changer(cpts.id, moi.id, 'perimetre');
    await bientot(() => expect([la.entendus, chezElle.entendus]).toEqual([['perimetre'], ['perimetre']]));
    expect([ici.entendus, la.finie(), chezElle.finie()]).toEqual([[], false, false]);
    expect((await regarder(cpts.slug, 'perimetre', entetes)).statut, 'le navigateur qui revient').toBe(303);
    await fin();
  });

  test.each([
    ['terminé', (id: string) => base.proprietaire.updateTable('roles_tenus').set({ jusque: '2020-01-02' }).where('personne_id', '=', PersonneId.parse(id)).execute()],
    ['effacé', (id: string) => base.proprietaire.deleteFrom('roles_tenus').where('personne_id', '=', PersonneId.parse(id)).execute()],
  ])('un rôle %s coupe les pages de qui le tenait, sur tous ses appareils', async (_quoi, finir) => {
    const { cpts, moi, entetes, ici, la, chezElle, fermer: fin } = await deuxAppareils();
    await finir(moi.id);
    await bientot(() => expect([ici.finie(), la.finie()]).toEqual([true, true]));
    await changer(cpts.id, moi.id, 'perimetre');
    await bientot(() => expect(chezElle.entendus).toEqual(['perimetre']));
    expect([ici.entendus, la.entendus, chezElle.finie()]).toEqual([[], [], false]);
    expect((await regarder(cpts.slug, 'perimetre', entetes)).statut, 'le navigateur qui revient').toBe(403);
    await fin();
  });

  test('une session fermée entre la porte et l’écoute ne s’ouvre pas', async () => {
    const a = await membre();
    const temoin = await regarder(a.cpts.slug, 'perimetre', a.entetes);
    await bientot(() => expect(direct.nombre()).toBe(1));
    const { id } = await base.proprietaire.selectFrom('sessions').select('id').where('personne_id', '=', a.moi.id).executeTakeFirstOrThrow();
    const recue = Date.now();
    await base.proprietaire.deleteFrom('sessions').where('id', '=', id).execute();
    await bientot(() => expect(temoin.finie()).toBe(true));
    const gestes: string[] = [];
    const cpts = await base.dans(a.cpts.id, a.moi.id, ['coordination'], async (ctx) => ctx.cpts);
    const lecteur = { cpts, personneId: a.moi.id, seanceId: id, sujets: new Set(['perimetre']), prevenir: () => undefined, ceder: () => gestes.push('ceder'), couper: () => gestes.push('couper') };
    direct.abonner({ ...lecteur, recue }, recue);
    direct.abonner({ ...lecteur, recue, seanceId: '00000000-0000-7000-8000-000000000000' }, recue)();
    expect(gestes).toEqual(['couper']);
    expect(direct.nombre()).toBe(0);
  });
});

test('un changement survenu entre la page et son écoute est dit à l’ouverture, celui d’un autre sujet ou d’une autre CPTS non', async () => {
  const [a, b] = [await membre(), await membre()];
  const temoin = await regarder(a.cpts.slug, 'perimetre,lettre', a.entetes);
  await bientot(() => expect(direct.nombre()).toBe(1));
  const avant = Date.now();
  const vueEn = (instant: number, headers: Record<string, string>): Record<string, string> => ({ ...headers, 'Last-Event-ID': String(instant) });
  await changer(a.cpts.id, a.moi.id, 'perimetre');
  await bientot(() => expect(temoin.entendus).toEqual(['perimetre']));
  const pages = [
    await regarder(a.cpts.slug, 'perimetre,lettre', vueEn(avant, a.entetes)),
    await regarder(a.cpts.slug, 'lettre', vueEn(avant, a.entetes)),
    await regarder(b.cpts.slug, 'perimetre', vueEn(avant, b.entetes)),
    await regarder(a.cpts.slug, 'perimetre', vueEn(Date.now() + 1, a.entetes)),
  ];
  await bientot(() => expect(pages.map((p) => p.entendus)).toEqual([['perimetre'], [], [], []]));
  for (const p of [temoin, ...pages]) p.fermer();
  await bientot(() => expect(direct.nombre()).toBe(0));
});

test('une page dit depuis quand elle est vue ; une demande mal faite, ou un flux qui reprend, se comptent autrement', async () => {
  const app = new Hono().get('/', (c) => c.text(String(depuisQuand(c, 100_000))));
  const lu = async (suite: string, headers = {}): Promise<string> => (await app.request(`/${suite}`, { headers })).text();
  expect(await Promise.all([lu('?depuis=88000'), lu(''), lu('?depuis=demain'), lu('?depuis=1e400'), lu('?depuis=88000', { 'Last-Event-ID': '99000' })])).toEqual(['88000', '100000', '100000', '100000', '99000']);
});
