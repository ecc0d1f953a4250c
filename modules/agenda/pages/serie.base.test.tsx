import { describe, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET, siteEssai, texte, type Visite } from '#server/essais.ts';
import { ecrireCalendrier } from '../moteur/calendrier-ics.ts';
import { noterReponseRecue } from '../use-cases/lire-reponses.ts';

const BOITE = 'agenda@cpts.exemple.fr';
const base = essaiAvecBase();
const { entrer, services } = siteEssai(base, { config: { ...lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test' }), reponses: { imapUrl: 'imap://boite:secret@127.0.0.1/', adresse: BOITE } } });

/** Every second Tuesday from 8 December 2026, four times; 9 February 2027 is in the winter holidays of zone C. */
const SERIE = { geste: 'ouvrir', groupe: '', titre: 'Soins non programmés', premier: '08/12/2026', heure: '19:30', duree: '120', rythme: 'mois_rang', jusquau: '', fois: '4', vacances: 'C', feries: 'sauter', lieu: 'Maison de santé', visio: '' };
const calendriers = async (v: Visite, courriel: string) =>
  (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', v.cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute())
    .flatMap(({ charge }) => (typeof charge === 'object' && charge !== null && 'scelle' in charge ? [descellerCourriel(String(charge.scelle), SECRET)] : []))
    .filter((l) => l.a === courriel).map((l) => ({ methode: l.calendrier?.methode, sujet: l.sujet, texte: l.texte.replace(/\s+/g, ' '), lignes: (l.calendrier?.contenu ?? '').replace(/\r\n /g, '').split('\r\n') }));
const reponses = async (v: Visite) => (await base.proprietaire.selectFrom('reunion_invites as i').innerJoin('reunions as r', 'r.id', 'i.reunion_id').select('i.reponse').where('i.cpts_id', '=', v.cpts.id).where('i.personne_id', '=', v.moi.id).orderBy('r.occurrence').execute()).map((l) => l.reponse);

async function avecSerie() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const r = await elle.poster('/agenda/series', SERIE);
  expect(r.status).toBe(303);
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${elle.cpts.slug}`, '');
  const page = await (await elle.lire(chemin)).text();
  const reunions = [...page.matchAll(/href="[^"]*(\/agenda\/reunions\/[0-9a-f-]{36})"/g)].map((m) => m[1] ?? '');
  return { elle, lui, chemin, reunions };
}

describe('une série de réunions', () => {
  test('les dates se voient, avec celles qui sautent et pourquoi, avant que rien ne soit créé ni envoyé', async () => {
    const elle = await entrer();
    const r = await elle.poster('/agenda/series', { ...SERIE, geste: 'voir' });
    const page = await texte(r);
    // With script, the page that a form answers is shown only when its status is not a success.
    expect(r.status).toBe(422);
    for (const t of ['3 réunions, le 2e mardi de chaque mois, 1 date sautée.', 'mardi 8 décembre à 19 h 30', 'mardi 12 janvier à 19 h 30', 'mardi 9 février à 19 h 30 : sautée, vacances scolaires (hiver)', 'mardi 9 mars à 19 h 30', 'Créer ces réunions et inviter', 'value="Maison de santé"']) expect(page).toContain(t);
    expect(await base.proprietaire.selectFrom('reunions').select('id').where('cpts_id', '=', elle.cpts.id).execute()).toEqual([]);
  });

  test('une lettre par personne porte la règle bornée et la date sautée ; chaque date est une réunion', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    const recues = await calendriers(elle, lui.moi.courriel);
    expect(recues.map((c) => c.methode)).toEqual(['REQUEST']);
    for (const ligne of ['RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=4', 'DTSTART;TZID=Europe/Paris:20261208T193000', 'EXDATE;TZID=Europe/Paris:20270209T193000', 'TZID:Europe/Paris', 'SEQUENCE:0']) expect(recues[0]?.lignes).toContain(ligne);
    expect(reunions).toHaveLength(3);
    const page = await texte(await lui.lire(chemin));
    for (const t of ['Le 2e mardi de chaque mois, à 19 h 30.', 'mardi 9 mars, de 19 h 30 à 21 h 30', 'Dates sautées', 'mardi 9 février à 19 h 30']) expect(page).toContain(t);
  });

  test('une date déplacée, une autre annulée : les agendas savent lesquelles, et la page aussi', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    const d = await elle.poster(`${reunions[1]}/deplacer`, { autre: '14/01/2027 20:00', duree: '120', lieu: 'Maison de santé', visio: '', motif: 'Salle prise' });
    expect([d.status, d.status === 303 ? '' : await texte(d)]).toEqual([303, '']);
    expect((await elle.poster(`${reunions[2]}/geste`, { geste: 'annuler' })).status).toBe(303);
    const [serie, changement, annulation] = await calendriers(elle, lui.moi.courriel);
    const uid = serie?.lignes.find((l) => l.startsWith('UID:')) ?? '';
    expect([changement?.methode, annulation?.methode]).toEqual(['REQUEST', 'CANCEL']);
    for (const ligne of [uid, 'RECURRENCE-ID;TZID=Europe/Paris:20270112T193000', 'DTSTART;TZID=Europe/Paris:20270114T200000', 'SEQUENCE:1']) expect(changement?.lignes).toContain(ligne);
    for (const ligne of [uid, 'RECURRENCE-ID;TZID=Europe/Paris:20270309T193000', 'STATUS:CANCELLED', 'SEQUENCE:1']) expect(annulation?.lignes).toContain(ligne);
    const page = await texte(await elle.lire(chemin));
    for (const t of ['jeudi 14 janvier, de 20 h à 22 h', 'Déplacée', 'Annulée']) expect(page).toContain(t);
  });

  test('arrêter à partir d’une date : celles d’avant restent, chacun reçoit une seule lettre qui retire les autres ; cela se défait', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    const page = await texte(await elle.lire(chemin));
    for (const t of ['Arrêter la série', 'Changer une date et les suivantes']) expect(page).toContain(t);
    const id = (r: string | undefined): string => r?.split('/').at(-1) ?? '';
    const vide = await elle.poster(`${chemin}/arret`, { depuis: id(reunions[1]), motif: ' ' });
    expect([vide.status, (await texte(vide)).includes('Dites pourquoi')]).toEqual([422, true]);
    expect((await elle.poster(`${chemin}/arret`, { depuis: id(reunions[1]), motif: 'Le groupe a fini.' })).status).toBe(303);
    const recues = await calendriers(elle, lui.moi.courriel);
    const uid = recues[0]?.lignes.find((l) => l.startsWith('UID:')) ?? '';
    expect(recues.map((c) => c.methode)).toEqual(['REQUEST', 'CANCEL']);
    const arret = recues[1]?.lignes ?? [];
    expect(arret.filter((l) => /^(RECURRENCE-ID|STATUS|SEQUENCE)/.test(l))).toEqual(['SEQUENCE:1', 'RECURRENCE-ID;TZID=Europe/Paris:20270112T193000', 'STATUS:CANCELLED', 'SEQUENCE:1', 'RECURRENCE-ID;TZID=Europe/Paris:20270309T193000', 'STATUS:CANCELLED']);
    expect(arret.filter((l) => l === uid)).toHaveLength(2);
    expect(arret.filter((l) => l.startsWith('ATTENDEE')).every((l) => l.endsWith(lui.moi.courriel))).toBe(true);
    const apres = await texte(await elle.lire(chemin));
    expect([(apres.match(/>Annulée</g) ?? []).length, apres.includes('2 réunions à venir sont annulées')]).toEqual([2, true]);
    expect((await elle.poster(`${chemin}/arret`, { depuis: id(reunions[2]), motif: 'Encore' })).status).toBe(409);
    expect((await lui.poster(`${chemin}/reprise`)).status).toBe(403);
    expect((await elle.poster(`${chemin}/reprise`)).status).toBe(303);
    const reprise = (await calendriers(elle, lui.moi.courriel))[2];
    expect([reprise?.methode, reprise?.lignes.filter((l) => /^(STATUS|SEQUENCE)/.test(l))]).toEqual(['REQUEST', ['SEQUENCE:2', 'STATUS:CONFIRMED', 'SEQUENCE:2', 'STATUS:CONFIRMED']]);
    expect(await texte(await elle.lire(chemin))).not.toContain('Annulée');
    expect((await elle.poster(`${chemin}/reprise`)).status).toBe(409);
  });

  test('une date annulée seule ne revient pas quand on défait l’arrêt des suivantes', async () => {
    const { elle, chemin, reunions } = await avecSerie();
    await elle.poster(`${reunions[2]}/geste`, { geste: 'annuler' });
    await elle.poster(`${chemin}/arret`, { depuis: reunions[1]?.split('/').at(-1) ?? '', motif: 'Plus tard.' });
    await elle.poster(`${chemin}/reprise`);
    const statuts = await base.proprietaire.selectFrom('reunions').select('statut').where('cpts_id', '=', elle.cpts.id).orderBy('occurrence').execute();
    expect(statuts.map((s) => s.statut)).toEqual(['prevue', 'prevue', 'annulee']);
  });

  test('changer une date et les suivantes : vu d’abord, même heure locale après l’heure d’été, réponses redemandées', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    for (const r of reunions) await lui.poster(`${r}/reponse`, { reponse: 'acceptee' });
    const champs = { geste: 'voir', depuis: reunions[1]?.split('/').at(-1) ?? '', jour: '14/01/2027', heure: '20:00', duree: '90', lieu: 'Mairie', visio: '', motif: 'La salle est prise le mardi.' };
    const formulaire = await texte(await elle.lire(`${chemin}/suite?depuis=${champs.depuis}`));
    expect(formulaire).toContain('value="19 h 30"');
    const apercu = await elle.poster(`${chemin}/suite`, champs);
    expect(apercu.status).toBe(422);
    const vu = await texte(apercu);
    for (const t of ['2 dates changent', 'mardi 12 janvier, de 19 h 30 à 21 h 30', 'jeudi 14 janvier, de 20 h à 21 h 30', 'jeudi 11 mars, de 20 h à 21 h 30', 'value="Mairie"']) expect(vu).toContain(t);
    expect(await reponses(lui)).toEqual(['acceptee', 'acceptee', 'acceptee']);
    expect((await elle.poster(`${chemin}/suite`, { ...champs, geste: 'changer' })).status).toBe(303);
    expect(await reponses(lui)).toEqual(['acceptee', 'attendue', 'attendue']);
    const [, changement] = await calendriers(elle, lui.moi.courriel);
    expect(changement?.methode).toBe('REQUEST');
    for (const ligne of ['RECURRENCE-ID;TZID=Europe/Paris:20270112T193000', 'DTSTART;TZID=Europe/Paris:20270114T200000', 'DTEND;TZID=Europe/Paris:20270114T213000', 'RECURRENCE-ID;TZID=Europe/Paris:20270309T193000', 'DTSTART;TZID=Europe/Paris:20270311T200000', 'LOCATION:Mairie']) expect(changement?.lignes).toContain(ligne);
    const page = await texte(await elle.lire(chemin));
    for (const t of ['mardi 8 décembre, de 19 h 30 à 21 h 30', 'Le 2e mardi de chaque mois, à 19 h 30. À partir du jeudi 14 janvier : le jeudi qui suit le 2e mardi de chaque mois, à 20 h.']) expect(page).toContain(t);
    expect(page).not.toContain('Déplacée');
    expect(changement?.texte).toContain('Votre réponse vous est demandée à nouveau. Le fichier joint');
    expect(await texte(await elle.lire(`${reunions[1]}/deplacer`))).toContain('Changer aussi les suivantes');
  });

  const SUITE = { geste: 'changer', jour: '14/01/2027', heure: '20:00', duree: '90', lieu: 'Mairie', visio: '', motif: 'La salle est prise le mardi.' };
  const idDe = (r: string | undefined): string => r?.split('/').at(-1) ?? '';

  test('changer la suite se défait : dates, lieu et réponses d’avant reviennent, une lettre à chacun le dit', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    for (const [i, r] of reunions.entries()) await lui.poster(`${r}/reponse`, { reponse: i === 1 ? 'provisoire' : 'acceptee' });
    expect((await elle.poster(`${chemin}/suite`, { ...SUITE, depuis: idDe(reunions[1]) })).status).toBe(303);
    const changee = await texte(await elle.lire(chemin));
    for (const t of ['2 réunions peuvent revenir où elles étaient', 'Seul le dernier changement se défait.', 'Revenir aux dates d’avant', `${chemin}/retour`]) expect(changee).toContain(t);
    // What is answered to the new dates says nothing of the former ones.
    await lui.poster(`${reunions[1]}/reponse`, { reponse: 'refusee' });
    expect([(await lui.poster(`${chemin}/retour`)).status, (await elle.poster(`${chemin}/retour`)).status]).toEqual([403, 303]);
    expect(await reponses(lui)).toEqual(['acceptee', 'provisoire', 'acceptee']);
    const retour = (await calendriers(elle, lui.moi.courriel)).at(-1);
    expect([retour?.methode, retour?.sujet]).toEqual(['REQUEST', 'Changement abandonné : Soins non programmés']);
    expect(retour?.texte).toContain('ce que vous aviez répondu compte de nouveau');
    for (const ligne of ['RECURRENCE-ID;TZID=Europe/Paris:20270112T193000', 'DTSTART;TZID=Europe/Paris:20270112T193000', 'DTEND;TZID=Europe/Paris:20270112T213000', 'DTSTART;TZID=Europe/Paris:20270309T193000', 'LOCATION:Maison de santé', 'SEQUENCE:2']) expect(retour?.lignes).toContain(ligne);
    expect(retour?.lignes.some((l) => l.startsWith('ATTENDEE') && l.includes('PARTSTAT=TENTATIVE'))).toBe(true);
    const page = await texte(await elle.lire(chemin));
    expect(page).toContain('Le 2e mardi de chaque mois, à 19 h 30.');
    for (const t of ['À partir du', 'Revenir aux dates', 'Déplacée']) expect(page).not.toContain(t);
    expect(await texte(await elle.lire(reunions[1] ?? ''))).not.toContain('Elle devait avoir lieu');
    expect((await elle.poster(`${chemin}/retour`)).status).toBe(409);
  });

  test('défaire ne touche pas une date déplacée seule, annulée ou passée depuis', async () => {
    const { elle, chemin, reunions } = await avecSerie();
    await elle.poster(`${chemin}/suite`, { ...SUITE, depuis: idDe(reunions[0]), jour: '' });
    await elle.poster(`${reunions[1]}/deplacer`, { autre: '20/01/2027 12:00', duree: '60', lieu: 'Mairie', visio: '', motif: 'Encore autre chose' });
    await elle.poster(`${reunions[2]}/geste`, { geste: 'annuler' });
    expect(await texte(await elle.lire(chemin))).toContain('1 réunion peut revenir où elle était');
    expect((await elle.poster(`${chemin}/retour`)).status).toBe(303);
    const lues = await base.proprietaire.selectFrom('reunions').select(['debut', 'statut']).where('cpts_id', '=', elle.cpts.id).orderBy('occurrence').execute();
    expect(lues.map((r) => [r.debut.toISOString(), r.statut])).toEqual([['2026-12-08T18:30:00.000Z', 'prevue'], ['2027-01-20T11:00:00.000Z', 'prevue'], ['2027-03-09T19:00:00.000Z', 'annulee']]);
  });

  test('seul le lieu change : personne n’est interrogé à nouveau, et la lettre le dit', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    for (const r of reunions) await lui.poster(`${r}/reponse`, { reponse: 'acceptee' });
    expect((await elle.poster(`${chemin}/suite`, { ...SUITE, depuis: idDe(reunions[1]), jour: '', heure: '19:30', duree: '120', visio: 'https://visio.exemple.invalid/soins' })).status).toBe(303);
    const [, lettre] = await calendriers(elle, lui.moi.courriel);
    expect(lettre?.sujet).toBe('Réunions modifiées : Soins non programmés');
    for (const t of ['Lieu : Mairie.', 'À distance : https://visio.exemple.invalid/soins', 'votre réponse reste la même']) expect(lettre?.texte).toContain(t);
    expect(lettre?.texte).not.toContain('demandée à nouveau');
    expect(await reponses(lui)).toEqual(['acceptee', 'acceptee', 'acceptee']);
    expect((await elle.poster(`${chemin}/retour`)).status).toBe(303);
    expect(await reponses(lui)).toEqual(['acceptee', 'acceptee', 'acceptee']);
    expect(await texte(await elle.lire(reunions[1] ?? ''))).toContain('Maison de santé');
  });

  test('une partie des dates seulement change de jour ou d’heure : la lettre le dit', async () => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    await elle.poster(`${reunions[1]}/deplacer`, { autre: '12/01/2027 20:00', duree: '120', lieu: 'Maison de santé', visio: '', motif: 'Salle prise' });
    expect((await elle.poster(`${chemin}/suite`, { ...SUITE, depuis: idDe(reunions[1]), jour: '', duree: '120' })).status).toBe(303);
    expect((await calendriers(elle, lui.moi.courriel)).at(-1)?.texte).toContain('Votre réponse vous est demandée à nouveau pour les dates qui changent de jour ou d’heure.');
  });

  test.each([
    [{ heure: '25:00' }, 422, 'Cette heure n’est pas lisible'], [{ jour: 'bientôt' }, 422, 'Ce jour n’est pas lisible'], [{ jour: '01/01/2026' }, 422, 'Cette date est passée'], [{ motif: '' }, 422, 'Dites pourquoi'], [{ depuis: 'x' }, 422, 'Choisissez une date'], [{}, 422, 'rien n’a changé'], [{ intrus: 'x' }, 422, 'Ce formulaire a changé'],
  ])('changer la suite, saisie fausse refusée et gardée : %j', async (faute, statut, phrase) => {
    const { elle, lui, chemin, reunions } = await avecSerie();
    const r = await elle.poster(`${chemin}/suite`, { geste: 'changer', depuis: reunions[0]?.split('/').at(-1) ?? '', jour: '', heure: '19:30', duree: '120', lieu: 'Maison de santé', visio: '', motif: 'Parce que.', ...faute });
    const page = await texte(r);
    expect([r.status, page.includes(phrase), page.includes('value="Maison de santé"')]).toEqual([statut, true, true]);
    expect((await calendriers(elle, lui.moi.courriel)).length).toBe(1);
  });

  test('un adhérent n’arrête ni ne change une série, une autre CPTS ne la trouve pas', async () => {
    const { lui, chemin, reunions } = await avecSerie();
    const arret = { depuis: reunions[0]?.split('/').at(-1) ?? '', motif: 'x' };
    expect([(await lui.poster(`${chemin}/arret`, arret)).status, (await lui.lire(`${chemin}/suite`)).status]).toEqual([403, 403]);
    const ailleurs = await entrer();
    expect([(await ailleurs.poster(`${chemin}/arret`, arret)).status, (await ailleurs.lire(`${chemin}/suite`)).status]).toEqual([404, 404]);
    expect(await texte(await lui.lire(chemin))).not.toContain('Arrêter la série');
  });

  test('répondre à la série par courriel répond à toutes ses réunions, à une date à celle-là', async () => {
    const { elle, lui } = await avecSerie();
    const [serie] = await calendriers(elle, lui.moi.courriel);
    const uid = serie?.lignes.find((l) => l.startsWith('UID:'))?.slice(4) ?? '';
    const a = /mailto:(\S+)$/.exec(serie?.lignes.find((l) => l.startsWith('ORGANIZER')) ?? '')?.[1] ?? '';
    const repondre = (reponse: 'ACCEPTED' | 'DECLINED', minutes: number, occurrence?: Date) => noterReponseRecue(services, { de: lui.moi.courriel, a: [a], calendrier: ecrireCalendrier({ methode: 'REPLY', evenements: [{ uid, sequence: 0, titre: 'x', debut: INSTANT, fin: new Date(INSTANT.getTime() + 60_000), ecritLe: new Date(INSTANT.getTime() - minutes * 60_000), statut: 'CONFIRMED', invites: [{ nom: 'Basile', courriel: lui.moi.courriel, reponse }], ...(occurrence ? { remplace: { occurrence, fuseau: 'Europe/Paris' } } : {}) }] }) }, BOITE);
    expect(await repondre('ACCEPTED', 10)).toEqual({ ok: true, valeur: 'acceptee' });
    expect(await reponses(lui)).toEqual(['acceptee', 'acceptee', 'acceptee']);
    expect((await repondre('DECLINED', 5, new Date('2027-01-12T18:30:00Z'))).ok).toBe(true);
    expect(await reponses(lui)).toEqual(['acceptee', 'refusee', 'acceptee']);
    expect(await repondre('DECLINED', 4, new Date('2027-02-09T18:30:00Z'))).toEqual({ ok: false, refus: { code: 'pas_invite' } });
  });

  test('une seule lettre accepte la série et refuse une date, sous le nom de fuseau d’un autre programme', async () => {
    const { elle, lui } = await avecSerie();
    const [serie] = await calendriers(elle, lui.moi.courriel);
    const uid = serie?.lignes.find((l) => l.startsWith('UID:'))?.slice(4) ?? '';
    const a = /mailto:(\S+)$/.exec(serie?.lignes.find((l) => l.startsWith('ORGANIZER')) ?? '')?.[1] ?? '';
    const evenement = (partstat: string, suite: readonly string[]): string[] => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20261120T080000Z', 'SEQUENCE:0', ...suite, `ATTENDEE;PARTSTAT=${partstat}:mailto:${lui.moi.courriel}`, 'END:VEVENT'];
    const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Essai//FR', 'METHOD:REPLY', ...evenement('ACCEPTED', ['DTSTART;TZID=Romance Standard Time:20261208T193000']), ...evenement('DECLINED', ['RECURRENCE-ID;TZID=Romance Standard Time:20270112T193000']), 'END:VCALENDAR', ''].join('\r\n');
    expect(await noterReponseRecue(services, { de: lui.moi.courriel, a: [a], calendrier: ics }, BOITE)).toEqual({ ok: true, valeur: 'acceptee' });
    expect(await reponses(lui)).toEqual(['acceptee', 'refusee', 'acceptee']);
    // Floating, and of no date at all: the first is a time of the CPTS, the second changes nothing.
    const une = (quand: string, partstat: string): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Essai//FR', 'METHOD:REPLY', ...evenement(partstat, [quand]).map((l) => l.replace('T080000Z', 'T080100Z')), 'END:VCALENDAR', ''].join('\r\n');
    expect((await noterReponseRecue(services, { de: lui.moi.courriel, a: [a], calendrier: une('RECURRENCE-ID:20270309T193000', 'TENTATIVE') }, BOITE)).ok).toBe(true);
    expect(await noterReponseRecue(services, { de: lui.moi.courriel, a: [a], calendrier: une('RECURRENCE-ID:demain', 'DECLINED') }, BOITE)).toMatchObject({ ok: false });
    expect(await reponses(lui)).toEqual(['acceptee', 'refusee', 'provisoire']);
  });

  test.each([
    [{ premier: '01/01/2020' }, 'Cette date est passée'], [{ premier: 'bientôt' }, 'Ce jour n’est pas lisible'], [{ heure: '25:00' }, 'Cette heure n’est pas lisible'], [{ fois: '600' }, 'un nombre de 1 à 60'], [{ fois: '0' }, 'un nombre de 1 à 60'],
    [{ jusquau: '01/12/2030', fois: '' }, 'Une série tient en deux ans'], [{ jusquau: '01/12/2026' }, 'finit avant d’avoir commencé'], [{ rythme: 'mois_dernier' }, 'Ce n’est pas le dernier mardi'], [{ rythme: 'toujours' }, ''], [{ titre: '' }, 'Donnez un titre'], [{ fois: '1', premier: '09/02/2027' }, 'Toutes les dates tombent'],
  ])('une saisie fausse est refusée et gardée : %j', async (faute, phrase) => {
    const elle = await entrer();
    const r = await elle.poster('/agenda/series', { ...SERIE, ...faute });
    const page = await texte(r);
    expect([r.status, page.includes(phrase), page.includes('value="Maison de santé"')]).toEqual([422, true, true]);
    expect(await base.proprietaire.selectFrom('reunion_series').select('id').where('cpts_id', '=', elle.cpts.id).execute()).toEqual([]);
  });

  test('un adhérent voit la série et n’en ouvre pas ; une autre CPTS ne la trouve pas', async () => {
    const { lui, chemin } = await avecSerie();
    expect([(await lui.lire(chemin)).status, (await lui.lire('/agenda/series/nouvelle')).status, (await lui.poster('/agenda/series', SERIE)).status]).toEqual([200, 403, 403]);
    expect((await (await entrer()).lire(chemin)).status).toBe(404);
  });
});
