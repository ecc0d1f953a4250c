import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { racine } from '#tools/racine.ts';
import { descellerCourriel } from '../courriel.ts';
import { navigateurEssai, SECRET, SITE, siteEssai, texte } from '../essais.ts';
import { PORTES_TENUES } from '../modules.ts';
import { dansCpts } from '../portes.ts';
import { purgerNavigateurs } from './navigateurs.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { app, entrer, services } = siteEssai(base, { maintenant: () => maintenant });
beforeEach(() => { maintenant = INSTANT; });

const navigateur = (entetes: { readonly Cookie?: string } = {}) => navigateurEssai(app, entetes);

/** A poll sent to a coordinator, a doctor and somebody from outside; the link of each of the last two. */
async function liens() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  await elle.poster('/agenda/sondages', { groupe: '', duree: '120', dates: '2026-12-08T18:30:00.000Z', titre: 'Bureau', lieu: 'Maison de santé', cloture: '30/11/2026', externes: 'Iris Mairie iris@exemple.invalid' });
  const lettres = await lettresDe(elle.cpts.id);
  const lienDe = (a: string): string => new URL(/http:\/\/localhost:3000\/r\/\S+/.exec(lettres.find((l) => l.a === a)?.texte ?? '')?.[0] ?? '').pathname;
  return { elle, lui, sien: lienDe(lui.moi.courriel), dehors: lienDe('iris@exemple.invalid'), avis: lettres.find((l) => l.a === lui.moi.courriel)?.texte ?? '' };
}
async function lettresDe(cptsId: string) {
  const lignes = await base.proprietaire.selectFrom('boite_envoi').select(['charge']).where('sujet', '=', 'courriel').where(sql<boolean>`cpts_id = ${cptsId}::uuid`).orderBy('id').execute();
  return lignes.flatMap((l) => (typeof l.charge === 'object' && l.charge !== null && 'scelle' in l.charge ? [descellerCourriel(String(l.charge.scelle), SECRET)] : []));
}
const codeDe = async (cptsId: string): Promise<string> => /\b(\d{6})\b/.exec((await lettresDe(cptsId)).findLast((l) => l.sujet.startsWith('Votre code'))?.texte ?? '')?.[1] ?? '';
const versLeCode = (lien: string): string => lien.replace('/r/', '/lien/sondage/');
const navigateurs = async () => (await base.proprietaire.selectFrom('liens_navigateurs').select(['moyen', 'cpts_id']).execute());
const reponses = async (cptsId: string): Promise<string[]> => (await base.proprietaire.selectFrom('sondage_participants').select('reponses').where(sql<boolean>`cpts_id = ${cptsId}::uuid`).orderBy('reponses').execute()).map((l) => l.reponses);

