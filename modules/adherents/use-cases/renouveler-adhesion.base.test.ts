import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { mots, SECRET, siteEssai, texte, type Visite } from '#server/essais.ts';
import { z } from 'zod';
import type { AdhesionId } from '../model.ts';
import { creerAdhesion } from '../repository.ts';
import { reprendreCategories } from './regler-adhesions.ts';
import { oublierPropositions } from './deposer-candidature.ts';
import { proposerAdhesion } from './proposer-adhesion.ts';
import { relancerAvantTerme } from './renouveler-adhesion.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const site = siteEssai(base);
const ICI = '/reseau/renouvellements';

const inscrire = (v: Visite, avec: { readonly nom: string; readonly membreDepuis?: Jour; readonly statut?: 'validee' | 'depart_demande' }): Promise<AdhesionId> =>
  v.dans(async (ctx) => {
    const id = await creerAdhesion(ctx, { categorie: 'professionnel', origine: 'saisie', statut: 'validee', membreDepuis: Jour.parse('2025-01-10'), courriel: `${avec.nom.toLowerCase()}@exemple.invalid`, ...avec });
    if (!id) throw new Error('adhésion en double');
    return id;
  });
const boite = async (cpts: Visite['cpts']) => {
  const lignes = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute();
  return lignes.map((l) => descellerCourriel(z.object({ scelle: z.string() }).parse(l.charge).scelle, SECRET));
};
const adresseDe = (html: string): string => /\/adhesion\?lien=([\w.%-]+)/.exec(html)?.[1] ?? '';

describe('renouveler', () => {
  test('une campagne s’ouvre, chacun reste d’un geste, les expirées se lisent', async () => {
    const v = await site.entrer(['coordination']);
    await v.dans(reprendreCategories);
    const membre = await site.entrer(['adherent'], v.cpts, 'Ada Membre');
    await v.dans((ctx) => creerAdhesion(ctx, { nom: 'Ada', categorie: 'professionnel', origine: 'saisie', statut: 'validee', membreDepuis: Jour.parse('2025-01-10'), courriel: 'ada@exemple.invalid', personneId: membre.moi.id }));
    const lea = await inscrire(v, { nom: 'Lea' });
    await inscrire(v, { nom: 'Partant', statut: 'depart_demande' });
    await inscrire(v, { nom: 'Recent', membreDepuis: Jour.parse('2026-11-24') });
    expect(await mots(await v.lire(ICI))).toContain('Aucune campagne');
    for (const [avec, dit] of [[{ jusqua: '29/11/2026' }, 'Laissez au moins 7 jours'], [{ jusqua: 'demain' }, 'jour'], [{ annee: 'x' }, 'Écrivez une année']] as const) {
      const r = await v.poster(ICI, { annee: '2027', jusqua: '31/12/2026', ...avec });
      expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining(dit)]);
    }
    expect((await v.poster(ICI, { annee: '2027', jusqua: '30/11/2026' })).status).toBe(303);
    expect((await v.poster(ICI, { annee: '2027', jusqua: '31/12/2026' })).status).toBe(409);
    // Ada and Lea are asked; who leaves and who came after the opening are not.
    expect((await boite(v.cpts)).map((l) => l.a).sort()).toEqual(['ada@exemple.invalid', 'lea@exemple.invalid']);
    expect(await mots(await v.lire(ICI))).toContain('0 membre a renouvelé sur 2');

    expect(await mots(await membre.lire('/reseau/moi'))).toContain('Restez-vous membre en 2027');
    expect((await membre.poster('/reseau/moi/renouvellement', { annee: '2027' })).status).toBe(303);
    expect((await membre.poster('/reseau/moi/renouvellement', { annee: '2027' })).status).toBe(303);
    expect(await mots(await membre.lire('/reseau/moi'))).toContain('2027, renouvelée le 23 novembre 2026');
    expect(await mots(await membre.lire('/reseau/moi'))).not.toContain('Restez-vous membre');
    expect((await membre.poster('/reseau/moi/renouvellement', { annee: '2030' })).status).toBe(404);

    const liste = await mots(await v.lire(`${ICI}?liste=attendus`));
    expect([liste.includes('1 membre a renouvelé sur 2'), liste.includes('Lea'), liste.includes('Partant')]).toEqual([true, true, false]);
    const csv = await (await v.lire(`${ICI}.csv?annee=2027&liste=tous`)).text();
    expect([csv.startsWith('nom;courriel;etat;le;comment\r\n'), csv.includes('renouvelée;2026-11-23;depuis son espace'), csv.includes('sans réponse'), csv.includes('Partant')]).toEqual([true, true, true, false]);
    expect((await (await v.lire(`${ICI}.csv?annee=2027&liste=faits`)).text()).includes('sans réponse')).toBe(false);
    expect([(await v.lire(`${ICI}.xlsx?annee=2027`)).headers.get('Content-Disposition')?.includes('renouvellements-2027-'), (await membre.lire(`${ICI}.csv?annee=2027`)).status]).toEqual([true, 403]);
    expect((await membre.lire(ICI)).status).toBe(403);
    expect((await membre.poster(`${ICI}/note`, { annee: '2027', adhesion: lea })).status).toBe(403);
    expect((await v.poster(`${ICI}/note`, { annee: '2027', adhesion: lea })).status).toBe(303);
    expect(await mots(await v.lire(`${ICI}?liste=faits`))).toContain('noté par la coordination');
    expect((await v.poster(`${ICI}/reprise`, { annee: '2027', adhesion: lea })).status).toBe(303);
    expect(await mots(await v.lire(ICI))).toContain('1 n’a pas répondu');
    expect((await (await site.entrer()).poster(`${ICI}/note`, { annee: '2027', adhesion: lea })).status).toBe(404);
  });

  test('le lien du courriel renouvelle sans mot de passe ; d’un rappel, jamais deux dans la semaine', async () => {
    const v = await site.entrer(['coordination']);
    await v.dans(reprendreCategories);
    await inscrire(v, { nom: 'Lea' });
    await v.poster(ICI, { annee: '2027', jusqua: '31/12/2026' });
    const nuit = (jour: string): Promise<number> => v.dans((ctx) => relancerAvantTerme(ctx, { nom: v.cpts.nom, slug: v.cpts.slug, url: 'http://localhost:3000', secret: SECRET }), new Date(`${jour}T04:00:00Z`));
    expect((await v.poster(`${ICI}/relance`, { annee: '2027' })).status).toBe(422);
    expect([await nuit('2026-12-23'), await nuit('2026-12-24'), await nuit('2026-12-24'), await nuit('2026-12-31'), await nuit('2027-01-02')]).toEqual([0, 1, 0, 0, 0]);

    const [lettre] = await boite(v.cpts);
    const jeton = decodeURIComponent(adresseDe(lettre?.html ?? ''));
    const visite = await site.passant(`/adhesion?lien=${encodeURIComponent(jeton)}`);
    expect(visite.html).toContain('Je reste membre en');
    expect(await texte(await v.lire(`${ICI}?liste=attendus`))).toContain('Lea');
    const r = await visite.poster('/adhesion/renouvellement', { lien: jeton, annee: '2027' });
    expect(r.status).toBe(303);
    expect(await mots(await v.lire(`${ICI}?liste=faits`))).toContain('par le lien du courriel');
    expect((await visite.poster('/adhesion/renouvellement', { lien: `${jeton}x`, annee: '2027' })).status).toBe(403);
  });
});

