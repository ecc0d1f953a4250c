import { describe, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET, siteEssai, texte, type Visite } from '#server/essais.ts';
import { chargerSondage } from '../repository.ts';
import { SondageId } from '../model.ts';
import { repondreSondage } from '../use-cases/repondre-sondage.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { app, entrer } = siteEssai(base, { maintenant: () => maintenant });

async function avecSondage() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const r = await elle.poster('/agenda/sondages', { groupe: '', duree: '120', dates: '2026-12-08T18:30:00.000Z', titre: 'Bureau de décembre', lieu: '', cloture: '30/11/2026', autres: '10/12/2026 19:30' });
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${elle.cpts.slug}`, '');
  return { elle, lui, chemin, id: SondageId.parse(chemin.split('/').at(-1)) };
}
/** Read twice: the first makes what the second finds. */
const lireDeuxFois = async (v: Visite, chemin: string): Promise<string[]> => [await texte(await v.lire(chemin)), await texte(await v.lire(chemin))];
const presses = (html: string): string[] => [...html.matchAll(/value="([^"]+)" aria-pressed="true"/g)].map((m) => m[1] ?? '');

describe('la page d’un sondage, faite une fois par état', () => {
  test('est la même à la première lecture et aux suivantes, et chacun y voit ses propres réponses', async () => {
    const { elle, lui, chemin } = await avecSondage();
    await lui.poster(chemin, { choix: '0-n' });
    await elle.poster(chemin, { choix: '0-o' });
    const siennes = (await lireDeuxFois(lui, chemin)).map(presses);
    const miennes = (await lireDeuxFois(elle, chemin)).map(presses);
    expect([siennes, miennes]).toEqual([[['0-n'], ['0-n']], [['0-o'], ['0-o']]]);
    const [premiere = '', seconde = ''] = (await lireDeuxFois(lui, chemin)).map((h) => h.replaceAll(/name="jeton" (content|value)="[^"]+"| data-instant="\d+"/g, ''));
    expect(seconde).toBe(premiere);
    expect(seconde).not.toContain('Retenir cette date');
    expect((await lireDeuxFois(elle, chemin)).map((h) => h.includes('Retenir cette date'))).toEqual([true, true]);
  });

  test('jamais périmée : chaque réponse, chaque mot, la clôture et l’abandon se voient à la lecture qui suit', async () => {
    const { elle, lui, chemin } = await avecSondage();
    const vue = async (): Promise<string> => (await lireDeuxFois(lui, chemin)).at(-1) ?? '';
    expect(await vue()).toContain('0 personne sur 2 a répondu');
    await elle.poster(chemin, { choix: '0-o' });
    expect(await vue()).toContain('1 personne sur 2 a répondu');
    await elle.poster(chemin, { commentaire: 'Plutôt le mardi.' });
    expect(await vue()).toContain('Plutôt le mardi.');
    await elle.poster(`${chemin}/cloture`, { geste: 'clore' });
    expect(await vue()).toContain('Le sondage est clos');
    await elle.poster(`${chemin}/cloture`, { geste: 'rouvrir' });
    expect(await vue()).toContain('Réponses jusqu’au');
    await elle.poster(`${chemin}/cloture`, { geste: 'annuler' });
    expect(await vue()).toContain('Ce sondage a été abandonné.');
  });

  test('ni quand l’heure passe sans que rien ne soit écrit', async () => {
    const { lui, chemin } = await avecSondage();
    expect((await lireDeuxFois(lui, chemin)).map((h) => h.includes('name="choix"'))).toEqual([true, true]);
    maintenant = new Date('2026-11-30T23:00:00Z');
    try {
      const apres = await texte(await lui.lire(chemin));
      expect([apres.includes('name="choix"'), apres.includes('Le sondage est clos')]).toEqual([false, true]);
    } finally {
      maintenant = INSTANT;
    }
  });

  test('ce qu’une écriture défaite avait montré n’est jamais montré à un autre', async () => {
    const { elle, lui, chemin, id } = await avecSondage();
    await lireDeuxFois(lui, chemin);
    await elle.dans(async (ctx) => {
      const moi = (await chargerSondage(ctx, id))?.participants.find((p) => p.personneId === ctx.qui.personneId);
      if (!moi) throw new Error('absente');
      expect((await repondreSondage(ctx, { sondageId: id, participantId: moi.id, rang: 0, reponse: 'non' })).ok).toBe(true);
      throw new Error('défait');
    }).catch((e: unknown) => expect(String(e)).toContain('défait'));
    expect(await texte(await lui.lire(chemin))).toContain('0 personne sur 2 a répondu');
    // The version reached by what was undone is reached again by something else.
    await elle.poster(chemin, { choix: '0-o' });
    expect((await lireDeuxFois(lui, chemin))[1]).toMatch(/<th scope=row>Camille[^<]*<td>✓/);
  });

  test('ni une autre CPTS, ni qui n’en est plus, ni l’ARS ne la trouve, même quand elle vient d’être lue', async () => {
    const { elle, lui, chemin } = await avecSondage();
    const ailleurs = await entrer();
    const ars = await entrer(['ars'], elle.cpts, 'Tutelle');
    await lireDeuxFois(lui, chemin);
    expect([(await ailleurs.lire(chemin)).status, (await ars.lire(chemin)).status, (await app.request(`http://localhost:3000/cpts/${elle.cpts.slug}${chemin}`)).status]).toEqual([404, 403, 303]);
    // Looked for under the address of another CPTS with the session of this one.
    expect((await app.request(`http://localhost:3000/cpts/${ailleurs.cpts.slug}${chemin}`, { headers: lui.entetes })).status).toBe(403);
    await base.proprietaire.updateTable('roles_tenus').set({ jusque: '2020-01-02', depuis: '2020-01-01' }).where('personne_id', '=', lui.moi.id).execute();
    expect((await lui.lire(chemin)).status).toBe(403);
  });

  test('la politique de la base garde la révision elle-même : sans CPTS ouverte, elle ne se lit pas', async () => {
    const { id } = await avecSondage();
    const pool = ouvrirPool(base.adresse, 'maillage_app', 1);
    try {
      expect(await ouvrirDb(pool).selectFrom('sondages').select('id').where('id', '=', id).execute()).toEqual([]);
    } finally {
      await pool.end();
    }
  });
});