describe('un lien qui répond au nom d’une personne', () => {
  test('le lire n’attache rien : un robot qui ouvre tous les liens ne ferme la porte à personne', async () => {
    const { elle, sien } = await liens();
    for (let i = 0; i < 3; i++) expect((await navigateur().ouvrir(sien)).status).toBe(200);
    expect((await navigateurs()).filter((n) => n.cpts_id === elle.cpts.id)).toEqual([]);
    expect((await navigateur().poster(sien, { choix: '0-o' })).status).toBe(303);
  });

  test('la première réponse l’attache à son navigateur, qui répond ensuite sans rien de plus', async () => {
    const { elle, sien } = await liens();
    const telephone = navigateur();
    const r = await telephone.poster(sien, { choix: '0-o' });
    const pose = r.headers.getSetCookie().find((s) => s.startsWith('maillage.lien_')) ?? '';
    expect(pose).toMatch(/; Path=\/r; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    expect((await telephone.ouvrir(sien)).status).toBe(200);
    expect((await telephone.poster(sien, { choix: '0-n' })).status).toBe(303);
    expect(await reponses(elle.cpts.id)).toEqual(['-', '-', 'n']);
  });

  test('transféré, il ne se lit plus et n’écrit plus ailleurs ; deux premières réponses ensemble n’en font qu’une', async () => {
    const { elle, sien, dehors } = await liens();
    await navigateur().poster(sien, { choix: '0-o' });
    const recu = navigateur();
    const [lu, ecrit] = [await recu.ouvrir(sien), await recu.poster(sien, { choix: '0-n' })];
    expect([lu.status, ecrit.status]).toEqual([403, 403]);
    for (const p of [await texte(lu), await texte(ecrit)]) expect(p).toContain('Ce lien a déjà servi dans un autre navigateur');
    expect(await reponses(elle.cpts.id)).toEqual(['-', '-', 'o']);
    const statuts = (await Promise.all([navigateur().poster(dehors, { choix: '0-o' }), navigateur().poster(dehors, { choix: '0-s' })])).map((r) => r.status);
    expect(statuts.toSorted((a, b) => a - b)).toEqual([303, 403]);
  });

  test('un cookie contrefait, ou celui d’un autre lien, ne reconnaît personne', async () => {
    const { sien, dehors } = await liens();
    const [telephone, autre] = [navigateur(), navigateur()];
    await telephone.poster(sien, { choix: '0-o' });
    await autre.poster(dehors, { choix: '0-o' });
    const nom = [...telephone.gardes.keys()].find((n) => n.includes('lien_')) ?? '';
    const [volee] = [...autre.gardes].filter(([n]) => n.includes('lien_'));
    for (const valeur of [volee?.[1].valeur ?? '', 'A'.repeat(32), `${telephone.gardes.get(nom)?.valeur ?? ''}x`, '%zz.%']) {
      const faux = navigateur();
      faux.gardes.set(nom, { valeur, chemin: '/r' });
      expect((await faux.poster(sien, { choix: '0-n' })).status).toBe(403);
    }
  });

  test('sa propriétaire connectée passe partout ; une autre personne connectée ne répond pas à sa place', async () => {
    const { elle, lui, sien } = await liens();
    const collegue = navigateur(elle.entetes);
    const refus = await collegue.poster(sien, { choix: '0-o' });
    expect([refus.status, (await texte(refus)).includes('Ce lien est celui d’une autre personne')]).toEqual([403, true]);
    expect(await reponses(elle.cpts.id)).toEqual(['-', '-', '-']);
    await navigateur().poster(sien, { choix: '0-s' });
    const chezLui = navigateur(lui.entetes);
    expect((await chezLui.ouvrir(sien)).status).toBe(200);
    expect((await chezLui.poster(sien, { choix: '0-o' })).status).toBe(303);
    expect(await reponses(elle.cpts.id)).toEqual(['-', '-', 'o']);
  });

  test('un refus de la réponse n’attache rien', async () => {
    const { elle, sien } = await liens();
    expect((await navigateur().poster(sien, { choix: '7-o' })).status).toBe(422);
    expect((await navigateurs()).filter((n) => n.cpts_id === elle.cpts.id)).toEqual([]);
  });

  test('la lettre le dit', async () => {
    expect((await liens()).avis).toContain('il ne sert plus que dans votre navigateur');
  });
});

describe('le code d’un autre navigateur', () => {
  test('part à l’adresse du lien, ouvre ce navigateur, une fois', async () => {
    const { elle, dehors } = await liens();
    const [telephone, bureau] = [navigateur(), navigateur()];
    await telephone.poster(dehors, { choix: '0-o' });
    const page = await texte(await bureau.ouvrir(dehors));
    expect(page).toContain(`action="${versLeCode(dehors)}/code"`);
    const demande = await bureau.poster(`${versLeCode(dehors)}/code`);
    expect([demande.status, demande.headers.get('Location')]).toEqual([303, versLeCode(dehors)]);
    const lettre = (await lettresDe(elle.cpts.id)).findLast((l) => l.sujet.startsWith('Votre code'));
    expect(lettre?.a).toBe('iris@exemple.invalid');
    const code = await codeDe(elle.cpts.id);
    expect(await texte(await bureau.ouvrir(versLeCode(dehors)))).toContain('name="code"');
    const r = await bureau.poster(versLeCode(dehors), { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect([r.status, r.headers.get('Location')]).toEqual([303, dehors]);
    expect((await bureau.poster(dehors, { choix: '0-n' })).status).toBe(303);
    expect((await telephone.poster(dehors, { choix: '0-s' })).status).toBe(303);
    expect((await navigateur().poster(versLeCode(dehors), { code })).status).toBe(422);
  });

  test('« ce n’était pas moi » oublie les autres navigateurs', async () => {
    const { elle, dehors } = await liens();
    const [inconnu, elleMeme] = [navigateur(), navigateur()];
    await inconnu.poster(dehors, { choix: '0-n' });
    await elleMeme.poster(`${versLeCode(dehors)}/code`);
    await elleMeme.poster(versLeCode(dehors), { code: await codeDe(elle.cpts.id), oublier: 'oui' });
    expect((await elleMeme.poster(dehors, { choix: '0-o' })).status).toBe(303);
    expect((await inconnu.poster(dehors, { choix: '0-n' })).status).toBe(403);
    expect(await reponses(elle.cpts.id)).toEqual(['-', '-', 'o']);
  });

  test('cinq essais, quinze minutes, le dernier envoyé seul : ensuite il est mort', async () => {
    const { elle, dehors } = await liens();
    const lui = navigateur();
    await navigateur().poster(dehors, { choix: '0-o' });
    await lui.poster(`${versLeCode(dehors)}/code`);
    const premier = await codeDe(elle.cpts.id);
    await lui.poster(`${versLeCode(dehors)}/code`);
    const second = await codeDe(elle.cpts.id);
    const faux = ['000001', '000002', '000003', '000004', '000005', '000006'].filter((c) => c !== second);
    if (premier !== second) expect(await texte(await lui.poster(versLeCode(dehors), { code: premier }))).toContain('Il reste 4 essais');
    for (const [i, code] of faux.slice(0, premier === second ? 4 : 3).entries()) expect([i, (await lui.poster(versLeCode(dehors), { code })).status]).toEqual([i, 422]);
    expect(await texte(await lui.poster(versLeCode(dehors), { code: faux[4] ?? '' }))).toContain('Ce code ne sert plus');
    const juste = await lui.poster(versLeCode(dehors), { code: second });
    expect([juste.status, (await texte(juste)).includes('Ce code ne sert plus')]).toEqual([422, true]);
    await lui.poster(`${versLeCode(dehors)}/code`);
    maintenant = new Date(INSTANT.getTime() + 15 * 60_000);
    expect((await lui.poster(versLeCode(dehors), { code: await codeDe(elle.cpts.id) })).status).toBe(422);
  });

  test('ce qu’on en dit est le même avec ou sans adresse ; au cinquième en un quart d’heure, on attend', async () => {
    const { elle } = await liens();
    const chemin = new URL((await elle.poster('/agenda/sondages', { groupe: '', duree: '60', dates: '2026-12-08T18:30:00.000Z', titre: 'Ouvert', cloture: '30/11/2026' })).headers.get('Location') ?? '', SITE).pathname.replace(`/cpts/${elle.cpts.slug}`, '');
    await elle.poster(`${chemin}/public`, { ouvert: 'oui' });
    const publique = new URL(/http:\/\/localhost:3000\/s\/[\w.~-]+/.exec(await texte(await elle.lire(chemin)))?.[0] ?? '').pathname;
    const [venue, curieux] = [navigateur(), navigateur()];
    const place = (await venue.poster(publique, { nom: 'Rose Sans-Adresse', courriel: '' })).headers.get('Location') ?? '';
    expect((await venue.poster(place, { choix: '0-o' })).status).toBe(303);
    expect((await curieux.ouvrir(place)).status).toBe(403);
    const avant = (await lettresDe(elle.cpts.id)).length;
    for (let i = 0; i < 4; i++) expect((await curieux.poster(`${versLeCode(place)}/code`)).headers.get('Location')).toBe(versLeCode(place));
    expect((await lettresDe(elle.cpts.id)).length).toBe(avant);
    const trop = await curieux.poster(`${versLeCode(place)}/code`);
    expect([trop.status, (await texte(trop)).includes('Trop de codes demandés')]).toEqual([429, true]);
    const mal = await curieux.poster(versLeCode(place), { code: 'abc', oublier: 'oui' });
    const page = await texte(mal);
    expect([mal.status, page.includes('value="abc"'), /name="oublier"[^>]*checked/.test(page)]).toEqual([422, true, true]);
  });

  test.each([['falsifié', -3, 404], ['échu', 0, 410]] as const)('un lien %s n’envoie et n’ouvre rien', async (cas, coupe, statut) => {
    const { elle, dehors } = await liens();
    const avant = (await lettresDe(elle.cpts.id)).length;
    const lien = coupe === 0 ? dehors : `${dehors.slice(0, coupe)}AAA`;
    if (cas === 'échu') maintenant = new Date('2026-11-30T22:59:00Z');
    const lui = navigateur();
    expect([(await lui.ouvrir(versLeCode(lien))).status, (await lui.poster(`${versLeCode(lien)}/code`)).status, (await lui.poster(versLeCode(lien), { code: '123456' })).status]).toEqual([statut, statut, statut]);
    expect((await lettresDe(elle.cpts.id)).length).toBe(avant);
  });
});

describe('la maison', () => {
  test('une autre CPTS ne voit pas les navigateurs de celle-ci ; un mois après le terme, ils sont oubliés', async () => {
    const { elle, sien } = await liens();
    const ailleurs = await entrer();
    await navigateur().poster(sien, { choix: '0-o' });
    const vus = (v: typeof elle) => v.dans(({ tx }) => tx.selectFrom('liens_navigateurs').select('moyen').execute());
    expect(await vus(elle)).toEqual([{ moyen: 'premier_geste' }]);
    expect(await vus(ailleurs)).toEqual([]);
    const purger = (le: string) => dansCpts(services.db, { cptsId: elle.cpts.id, maintenant: new Date(le), faire: purgerNavigateurs });
    expect(await purger('2026-12-30T22:59:00Z')).toBe(0);
    expect(await purger('2026-12-31T00:00:00Z')).toBe(1);
  });

  /** Links that say nothing in a person's name, or that must work without a browser of their own. Told in docs/liens.md. */
  const OUVERTS = ['enquete', 'flux', 'presence', 'public', 'salle', 'semaine'];
  test('chaque lien que le code signe est soit tenu, soit ouvert pour une raison écrite', () => {
    const sources = readdirSync(join(racine, 'modules'), { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f)).map((f) => readFileSync(join(racine, 'modules', f), 'utf8'));
    const usages = sources.filter((t) => t.includes('liens/jeton-lien.ts')).flatMap((t) => [...t.matchAll(/const USAGE_\w+ = '(\w+)'/g)].map((m) => m[1]));
    expect(new Set(usages)).toEqual(new Set([...PORTES_TENUES.map((p) => p.usage), ...OUVERTS]));
    const doc = readFileSync(join(racine, 'docs', 'liens.md'), 'utf8');
    for (const usage of usages) expect(doc).toContain(`| \`${usage}\` |`);
  });
});