describe('une proposition sans réponse', () => {
  test('dit d’où viennent les données et comment s’y opposer, puis s’efface d’elle-même', async () => {
    const v = await site.entrer(['coordination']);
    await v.dans(reprendreCategories);
    const depuis = { nom: v.cpts.nom, slug: v.cpts.slug, url: 'http://localhost:3000', secret: SECRET };
    const issue = await v.dans((ctx) => proposerAdhesion(ctx, { nom: 'Ursule Trouvée', courriel: 'ursule@exemple.invalid', categorie: 'professionnel', origine: 'annuaire', rpps: '10001234567' }, depuis));
    expect(issue.ok).toBe(true);
    const [lettre] = await boite(v.cpts);
    const lue = (lettre?.texte ?? '').replace(/\s+/g, ' ');
    for (const attendu of ['viennent de l’Annuaire Santé', 'vous y opposer', 'la CNIL', '60 jours']) expect(lue).toContain(attendu);
    const nuit = (jour: string): Promise<number> => v.dans(oublierPropositions, new Date(`${jour}T09:00:00Z`));
    // Written on the 23rd of November at nine: sixty days later is the 22nd of January at nine.
    expect([await nuit('2027-01-22'), await nuit('2027-01-23'), await nuit('2027-01-24')]).toEqual([0, 1, 0]);
    const reste = await base.proprietaire.selectFrom('adhesions').select(['nom', 'courriel', 'rpps', 'statut']).where('cpts_id', '=', v.cpts.id).execute();
    expect(reste).toEqual([{ nom: 'Demande retirée', courriel: null, rpps: null, statut: 'retiree' }]);
  });
});
