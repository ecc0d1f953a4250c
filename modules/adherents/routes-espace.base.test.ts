import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { mots, SECRET, SITE, siteEssai } from '#server/essais.ts';
import { uneCategorie } from './builders.ts';
import { monAdhesion } from './queries.ts';
import { creerAdhesion, enregistrerCategorie } from './repository.ts';
import { constaterDeparts } from './use-cases/quitter-cpts.ts';
import { relancerCotisations } from './use-cases/tenir-cotisations.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);

async function unMembre() {
  const cpts = await base.uneCpts('CPTS des Places');
  const entrer = (roles: readonly Role[], nom: string) => entrerIci(roles, cpts, nom);
  const moi = await entrer(['adherent'], 'Prune Membre');
  const tresorerie = await entrer(['tresorerie', 'coordination'], 'Ombeline Trésor');
  const dans = <T>(faire: Parameters<typeof base.dans<T>>[3], instant = INSTANT) => base.dans(cpts.id, moi.moi.id, ['adherent'], faire, instant);
  await dans(async (ctx) => {
    await enregistrerCategorie(ctx, uneCategorie());
    await creerAdhesion(ctx, { nom: 'Prune Membre', categorie: 'professionnel', origine: 'saisie', statut: 'validee', membreDepuis: Jour.parse('2026-01-10'), personneId: moi.moi.id, courriel: moi.moi.courriel });
  });
  return { cpts, moi, tresorerie, dans, entrer };
}

describe('ma place', () => {
  test('l’engagement change d’un geste ; une valeur inventée ne change rien', async () => {
    const { moi, dans } = await unMembre();
    expect((await moi.poster('/reseau/moi/engagement', { niveau: 'pilote' })).status).toBe(303);
    expect((await dans(monAdhesion))?.implication).toBe('pilote');
    expect((await moi.poster('/reseau/moi/engagement', { niveau: 'chef' })).status).toBe(422);
    expect((await dans(monAdhesion))?.implication).toBe('pilote');
  });

  test('partir d’un geste, changer d’avis, puis partir pour de bon le jour venu', async () => {
    const { moi, dans, cpts } = await unMembre();
    expect((await moi.poster('/reseau/moi/depart', {})).status).toBe(303);
    expect(await mots(await moi.lire('/reseau/moi'))).toContain('Vous quittez la CPTS le 30 novembre 2026');
    expect((await moi.poster('/reseau/moi/rester', {})).status).toBe(303);
    expect((await dans(monAdhesion))?.statut).toBe('validee');
    await moi.poster('/reseau/moi/depart', {});
    expect(await dans(constaterDeparts, new Date('2026-11-29T10:00:00Z'))).toBe(0);
    expect(await dans(constaterDeparts, new Date('2026-11-30T10:00:00Z'))).toBe(1);
    expect((await dans(monAdhesion))?.statut).toBe('resiliee');
    expect(await base.proprietaire.selectFrom('boite_envoi').select('sujet').where('cpts_id', '=', cpts.id).where('sujet', '=', 'adhesion_finie').execute()).toHaveLength(1);
  });

  test('ce que l’on sait de moi : la page, le JSON et le PDF, et rien d’un autre', async () => {
    const { moi, tresorerie } = await unMembre();
    await moi.poster('/reseau/moi/engagement', { niveau: 'consulte' });
    const page = await mots(await moi.lire('/reseau/moi/donnees'));
    for (const attendu of ['Prune Membre', moi.moi.courriel, 'Adhésion', 'Mes gestes dans le journal', 'Engagement choisi par un membre']) expect(page).toContain(attendu);
    const json: unknown = await (await moi.lire('/reseau/moi/donnees.json')).json();
    expect(JSON.stringify(json)).toContain(moi.moi.courriel);
    expect(JSON.stringify(await (await tresorerie.lire('/reseau/moi/donnees.json')).json())).not.toContain(moi.moi.courriel);
    expect(Buffer.from((await (await moi.lire('/reseau/moi/donnees.pdf')).arrayBuffer()).slice(0, 5)).toString()).toBe('%PDF-');
  });
});

