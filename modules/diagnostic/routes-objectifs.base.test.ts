import { describe, expect, test, vi } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai, texte, type Visite } from '#server/essais.ts';
import type { ConstatId } from './model.ts';
import { listerObjectifs } from './queries.ts';
import { ajouterConstat } from './use-cases/ajouter-constat.ts';
import { deciderConstat } from './use-cases/decider-constat.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const site = siteEssai(base);
const ICI = '/territoire/diagnostic/objectifs';

async function unRetenu(v: Visite, mot: string, retenir = true): Promise<ConstatId> {
  return v.dans(async (ctx) => {
    const issue = await ajouterConstat(ctx, { nature: 'besoin', texte: mot });
    if (!issue.ok) throw new Error(issue.refus.code);
    if (retenir) await deciderConstat(ctx, issue.valeur, 'retenir');
    return issue.valeur;
  });
}
const saisie = (constat: string) => ({ version: '0', titre: 'Voir un médecin en trois jours', mission: 'acces', constats: constat, indicateur: 'Délai médian', cible: '3 jours', annee: '2027' });

describe('les objectifs', () => {
  test('naissent d’un constat retenu, paraissent dans le projet de santé, se relient à une fiche action', async () => {
    const v = await site.entrer();
    const constat = await unRetenu(v, 'On attend trop.');
    expect(await texte(await v.lire(ICI))).toContain(`nouveau?constat=${constat}`);
    expect((await v.poster(`${ICI}/nouveau`, saisie(constat))).status).toBe(303);
    const [o] = await v.dans((ctx) => listerObjectifs(ctx));
    if (!o) throw new Error('aucun objectif');
    const chapitre = await mots(await v.lire('/projet/sante/objectifs'));
    for (const attendu of ['Voir un médecin en trois jours', 'Constat : On attend trop.', 'Cible : 3 jours.']) expect(chapitre).toContain(attendu);

    const fiche = { version: '0', titre: 'Créneaux partagés', mission: 'acces', objectif: 'Offrir 650 créneaux', pilote: '', debut: '', fin: '', jalons: '', objectifProjet: o.id };
    const r = await v.poster('/missions/fiches/nouvelle', fiche);
    expect(r.status).toBe(303);
    const adresse = new URL(r.headers.get('Location') ?? '', 'http://localhost').pathname.replace(`/cpts/${v.cpts.slug}`, '');
    expect(await mots(await v.lire(adresse))).toContain('Voir un médecin en trois jours (2027)');
    const actions = await mots(await v.lire('/projet/sante/actions'));
    for (const attendu of ['## Créneaux partagés', 'pour l’objectif : Voir un médecin en trois jours.', 'Offrir 650 créneaux.']) expect(actions).toContain(attendu);
    expect(await mots(await v.lire('/projet/sante/objectifs'))).toContain('Actions : Créneaux partagés.');
    expect((await v.poster('/missions/fiches/nouvelle', { ...fiche, objectifProjet: '0198f000-0000-7000-8000-000000000001' })).status).toBe(422);
  });

  test('la saisie refusée garde ce qui est tapé ; deux écritures de la même version : la seconde est refusée', async () => {
    const v = await site.entrer();
    const constat = await unRetenu(v, 'Peu de kinés.');
    const propose = await unRetenu(v, 'En discussion.', false);
    for (const avec of [{ titre: '' }, { mission: 'autre' }, { constats: [] }, { constats: propose }, { annee: 'demain' }, { intrus: 'x' }]) {
      const r = await v.poster(`${ICI}/nouveau`, { ...saisie(constat), ...avec });
      expect([r.status, (await texte(r)).includes('value="Délai médian"')], JSON.stringify(avec)).toEqual([422, true]);
    }
    expect((await v.poster(`${ICI}/nouveau`, saisie(constat))).status).toBe(303);
    const [o] = await v.dans((ctx) => listerObjectifs(ctx));
    expect((await v.poster(`${ICI}/${o?.id}`, { ...saisie(constat), version: '1', titre: 'Premier' })).status).toBe(303);
    const tard = await v.poster(`${ICI}/${o?.id}`, { ...saisie(constat), version: '1', titre: 'Second' });
    expect([tard.status, (await texte(tard)).includes('value="Second"')]).toEqual([409, true]);
    expect((await v.dans((ctx) => listerObjectifs(ctx))).map((x) => x.titre)).toEqual(['Premier']);
    expect((await v.poster(`${ICI}/${o?.id}/statut`, { geste: 'retirer' })).status).toBe(303);
    expect((await v.poster(`${ICI}/${o?.id}/statut`, { geste: 'atteindre' })).status).toBe(409);
    expect(await v.dans((ctx) => listerObjectifs(ctx))).toEqual([]);
  });

  test('un membre lit et n’écrit pas, l’ARS ne lit pas, une autre CPTS non plus', async () => {
    const v = await site.entrer();
    const constat = await unRetenu(v, 'On attend trop.');
    await v.poster(`${ICI}/nouveau`, saisie(constat));
    const [o] = await v.dans((ctx) => listerObjectifs(ctx));
    const membre = await site.entrer(['adherent'], v.cpts);
    expect(await mots(await membre.lire(ICI))).toContain('Voir un médecin');
    expect((await membre.poster(`${ICI}/nouveau`, saisie(constat))).status).toBe(403);
    expect((await membre.lire(`${ICI}/nouveau`)).status).toBe(403);
    expect((await (await site.entrer(['ars'], v.cpts)).lire(ICI)).status).toBe(403);
    const ailleurs = await site.entrer();
    expect((await ailleurs.lire(`${ICI}/${o?.id}`)).status).toBe(404);
    expect((await ailleurs.poster(`${ICI}/${o?.id}/statut`, { geste: 'retirer' })).status).toBe(404);
  });
});
