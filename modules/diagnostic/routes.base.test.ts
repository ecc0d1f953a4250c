import { read, utils } from '@e965/xlsx';
import { describe, expect, test, vi } from 'vitest';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { siteEssai, texte } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { scenariosRetenus, syntheseDuDiagnostic } from './queries.ts';
import { garderScenario } from './use-cases/garder-scenario.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = essaiAvecBase();
const { app, entrer: entrerIci } = siteEssai(base);

async function entrer(...qui: Parameters<typeof entrerIci>) {
  const moi = await entrerIci(...qui);
  const composer = (): Promise<Response> => moi.poster('/territoire/composer', { version: '0', communes: '94003,94038', geste: 'enregistrer' });
  return { ...moi, id: moi.moi.id, composer };
}

describe('le carnet de constats', () => {
  const constats = '/territoire/diagnostic/constats';
  const un = { nature: 'besoin', texte: 'Un médecin traitant pour chacun', chapitre: '' };

  test('on écrit, chacun dit sa priorité, la plus haute moyenne passe devant', async () => {
    const moi = await entrer(['adherent']);
    const toi = await entrer(['presidence'], moi.cpts);
    expect((await moi.poster(constats, un)).status).toBe(303);
    expect((await moi.poster(constats, { nature: 'force', texte: 'Trois maisons de santé', chapitre: 'etablissements' })).status).toBe(303);
    const ids = async () => [...(await (await moi.lire(constats)).text()).matchAll(/constats\/([0-9a-f-]{36})\/priorite/g)].map((m) => m[1] ?? '').filter((x, i, l) => l.indexOf(x) === i);
    const [premier = '', second = ''] = await ids();
    for (const [qui, priorite] of [[moi, '1'], [toi, '2'], [moi, '2']] as const) expect((await qui.poster(`${constats}/${second}/priorite`, { priorite })).status).toBe(303);
    expect((await toi.poster(`${constats}/${premier}/priorite`, { priorite: '3' })).status).toBe(303);
    expect(await ids()).toEqual([second, premier]);
    expect(await texte(await moi.lire(constats))).toContain('Priorité moyenne 2, 2 voix');
  });

  test('un constat se lit à côté du chiffre qui l’appuie, et s’écrit depuis lui ; l’ARS ne le lit pas', async () => {
    const moi = await entrer();
    await moi.composer();
    const depuis = await moi.lire(`${constats}?chapitre=population`);
    expect(depuis.status).toBe(200);
    const html = await depuis.text();
    expect(html).toMatch(/<option[^>]*value="population"[^>]*selected|<option[^>]*selected[^>]*value="population"/);
    expect(html.replace(/\s/g, ' ')).toMatch(/Le chiffre qui l’appuiera.*53 388 habitants/);
    await moi.poster(constats, { ...un, chapitre: 'population' });
    const page = await (await moi.lire('/territoire/diagnostic')).text();
    expect(page.indexOf('Un médecin traitant pour chacun')).toBeGreaterThan(page.indexOf('id="population"'));
    expect(page).toContain('constats?chapitre=population#ajouter');
    const ars = await entrer(['ars'], moi.cpts);
    for (const adresse of ['/territoire/diagnostic', `${constats}?chapitre=population`]) {
      const r = await ars.lire(adresse);
      expect([r.status, (await r.text()).includes('Un médecin traitant pour chacun')]).toEqual([403, false]);
    }
    expect((await moi.lire(`${constats}?chapitre=astrologie`)).status).toBe(200);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['sans texte', { ...un, texte: ' ' }, 'Écrivez le constat en une phrase.'],
    ['trop long', { ...un, texte: 'a'.repeat(501) }, '500 caractères au plus'],
    ['une nature inconnue', { ...un, nature: 'rumeur' }, 'une force, une faiblesse ou un besoin'],
    ['un chapitre inconnu', { ...un, chapitre: 'astrologie' }, 'Choisissez un chapitre de la liste'],
  ])('%s : une phrase, rien ne change', async (_, champs, phrase) => {
    const { poster, lire } = await entrer();
    const r = await poster(constats, champs);
    expect([r.status, (await texte(r)).includes(phrase)]).toEqual([422, true]);
    expect(await texte(await lire(constats))).toContain('Aucun constat');
  });

  test.each<Role>(['ars', 'cpam'])('%s ne les lit ni ne les écrit', async (role) => {
    const { poster, lire } = await entrer([role]);
    expect([(await lire(constats)).status, (await poster(constats, un)).status]).toEqual([403, 403]);
  });

  test('le constat d’une autre CPTS n’existe pas', async () => {
    const [eux, moi] = [await entrer(), await entrer()];
    await eux.poster(constats, un);
    const id = /constats\/([0-9a-f-]{36})\/priorite/.exec(await (await eux.lire(constats)).text())?.[1] ?? '';
    expect((await moi.poster(`${constats}/${id}/priorite`, { priorite: '1' })).status).toBe(404);
    expect(await texte(await moi.lire(constats))).toContain('Aucun constat');
  });
});