test('le lien d’une personne montre ses réponses, pas celles d’une autre, à chaque lecture', async () => {
  const { elle, lui, chemin } = await avecSondage();
  await elle.poster(chemin, { choix: 'toutes-o' });
  await lui.poster(chemin, { choix: '1-s' });
  const lettres = (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', elle.cpts.id).where('sujet', '=', 'courriel').execute())
    .flatMap(({ charge }) => (typeof charge === 'object' && charge !== null && 'scelle' in charge ? [descellerCourriel(String(charge.scelle), SECRET)] : []));
  const lien = (courriel: string): string => /http:\/\/localhost:3000\/r\/\S+/.exec(lettres.find((l) => l.a === courriel)?.texte ?? '')?.[0] ?? '';
  for (const [v, attendu] of [[lui, ['1-s']], [elle, ['toutes-o', '0-o', '1-o']], [lui, ['1-s']]] as const) expect(presses(await texte(await app.request(lien(v.moi.courriel))))).toEqual(attendu);
});

test('qui a répondu quoi, et qui bloque, ne se lit pas par le lien d’une personne de l’extérieur ; un membre le lit par le sien', async () => {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const r = await elle.poster('/agenda/sondages', { groupe: '', duree: '120', dates: '2026-12-08T18:30:00.000Z', titre: 'Bureau', lieu: '', cloture: '30/11/2026', autres: '', externes: 'Iris Mairie, iris@exemple.invalid' });
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${elle.cpts.slug}`, '');
  await lui.poster(chemin, { choix: '0-n' });
  await lui.poster(chemin, { commentaire: 'Je garde mes enfants.' });
  const liens = (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', elle.cpts.id).where('sujet', '=', 'courriel').execute())
    .flatMap(({ charge }) => (typeof charge === 'object' && charge !== null && 'scelle' in charge ? [descellerCourriel(String(charge.scelle), SECRET)] : []));
  const page = async (a: string): Promise<string> => texte(await app.request(/http:\/\/localhost:3000\/r\/\S+/.exec(liens.find((l) => l.a === a)?.texte ?? '')?.[0] ?? ''));
  expect(await page(lui.moi.courriel)).toContain('Basile Réponse');
  await elle.poster(`${chemin}/public`, { ouvert: 'oui' });
  const publique = /http:\/\/localhost:3000\/s\/[^"<]+/.exec(await (await elle.lire(chemin)).text())?.[0] ?? '';
  for (const html of [await page('iris@exemple.invalid'), await texte(await app.request(publique))]) {
    expect(html).toContain('Bureau');
    for (const tu of ['Basile', 'Camille', 'Je garde mes enfants']) expect(html).not.toContain(tu);
  }
});
