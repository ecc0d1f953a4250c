import { describe, expect, test } from 'vitest';
import type { CptsId } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, SITE, siteEssai } from '../essais.ts';
import { presenterRenvoi } from './renvoi.tsx';

const base = essaiAvecBase();
const { app, entrer } = siteEssai(base);
const ECRIT = 'Merci d’effacer mon ancien numéro.\nIl n’est plus à moi : "fixe" & <mobile>.';

/** The hidden fields of the page, as a browser would send them again. */
const champsDe = (html: string): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map((m) => [m[1] ?? '', (m[2] ?? '').replace(/&lt;/g, '<').replace(/&quot;/g, '"').replace(/&amp;/g, '&')]);
const demandes = (cptsId: CptsId) => base.proprietaire.selectFrom('demandes_donnees').select(['genre', 'detail']).where('cpts_id', '=', cptsId).execute();

describe('un formulaire dont le jeton ne vaut plus', () => {
  test('revient avec tout ce qui était écrit, et part d’un geste', async () => {
    const elle = await entrer(['adherent']);
    const refusee = await elle.poster('/donnees/demander', { jeton: 'ancien', genre: 'rectification', detail: ECRIT });
    expect(refusee.status).toBe(403);
    expect(await demandes(elle.cpts.id)).toEqual([]);
    const html = await refusee.clone().text();
    expect(await mots(refusee)).toContain('Merci d’effacer mon ancien numéro.');
    expect(html).toContain(`action="/cpts/${elle.cpts.slug}/donnees/demander"`);
    const formulaire = html.slice(html.indexOf('Ce que vous aviez écrit'));
    const envoi = await app.request(`${SITE}/cpts/${elle.cpts.slug}/donnees/demander`, { method: 'POST', headers: { ...elle.entetes, Origin: SITE }, body: new URLSearchParams(champsDe(formulaire)) });
    expect(envoi.status).toBe(303);
    expect(await demandes(elle.cpts.id)).toEqual([{ genre: 'rectification', detail: ECRIT }]);
  });

  test('hors d’une CPTS aussi : ni le nom ni la page quittée ne sont perdus', async () => {
    const elle = await entrer();
    const r = await app.request(`${SITE}/compte/nom`, { method: 'POST', headers: { ...elle.entetes, Origin: SITE, Referer: `${SITE}/compte#nom` }, body: new URLSearchParams({ jeton: 'x', nom: 'Camille Durand-Essai' }) });
    expect(r.status).toBe(403);
    const html = await r.text();
    expect(html).toContain('name="nom" value="Camille Durand-Essai"');
    expect(html).toContain('href="/compte"');
  });

  test('un script qui attend des données reçoit un refus de données', async () => {
    const elle = await entrer();
    const un = '0198f000-0000-7000-8000-000000000001';
    const r = await app.request(`${SITE}/cpts/${elle.cpts.slug}/gouvernance/assemblees/${un}/points/${un}/signature`, { method: 'POST', headers: { ...elle.entetes, Origin: SITE, Accept: 'application/json' }, body: new URLSearchParams({ jeton: 'x', aveugle: 'y' }) });
    expect([r.status, r.headers.get('content-type')]).toEqual([422, 'application/json']);
    expect(await r.json()).toHaveProperty('erreur');
  });
});

describe('un formulaire dont la session est finie', () => {
  const envoyer = (slug: string, corps: Record<string, string>, entetes: Record<string, string> = {}) => app.request(`${SITE}/cpts/${slug}/donnees/demander`, { method: 'POST', headers: { Origin: SITE, ...entetes }, body: new URLSearchParams(corps) });

  test('garde dans sa réponse ce qui était écrit, et dit où se reconnecter', async () => {
    const { cpts } = await entrer();
    const r = await envoyer(cpts.slug, { jeton: 'x', genre: 'rectification', detail: ECRIT });
    expect(r.status).toBe(403);
    const html = await r.clone().text();
    expect(champsDe(html)).toContainEqual(['detail', ECRIT]);
    expect(html).toContain('href="/connexion" target="_blank"');
    expect(await mots(r)).toContain('Votre session était terminée : rien n’a été enregistré, et rien n’est perdu.');
    expect(html).not.toContain(cpts.nom);
  });
  test('quand le navigateur en tient le brouillon, ou sans rien d’écrit, mène se reconnecter et revenir', async () => {
    const { cpts } = await entrer();
    for (const r of [await envoyer(cpts.slug, { jeton: 'x', detail: 'y' }, { 'X-Brouillon': 'garde' }), await envoyer(cpts.slug, { jeton: 'x' }), await envoyer(cpts.slug, { jeton: 'x', version: '3', id: '0198f000-0000-7000-8000-000000000001', vide: '' })]) {
      expect(r.status).toBe(303);
      expect(r.headers.get('location')).toMatch(/^\/connexion\?retour=.*error=session_finie$/);
    }
  });
});

test('l’ARS et la CPAM demandent aussi ce que l’on sait d’elles', async () => {
  const { cpts } = await entrer();
  const officier = await entrer(['cpam'], cpts);
  expect((await officier.poster('/donnees/demander', { genre: 'rectification', detail: 'Mon nom a changé.' })).status).toBe(303);
  const refusee = await officier.poster('/donnees/demander', { genre: 'rectification', detail: 'Encore : mon nom a changé.' });
  expect(refusee.status).toBe(409);
  expect(await mots(refusee)).toContain('Encore : mon nom a changé.');
});

describe('ce que la page de renvoi montre', () => {
  const vue = (valeurs: Parameters<typeof presenterRenvoi>[0]) => presenterRenvoi(valeurs, { cause: 'page_ancienne', action: '/x', retour: undefined });
  test('tout repart, dans l’ordre ; seul ce que la personne a écrit se relit', () => {
    const v = vue({ version: '3', id: '0198f000-0000-7000-8000-000000000001', geste: 'valider_tout', roles: ['ars', 'cpam'], nom: 'Élan', note: 'Deux mots', vide: '', lien: 'aB'.repeat(60) });
    expect(v.champs).toEqual([['version', '3'], ['id', '0198f000-0000-7000-8000-000000000001'], ['geste', 'valider_tout'], ['roles', 'ars'], ['roles', 'cpam'], ['nom', 'Élan'], ['note', 'Deux mots'], ['vide', ''], ['lien', 'aB'.repeat(60)]]);
    expect(v.ecrits).toEqual(['Élan', 'Deux mots']);
  });
  test('un fichier se choisit de nouveau ; un champ de fichier laissé vide ne demande rien', () => {
    expect(vue({ piece: new File(['x'], 'Relevé.pdf'), autre: new File([], '') }).fichiers).toEqual([{ champ: 'piece', nom: 'Relevé.pdf' }]);
  });
});