describe('décider d’un constat', () => {
  const constats = '/territoire/diagnostic/constats';
  const besoin = { nature: 'besoin', texte: 'Un médecin traitant pour chacun', chapitre: 'population', reponse: 'Enquête de mars' };
  const premierId = async (qui: Awaited<ReturnType<typeof entrer>>): Promise<string> => /constats\/([0-9a-f-]{36})\/priorite/.exec(await (await qui.lire(constats)).text())?.[1] ?? 'aucun';

  test('proposé, retenu, écarté, remis ; le chiffre du jour est gardé avec sa source', async () => {
    const moi = await entrer();
    await moi.composer();
    await moi.poster(constats, besoin);
    const id = await premierId(moi);
    expect(await texte(await moi.lire(constats))).toContain('Population : 53 388 habitants (INSEE, populations municipales, 2023), relevé le');
    expect((await moi.poster(`${constats}/${id}/statut`, { geste: 'remettre' })).status).toBe(409);
    for (const geste of ['retenir', 'ecarter', 'remettre']) expect((await moi.poster(`${constats}/${id}/statut`, { geste })).status).toBe(303);
    await moi.poster(`${constats}/${id}/statut`, { geste: 'retenir' });
    expect(await texte(await moi.lire(constats))).toContain('1 constat retenu pour le projet de santé, 0 en discussion.');
    expect((await moi.poster(`${constats}/${id}/statut`, { geste: 'effacer' })).status).toBe(422);
  });

  test('un adhérent corrige le sien tant qu’il est en discussion, et ne décide pas', async () => {
    const [chef, membre] = await (async () => { const a = await entrer(); return [a, await entrer(['adherent'], a.cpts)] as const; })();
    await membre.poster(constats, { ...besoin, chapitre: '' });
    const id = await premierId(membre);
    expect((await membre.poster(`${constats}/${id}/statut`, { geste: 'retenir' })).status).toBe(403);
    expect((await membre.poster(`${constats}/${id}`, { ...besoin, chapitre: '', texte: 'Mieux dit', version: '1' })).status).toBe(303);
    await chef.poster(`${constats}/${id}/statut`, { geste: 'retenir' });
    expect((await membre.poster(`${constats}/${id}`, { ...besoin, version: '2' })).status).toBe(403);
    expect(await texte(await chef.lire(constats))).toContain('Mieux dit');
  });

  test('deux personnes le corrigent en même temps : le second voit le texte du premier, et garde le sien', async () => {
    const moi = await entrer();
    await moi.poster(constats, { ...besoin, chapitre: '' });
    const id = await premierId(moi);
    await moi.poster(`${constats}/${id}`, { ...besoin, chapitre: '', texte: 'Le texte du premier', version: '1' });
    const r = await moi.poster(`${constats}/${id}`, { ...besoin, chapitre: '', texte: 'Le texte du second', version: '1' });
    const page = await texte(r);
    expect([r.status, page.includes('Le texte du premier'), page.includes('Le texte du second')]).toEqual([409, true, true]);
  });
});