describe('les cotisations', () => {
  test('sans montant fixé, rien n’est appelé ; puis appel, rappel à trente jours, paiement, reçu', async () => {
    const { moi, tresorerie, dans, cpts, entrer } = await unMembre();
    const refus = await tresorerie.poster('/reseau/cotisations/appel', { annee: '2026' });
    expect([refus.status, (await mots(refus)).includes('Le montant n’est pas fixé pour : sans collège')]).toEqual([422, true]);
    expect((await tresorerie.poster('/reseau/reglages/bareme', { annee: '2026', college: '', montant: 'trente' })).status).toBe(422);
    expect((await tresorerie.poster('/reseau/reglages/bareme', { annee: '2026', college: '', montant: '30,50 €' })).status).toBe(303);
    expect((await tresorerie.poster('/reseau/cotisations/appel', { annee: '2026' })).status).toBe(303);
    expect((await tresorerie.poster('/reseau/cotisations/appel', { annee: '2026' })).status).toBe(422);
    expect(await mots(await moi.lire('/reseau/moi'))).toContain('30,50 €');
    const depuis = { nom: cpts.nom, slug: cpts.slug, url: SITE, secret: SECRET };
    expect(await dans((ctx) => relancerCotisations(ctx, depuis), new Date('2026-12-22T10:00:00Z'))).toBe(0);
    expect(await dans((ctx) => relancerCotisations(ctx, depuis), new Date('2026-12-23T10:00:00Z'))).toBe(1);
    const { id } = await base.proprietaire.selectFrom('cotisations').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
    expect((await moi.poster('/reseau/cotisations/paiement', { cotisation: id, moyen: 'virement' })).status).toBe(403);
    expect((await tresorerie.poster('/reseau/cotisations/paiement', { cotisation: id, moyen: 'virement', jour: '24/11/2026' })).status).toBe(422);
    expect((await tresorerie.poster('/reseau/cotisations/paiement', { cotisation: id, moyen: 'virement' })).status).toBe(303);
    expect((await tresorerie.poster('/reseau/cotisations/paiement', { cotisation: id, moyen: 'virement' })).status).toBe(422);
    const recu = await moi.lire(`/reseau/cotisations/${id}/recu.pdf`);
    expect([recu.status, Buffer.from((await recu.arrayBuffer()).slice(0, 5)).toString()]).toEqual([200, '%PDF-']);
    expect((await (await entrer(['adherent'], 'Curieux')).lire(`/reseau/cotisations/${id}/recu.pdf`)).status).toBe(404);
  });
});

describe('qui entre', () => {
  test.each<readonly [Role, number, number, number]>([['coordination', 200, 200, 200], ['tresorerie', 200, 200, 200], ['presidence', 200, 200, 200], ['secretariat', 200, 403, 200], ['adherent', 200, 403, 200], ['ars', 403, 403, 403], ['cpam', 403, 403, 403]])('%s : mobilisation %i, cotisations %i, bienvenue %i', async (role, mobilisation, cotisations, bienvenue) => {
    const { lire } = await (await unMembre()).entrer([role], 'Quelqu’un');
    expect([(await lire('/reseau/mobilisation')).status, (await lire('/reseau/cotisations')).status, (await lire('/reseau/bienvenue')).status, (await lire('/reseau/accueil')).status]).toEqual([mobilisation, cotisations, bienvenue, mobilisation]);
  });

  test('une offre se publie, se retire et se remet ; un adhérent n’en publie pas', async () => {
    const { moi, tresorerie } = await unMembre();
    const offre = { genre: 'stage', titre: 'Stage d’été', contact: 'Basile' };
    expect((await moi.poster('/reseau/accueil', offre)).status).toBe(403);
    expect((await tresorerie.poster('/reseau/accueil', { ...offre, depuis: '02/05/2027', jusque: '01/05/2027' })).status).toBe(422);
    expect((await tresorerie.poster('/reseau/accueil', offre)).status).toBe(303);
    const id = /name="offre" value="([0-9a-f-]{36})"/.exec(await (await tresorerie.lire('/reseau/accueil')).text())?.[1] ?? '';
    expect((await tresorerie.poster('/reseau/accueil/retrait', { offre: id })).headers.get('location')).toContain(`retiree=${id}`);
    expect(await mots(await moi.lire('/reseau/accueil'))).not.toContain('Stage d’été');
    expect((await tresorerie.poster('/reseau/accueil/remise', { offre: id })).status).toBe(303);
    expect(await mots(await moi.lire('/reseau/accueil'))).toContain('Stage d’été');
  });
});
