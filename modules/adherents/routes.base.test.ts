import { beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { type Champs, mots, SECRET, siteEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci, passant } = siteEssai(base);
beforeAll(() => void chargerPaquet());

async function uneCpts() {
  const cpts = await base.uneCpts('CPTS des Essais');
  const entrer = (role: Role, nom?: string) => entrerIci([role], cpts, nom);
  const lettres = async () => (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute()).map((l) => descellerCourriel(z.object({ scelle: z.string() }).parse(l.charge).scelle, SECRET));
  const lienDe = async (courriel: string): Promise<string> => /\/adhesion\?lien=[\w.~-]+/.exec((await lettres()).findLast((l) => l.a === courriel)?.texte ?? '')?.[0] ?? '';
  const coordination = await entrer('coordination', 'Maëlle Essai');
  const ouvrir = async () => {
    await coordination.poster('/reseau/reglages/categories', {});
    for (const [code, libelle] of [['professionnel', 'Professionnel de santé'], ['usager', 'Représentant des habitants']]) await coordination.poster('/reseau/reglages/categorie', { code: code ?? '', libelle: libelle ?? '', association: 'oui', vote: 'oui', cotise: 'oui' });
    await coordination.poster('/reseau/reglages/college', { libelle: 'Libéraux', professions: ['10', '60'] });
    await coordination.poster('/reseau/reglages/texte', { genre: 'charte', titre: 'Notre charte', texte: 'Nous nous engageons à coopérer, dans le respect de chacun.' });
    return coordination.poster('/reseau/reglages/formulaire', { version: '0', ouverte: 'oui', delai: '7', presentation: '', vote_si_a_jour: 'non', instance: 'Le bureau' });
  };
  const numero = async (nom: string): Promise<string> => (await base.proprietaire.selectFrom('adhesions').select('id').where('cpts_id', '=', cpts.id).where('nom', '=', nom).executeTakeFirstOrThrow()).id;
  const version = async (id: string): Promise<string> => String((await base.proprietaire.selectFrom('adhesions').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version);
  return { cpts, entrer, visiteur: passant, lettres, lienDe, coordination, ouvrir, numero, version };
}

const DEMANDE = { nom: 'Héloïse Candidate', courriel: 'heloise@exemple.invalid', categorie: 'professionnel', profession: '60', commune: '19100', implication: 'consulte', message: 'Bonjour' };

describe('adhérer par le formulaire public, sans compte', () => {
  test('de la demande à la liste : instruction, charte acceptée par le lien du courriel, admission', async () => {
    const { cpts, visiteur, coordination, ouvrir, lienDe, lettres, numero, version } = await uneCpts();
    expect((await ouvrir()).status).toBe(303);
    const v = await visiteur(`/adherer/${cpts.slug}`);
    expect(v.page.status).toBe(200);
    const r = await v.poster(`/adherer/${cpts.slug}`, DEMANDE);
    expect([r.status, r.headers.get('location')]).toEqual([303, `/adherer/${cpts.slug}/merci`]);
    const id = await numero(DEMANDE.nom);
    expect(await mots(await coordination.lire('/reseau/adherents?liste=demandes'))).toContain('Héloïse Candidate');

    expect((await coordination.poster(`/reseau/adherents/${id}/instruire`, { version: await version(id) })).status).toBe(303);
    const lien = await lienDe(DEMANDE.courriel);
    const s = await visiteur(lien);
    expect(s.html).toContain('Notre charte');
    const empreinte = /name="empreintes" value="([0-9a-f]{64})"/.exec(s.html)?.[1] ?? '';
    expect((await s.poster('/adhesion/textes', { lien: lien.split('lien=')[1] ?? '', empreintes: 'f'.repeat(64) })).status).toBe(422);
    expect((await s.poster('/adhesion/textes', { lien: lien.split('lien=')[1] ?? '', empreintes: empreinte })).status).toBe(303);

    const sansCollege = await coordination.poster(`/reseau/adherents/${id}/valider`, { version: await version(id), categorie: 'professionnel', college: '' });
    expect([sansCollege.status, (await mots(sansCollege)).includes('Choisissez un collège')]).toEqual([422, true]);
    const college = /name="college"[\s\S]*?value="([0-9a-f-]{36})"/.exec(await (await coordination.lire(`/reseau/adherents/${id}`)).text())?.[1] ?? '';
    expect((await coordination.poster(`/reseau/adherents/${id}/valider`, { version: await version(id), categorie: 'professionnel', college })).status).toBe(303);
    const liste = await mots(await coordination.lire('/reseau/adherents'));
    for (const attendu of ['Héloïse Candidate', 'Infirmier', 'Brive-la-Gaillarde', 'Libéraux', '1 membre.']) expect(liste).toContain(attendu);
    expect(await mots(await coordination.lire(`/reseau/adherents/${id}`))).toContain('Charte, version 1');
    expect((await lettres()).filter((l) => l.a === DEMANDE.courriel).map((l) => l.sujet)).toEqual(['Votre demande est reçue : CPTS des Essais', 'À lire et accepter : CPTS des Essais', 'Bienvenue : CPTS des Essais']);
    const admises = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'adhesion_admise').execute();
    expect(admises).toHaveLength(1);
  });

  test('une adresse déjà membre reçoit une lettre ; la page répond la même chose et rien ne change', async () => {
    const { cpts, visiteur, ouvrir, lettres } = await uneCpts();
    await ouvrir();
    const v = await visiteur(`/adherer/${cpts.slug}`);
    const [premiere, seconde] = [await v.poster(`/adherer/${cpts.slug}`, DEMANDE), await v.poster(`/adherer/${cpts.slug}`, { ...DEMANDE, nom: 'Usurpateur' })];
    expect([seconde.status, seconde.headers.get('location')]).toEqual([premiere.status, premiere.headers.get('location')]);
    expect((await lettres()).map((l) => l.sujet)).toEqual(['Votre demande est reçue : CPTS des Essais', 'Votre adhésion existe déjà : CPTS des Essais']);
    expect(await base.proprietaire.selectFrom('adhesions').select('nom').where('cpts_id', '=', cpts.id).execute()).toEqual([{ nom: DEMANDE.nom }]);
  });

  test('le piège à robots : la page remercie, rien n’est écrit', async () => {
    const { cpts, visiteur, ouvrir } = await uneCpts();
    await ouvrir();
    const r = await (await visiteur(`/adherer/${cpts.slug}`)).poster(`/adherer/${cpts.slug}`, { ...DEMANDE, site: 'http://pub.invalid' });
    expect(r.status).toBe(303);
    expect(await base.proprietaire.selectFrom('adhesions').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });

  test.each([
    [{ courriel: 'pas une adresse' }, 'Écrivez une adresse complète'], [{ categorie: 'pirate' }, 'Choisissez une catégorie'], [{ commune: 'Xyzzyville-sur-Rien' }, 'Aucune commune ne correspond'], [{ rpps: '123' }, '11 chiffres'], [{ intrus: 'x' }, 'Ce formulaire a changé'], [{ nom: 'é'.repeat(121) }, '120 caractères'],
  ])('%o est refusé, la saisie est gardée', async (faute, phrase) => {
    const { cpts, visiteur, ouvrir } = await uneCpts();
    await ouvrir();
    const r = await (await visiteur(`/adherer/${cpts.slug}`)).poster(`/adherer/${cpts.slug}`, { ...DEMANDE, structure: 'Cabinet gardé', ...faute });
    expect(r.status).toBe(422);
    const html = await r.text();
    expect(html).toContain('value="Cabinet gardé"');
    expect(html.replace(/[\u00a0\u202f]/g, ' ').replace(/&#39;/g, '’')).toContain(phrase);
  });

  test('fermé, ou CPTS inconnue : la même page', async () => {
    const { cpts, visiteur } = await uneCpts();
    const [fermee, inconnue] = [await visiteur(`/adherer/${cpts.slug}`), await visiteur('/adherer/nulle-part')];
    expect([fermee.page.status, inconnue.page.status]).toEqual([404, 404]);
  });

  test('trop de demandes depuis une même adresse : 429, la saisie gardée', async () => {
    const { cpts, visiteur, ouvrir } = await uneCpts();
    await ouvrir();
    const v = await visiteur(`/adherer/${cpts.slug}`);
    const statuts: number[] = [];
    for (let i = 0; i < 5; i++) statuts.push((await v.poster(`/adherer/${cpts.slug}`, { ...DEMANDE, courriel: 'souvent@exemple.invalid', commune: '' })).status);
    expect(statuts).toEqual([303, 303, 303, 303, 429]);
  });
});

describe('proposer un confrère', () => {
  test('un adhérent propose ; la personne répond oui, ou s’efface', async () => {
    const { entrer, ouvrir, lienDe, visiteur, numero, coordination } = await uneCpts();
    await ouvrir();
    const membre = await entrer('adherent', 'Prune Membre');
    for (const nom of ['Ada Oui', 'Bob Non']) expect((await membre.poster('/reseau/adherents/proposer', { nom, courriel: `${nom[0]?.toLowerCase() ?? ''}@exemple.invalid`, categorie: 'professionnel' })).status).toBe(303);
    expect((await membre.poster('/reseau/adherents/proposer', { nom: 'Encore Ada', courriel: 'a@exemple.invalid', categorie: 'professionnel' })).status).toBe(409);
    const [oui, non] = [await lienDe('a@exemple.invalid'), await lienDe('b@exemple.invalid')];
    // Forwarded once she said yes, her link neither shows her file nor withdraws her.
    const sonOui = oui.split('lien=')[1] ?? '';
    expect((await (await visiteur(oui)).poster('/adhesion/reponse', { lien: oui.split('lien=')[1] ?? '', nom: 'Ada Oui', profession: '10', implication: 'pilote' })).status).toBe(303);
    const transfere = await visiteur(oui);
    expect([transfere.page.status, (await transfere.poster('/adhesion/retrait', { lien: sonOui })).status]).toEqual([403, 403]);
    expect((await (await visiteur(non)).poster('/adhesion/retrait', { lien: non.split('lien=')[1] ?? '' })).status).toBe(303);
    expect(await mots(await coordination.lire(`/reseau/adherents/${await numero('Ada Oui')}`))).toContain('Prune Membre');
    const efface = await base.proprietaire.selectFrom('adhesions').selectAll().where('id', '=', await numero('Demande retirée')).executeTakeFirstOrThrow();
    expect([efface.courriel, efface.statut, efface.telephone]).toEqual([null, 'retiree', null]);
  });

  test('un lien faux ou d’une autre porte ne s’ouvre pas', async () => {
    const { visiteur } = await uneCpts();
    expect((await visiteur('/adhesion?lien=a.b.c.d.e.f')).page.status).toBe(403);
  });
});

describe('après coup', () => {
  test('une adresse se corrige : l’ancien lien ne s’ouvre plus, une adresse prise ou illisible est refusée', async () => {
    const { cpts, visiteur, coordination, ouvrir, lienDe, numero, version, entrer } = await uneCpts();
    await ouvrir();
    const v = await visiteur(`/adherer/${cpts.slug}`);
    await v.poster(`/adherer/${cpts.slug}`, DEMANDE);
    await v.poster(`/adherer/${cpts.slug}`, { ...DEMANDE, nom: 'Autre Candidat', courriel: 'autre@exemple.invalid' });
    const [id, ancien] = [await numero(DEMANDE.nom), await lienDe(DEMANDE.courriel)];
    const corriger = async (courriel: string) => coordination.poster(`/reseau/adherents/${id}/courriel`, { version: await version(id), courriel });
    expect((await corriger('autre@exemple.invalid')).status).toBe(409);
    const illisible = await corriger('pas-une-adresse');
    expect([illisible.status, (await illisible.text()).includes('value="pas-une-adresse"')]).toEqual([422, true]);
    expect((await (await entrer('adherent', 'Curieux')).poster(`/reseau/adherents/${id}/courriel`, { version: '1', courriel: 'moi@exemple.invalid' })).status).not.toBe(303);
    expect((await visiteur(ancien)).page.status).toBe(200);
    expect((await corriger('Heloise.Juste@exemple.invalid')).status).toBe(303);
    expect((await visiteur(ancien)).page.status).toBe(404);
    expect((await (await visiteur(ancien)).poster('/adhesion/retrait', { lien: ancien.split('lien=')[1] ?? '' })).status).toBe(422);
    expect((await base.proprietaire.selectFrom('adhesions').select(['statut', 'courriel']).where('id', '=', id).executeTakeFirstOrThrow())).toEqual({ statut: 'deposee', courriel: 'heloise.juste@exemple.invalid' });
  });

  test('un membre change de collège selon les règles de l’admission ; qui ne l’est pas attend la sienne', async () => {
    const { cpts, visiteur, coordination, ouvrir, numero, version } = await uneCpts();
    await ouvrir();
    await (await visiteur(`/adherer/${cpts.slug}`)).poster(`/adherer/${cpts.slug}`, DEMANDE);
    const id = await numero(DEMANDE.nom);
    const collegeDe = async (code: string) => (await base.proprietaire.selectFrom('colleges').select('id').where('cpts_id', '=', cpts.id).where('code', '=', code).executeTakeFirstOrThrow()).id;
    await coordination.poster('/reseau/reglages/college', { libelle: 'Tous' });
    await coordination.poster('/reseau/reglages/college', { libelle: 'Médecins', professions: '10' });
    const [tous, medecins] = [await collegeDe('tous'), await collegeDe('medecins')];
    const place = async (college: string) => (await coordination.poster(`/reseau/adherents/${id}/place`, { version: await version(id), categorie: 'professionnel', college })).status;
    expect(await place(tous)).toBe(422);
    await coordination.poster(`/reseau/adherents/${id}/instruire`, { version: await version(id) });
    const valide = await coordination.poster(`/reseau/adherents/${id}/valider`, { version: await version(id), categorie: 'professionnel', college: tous });
    expect(valide.status).toBe(303);
    expect(await place(medecins)).toBe(422);
    expect(await place('')).toBe(422);
    await base.proprietaire.updateTable('adhesions').set({ profession: '10' }).where('id', '=', id).execute();
    expect(await place(medecins)).toBe(303);
    expect((await base.proprietaire.selectFrom('adhesions').select('college_id').where('id', '=', id).executeTakeFirstOrThrow()).college_id).toBe(medecins);
  });
});

describe('exclure', () => {
  test('notifier, entendre, décider : jamais dans un autre ordre', async () => {
    const { entrer, coordination, ouvrir, visiteur, cpts, numero, version, lettres } = await uneCpts();
    await ouvrir();
    await (await visiteur(`/adherer/${cpts.slug}`)).poster(`/adherer/${cpts.slug}`, { ...DEMANDE, categorie: 'usager', profession: '', implication: 'informe' });
    const id = await numero(DEMANDE.nom);
    const faire = async (geste: string, champs: Champs = {}) => (await coordination.poster(`/reseau/adherents/${id}/${geste}`, { version: await version(id), ...champs })).status;
    await coordination.poster('/reseau/reglages/college', { libelle: 'Tous' });
    expect(await faire('instruire')).toBe(303);
    const college = (await base.proprietaire.selectFrom('colleges').select('id').where('cpts_id', '=', cpts.id).where('code', '=', 'tous').executeTakeFirstOrThrow()).id;
    expect(await faire('valider', { categorie: 'usager', college })).toBe(303);
    expect(await faire('exclure', { jour: '23/11/2026', instance: 'Le bureau' })).toBe(422);
    expect(await faire('engager', { griefs: 'Propos contraires à la charte, trois fois.', notifiee_le: '10/11/2026', convoquee_pour: '09/11/2026' })).toBe(422);
    expect(await faire('engager', { griefs: 'Propos contraires à la charte, trois fois.', notifiee_le: '10/11/2026', convoquee_pour: '20/11/2026' })).toBe(303);
    expect(await faire('exclure', { jour: '23/11/2026', instance: 'Le bureau' })).toBe(422);
    expect(await faire('entendre', { jour: '19/11/2026', maniere: 'absente' })).toBe(422);
    expect(await faire('entendre', { jour: '20/11/2026', maniere: 'presente', observations: 'Conteste.' })).toBe(303);
    expect((await (await entrer('adherent', 'Autre Membre')).lire(`/reseau/adherents/${id}`)).status).toBe(200);
    expect(await mots(await (await entrer('adherent', 'Encore Un')).lire(`/reseau/adherents/${id}`))).not.toContain('Propos contraires');
    expect(await faire('exclure', { jour: '23/11/2026', instance: 'Le bureau' })).toBe(303);
    expect((await lettres()).map((l) => l.sujet).slice(-2)).toEqual(['Procédure d’exclusion : CPTS des Essais', 'Décision : CPTS des Essais']);
  });
});

describe('qui entre', () => {
  test.each<readonly [Role, number, number, number]>([
    ['coordination', 200, 200, 200], ['presidence', 200, 200, 200], ['secretariat', 200, 403, 200], ['tresorerie', 200, 403, 200], ['adherent', 200, 403, 200], ['ars', 403, 403, 403], ['cpam', 403, 403, 403],
  ])('%s : liste %i, réglages %i, proposer %i', async (role, liste, reglages, proposer) => {
    const { lire, poster } = await (await uneCpts()).entrer(role);
    for (const [chemin, attendu] of [['/reseau/adherents', liste], ['/reseau/adherents.csv', liste], ['/reseau/reglages', reglages], ['/reseau/adherents/proposer', proposer]] as const) expect([chemin, (await lire(chemin)).status]).toEqual([chemin, attendu]);
    expect((await poster('/reseau/reglages/categories', {})).status).toBe(reglages === 200 ? 303 : 403);
  });

  test('un adhérent ne voit ni adresse, ni demandes, ni anciens', async () => {
    const { cpts, visiteur, entrer, ouvrir, numero } = await uneCpts();
    await ouvrir();
    await (await visiteur(`/adherer/${cpts.slug}`)).poster(`/adherer/${cpts.slug}`, DEMANDE);
    const membre = await entrer('adherent', 'Membre Simple');
    expect(await mots(await membre.lire('/reseau/adherents?liste=demandes'))).not.toContain('Héloïse Candidate');
    expect(await (await membre.lire('/reseau/adherents.csv?liste=demandes')).text()).not.toContain('heloise@exemple.invalid');
    expect((await membre.lire(`/reseau/adherents/${await numero(DEMANDE.nom)}`)).status).toBe(404);
    expect((await membre.lire('/reseau/adherents/pas-un-id')).status).toBe(404);
  });
});

test('la liste gardée dit aussitôt un changement, et à chacun ce que son rôle permet', async () => {
  const { cpts, coordination, entrer } = await uneCpts();
  const [membre, voisine] = [await entrer('adherent', 'Basile Membre'), await entrerIci(['coordination'])];
  const inscrire = async (ici: typeof cpts, nom: string): Promise<void> => void (await base.proprietaire.insertInto('adhesions').values({ cpts_id: ici.id, statut: 'validee', nom, cle: nom.toLowerCase(), categorie: 'professionnel', origine: 'saisie', membre_depuis: '2026-01-05', modifiee_le: new Date() }).execute());
  await base.proprietaire.insertInto('categories_adhesion').values([cpts, voisine.cpts].map((c) => ({ cpts_id: c.id, code: 'professionnel', libelle: 'Professionnel', association: true, vote: true, cotise: false }))).execute();
  await inscrire(cpts, 'Zoé Première');
  await inscrire(voisine.cpts, 'Ulysse Ailleurs');
  const lire = async (qui: Pick<typeof membre, 'lire'>): Promise<string[]> => [await mots(await qui.lire('/reseau/adherents')), await mots(await qui.lire('/reseau/adherents'))];
  for (const page of await lire(coordination)) expect([page.includes('Zoé Première'), page.includes('Reprendre un registre'), page.includes('Ulysse')]).toEqual([true, true, false]);
  for (const page of await lire(membre)) expect([page.includes('Zoé Première'), page.includes('Reprendre un registre')]).toEqual([true, false]);
  await base.proprietaire.updateTable('adhesions').set({ nom: 'Zoé Corrigée' }).where('cpts_id', '=', cpts.id).execute();
  for (const page of [...(await lire(coordination)), ...(await lire(membre))]) expect([page.includes('Zoé Corrigée'), page.includes('Zoé Première')]).toEqual([true, false]);
  await inscrire(cpts, 'Anna Seconde');
  for (const page of await lire(membre)) expect(page).toContain('2 membres');
  await base.proprietaire.deleteFrom('roles_tenus').where('personne_id', '=', membre.moi.id).execute();
  expect((await membre.lire('/reseau/adherents')).status).toBe(403);
});