describe('les scénarios gardés', () => {
  const gardes = '/territoire/diagnostic/scenarios/gardes';
  const resultat = { sousSeuilAvant: 900, sousSeuilApres: 400, aplAvant: 2.4, aplApres: 2.6, communes: [{ code: '94003', avant: 2.4, apres: 2.6 }], calculeLe: '2026-11-23', empreinte: 'essai' };
  const garderUn = (cpts: { readonly id: CptsId }, qui: PersonneId, roles: readonly Role[], nom: string) => base.dans(cpts.id, qui, roles, (ctx) => garderScenario(ctx, { nom, gestes: ['94003.s_installe.1'], resultat }));

  test('se comparent, se renomment, se suppriment et se rétablissent, se retiennent pour le projet', async () => {
    const moi = await entrer();
    const ids = await Promise.all(['Un départ', 'Un centre'].map((nom) => garderUn(moi.cpts, moi.id, ['coordination'], nom)));
    const [a = '', b = ''] = ids.map((i) => (i.ok ? i.valeur : ''));
    const ici = '/territoire/diagnostic/scenarios';
    expect(await texte(await moi.lire(gardes))).toContain('2 scénarios gardés.');
    expect((await moi.poster(`${ici}/${a}/renommer`, { nom: 'Deux départs' })).status).toBe(303);
    expect((await moi.poster(`${ici}/${a}/renommer`, { nom: ' ' })).status).toBe(422);
    expect((await moi.poster(`${ici}/${b}/supprimer`, {})).headers.get('Location')).toContain(`supprime=${b}`);
    expect(await texte(await moi.lire(gardes))).not.toContain('Un centre');
    expect(await texte(await moi.lire(`${gardes}?supprime=${b}`))).toContain('Un centre');
    expect((await moi.poster(`${ici}/${b}/retablir`, {})).status).toBe(303);
    const tableau = await texte(await moi.lire(`${gardes}.csv?avec=${a}&avec=${b}`));
    const [titres = '', ...suite] = tableau.trim().split(/\r?\n/);
    // Both were saved at the same instant: which comes first is not told.
    expect([titres.split(';').slice(0, 2), titres.split(';').slice(2).toSorted(), suite]).toEqual([['Commune', 'Aujourd’hui'], ['Deux départs', 'Un centre'], [expect.stringMatching(/;2,40;2,60;2,60$/)]]);
    expect((await moi.lire(`${gardes}.xlsx`)).headers.get('Content-Type')).toContain('spreadsheetml');
    expect((await moi.poster(`${ici}/${a}/retenir`, {})).status).toBe(303);
    expect((await moi.poster(`${ici}/${a}/retenir`, {})).status).toBe(409);
    const retenus = await base.dans(moi.cpts.id, moi.id, ['coordination'], (ctx) => scenariosRetenus(ctx));
    expect(retenus.map((s) => [s.nom, s.resultat.sousSeuilApres])).toEqual([['Deux départs', 400]]);
  });

  test('un adhérent garde le sien, ne touche ni à celui d’un autre ni à ce qui est retenu ; l’ARS n’en voit rien', async () => {
    const chef = await entrer();
    const membre = await entrer(['adherent'], chef.cpts);
    const officier = await entrer(['ars'], chef.cpts);
    const issue = await garderUn(chef.cpts, chef.id, ['coordination'], 'Le nôtre');
    const id = issue.ok ? issue.valeur : '';
    expect((await membre.poster(`/territoire/diagnostic/scenarios/${id}/supprimer`, {})).status).toBe(403);
    expect([(await officier.lire(gardes)).status, (await officier.poster(`/territoire/diagnostic/scenarios/${id}/retenir`, {})).status]).toEqual([403, 403]);
    expect((await (await entrer()).poster(`/territoire/diagnostic/scenarios/${id}/supprimer`, {})).status).toBe(404);
  });

  test('sans territoire ou sans offre par commune, rien ne se garde, et c’est dit', async () => {
    const moi = await entrer();
    await moi.composer();
    const r = await moi.poster('/territoire/diagnostic/scenarios', { nom: 'Essai', g: '94003.part.1' });
    expect(r.status).toBe(422);
    expect((await moi.poster('/territoire/diagnostic/scenarios', { nom: 'Essai' })).status).toBe(422);
  });
});

test('la synthèse pour le projet de santé : chapitres qui ont des chiffres, constats et scénarios retenus', async () => {
  const moi = await entrer();
  const lire = () => base.dans(moi.cpts.id, moi.id, ['coordination'], (ctx) => syntheseDuDiagnostic(ctx, chargerPaquet()));
  expect(await lire()).toBeUndefined();
  await moi.composer();
  const s = await lire();
  expect(s?.chapitres.map((c) => c.cle)).toEqual(['population', 'profil']);
  expect([s?.constats, s?.scenarios]).toEqual([[], []]);
});

describe('le diagnostic, sur le paquet intégré', () => {
  test('attend le territoire, puis dit ses chapitres et ce qui manque à chacun', async () => {
    const { lire, composer } = await entrer();
    expect(await texte(await lire('/territoire/diagnostic'))).toContain('Composer le territoire');
    await composer();
    const page = await texte(await lire('/territoire/diagnostic'));
    expect(page).toContain('53 388 habitants dans 2 communes, profil semi-rural ou péri-urbain.');
    expect(page).toContain('Accessibilité potentielle localisée, jeu de données 530');
    expect(page).toMatch(/href="#mortalite"/);
  });

  test.each<readonly [Role, number]>([['adherent', 200], ['ars', 403], ['cpam', 403]])('%s : lire répond %i', async (role, attendu) => {
    expect((await (await entrer([role])).lire('/territoire/diagnostic')).status).toBe(attendu);
  });

  test('s’exporte : chaque tableau en CSV et en Excel, le tout en Word et en PDF', async () => {
    const { lire, composer } = await entrer();
    expect((await lire('/territoire/diagnostic.pdf')).status).toBe(404);
    await composer();
    const csv = await (await lire('/territoire/diagnostic/tables/population.csv')).text();
    expect(csv).toContain('"Arcueil";"22200"');
    const classeur = read(await (await lire('/territoire/diagnostic/tables/population.xlsx')).arrayBuffer());
    const lignes = utils.sheet_to_json<readonly unknown[]>(classeur.Sheets['population'] ?? {}, { header: 1 });
    expect(lignes[0]).toEqual(['Commune', 'Habitants']);
    expect(typeof lignes[1]?.[1]).toBe('number');
    const pdf = new Uint8Array(await (await lire('/territoire/diagnostic.pdf')).arrayBuffer());
    expect(String.fromCharCode(...pdf.slice(0, 5))).toBe('%PDF-');
    const docx = await lire('/territoire/diagnostic.docx');
    expect([docx.status, String.fromCharCode(...new Uint8Array(await docx.arrayBuffer()).slice(0, 2))]).toEqual([200, 'PK']);
  });

  test('un tableau inconnu se dit, avec le diagnostic', async () => {
    const { lire, composer } = await entrer();
    await composer();
    const r = await lire('/territoire/diagnostic/tables/rien.csv');
    expect([r.status, (await texte(r)).includes('Ce tableau n’existe pas')]).toEqual([404, true]);
  });

  test('sans généralistes par commune, « et si » dit ce qui manque ; un geste illisible est refusé en une phrase', async () => {
    const { lire, composer } = await entrer(['adherent']);
    await composer();
    expect(await texte(await lire('/territoire/diagnostic/scenarios'))).toContain('Base permanente des équipements, code D265');
    const r = await lire('/territoire/diagnostic/scenarios?commune=94003&genre=part&etp=beaucoup');
    expect([r.status, (await texte(r)).includes('de 0,1 à 20 équivalents temps plein')]).toEqual([422, true]);
  });

  test('une autre CPTS ne le voit pas', async () => {
    const [eux, moi] = [await entrer(), await entrer()];
    const r = await app.request(`http://localhost:3000/cpts/${eux.cpts.slug}/territoire/diagnostic`, { headers: {} });
    expect(r.status).toBe(303);
    expect((await moi.lire('/territoire/diagnostic')).status).toBe(200);
  });
});
