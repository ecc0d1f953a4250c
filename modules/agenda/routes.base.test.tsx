import { describe, expect, test } from 'vitest';
import { CptsId, type Role } from '#core/tenancy.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET, siteEssai, texte } from '#server/essais.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { dansCpts } from '#server/portes.ts';
import { surveillerSondages } from './use-cases/surveiller-sondages.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { app, entrer, services } = siteEssai(base, { maintenant: () => maintenant });
const ENTETES = { Origin: 'http://localhost:3000', 'Content-Type': 'application/x-www-form-urlencoded' };

const lettres = async (cptsId: CptsId) =>
  (await base.proprietaire.selectFrom('boite_envoi').select(['sujet', 'charge']).where('cpts_id', '=', cptsId).orderBy('id').execute())
    .flatMap((l) => (l.sujet === 'courriel' && typeof l.charge === 'object' && l.charge !== null && 'scelle' in l.charge ? [descellerCourriel(String(l.charge.scelle), SECRET)] : []));
const lienDe = (t: string): string => /http:\/\/localhost:3000\/r\/\S+/.exec(t)?.[0] ?? '';

const sondage = { groupe: '', duree: '120', dates: '2026-12-08T18:30:00.000Z', titre: 'Bureau de décembre', lieu: 'Maison de santé', cloture: '30/11/2026', autres: '10/12/2026 19:30' };

/** A coordinator and a doctor; a poll of two dates has been sent. */
async function avecSondage() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const r = await elle.poster('/agenda/sondages', sondage);
  expect([r.status, r.status === 303 ? '' : await texte(r)]).toEqual([303, '']);
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${elle.cpts.slug}`, '');
  const sienne = (await lettres(elle.cpts.id)).find((l) => l.a === lui.moi.courriel);
  return { elle, lui, chemin, lien: lienDe(sienne?.texte ?? '') };
}

describe('choisir une date', () => {
  test('la page propose des dates sans rien demander, hors des heures de cabinet', async () => {
    const { lire, cpts } = await entrer();
    await entrer(['adherent'], cpts, 'Basile Réponse');
    const page = await texte(await lire('/agenda/nouveau'));
    expect(page).toContain('2 personnes seront interrogées');
    expect([...page.matchAll(/name="dates" value="([^"]+)"/g)]).toHaveLength(6);
    expect(page).toContain('2 sur 2 personnes peuvent venir.');
  });

  test('chacun reçoit son lien, répond sans se connecter, et lire le lien ne change rien', async () => {
    const { elle, lien, chemin } = await avecSondage();
    for (let i = 0; i < 2; i++) expect((await app.request(lien)).status).toBe(200);
    expect(await texte(await elle.lire(chemin))).toContain('0 personne sur 2 a répondu');
    const r = await app.request(lien, { method: 'POST', headers: ENTETES, body: new URLSearchParams({ choix: '0-o' }) });
    expect([r.status, r.headers.get('Location')]).toEqual([303, `${new URL(lien).pathname}#date-0`]);
    const page = await texte(await elle.lire(chemin));
    expect(page).toContain('1 personne sur 2 a répondu');
    expect(page).toMatch(/mardi 8 décembre, de 19 h 30 à 21 h 30<\/h3>.*La meilleure à cette heure.*1 sur 2 peuvent venir/s);
    expect(page).toContain('Mardi 8 décembre, de 19 h 30 à 21 h 30'.toLowerCase());
  });

  test('tout le monde a répondu : l’organisateur l’apprend une fois', async () => {
    const { elle, lien, chemin } = await avecSondage();
    await app.request(lien, { method: 'POST', headers: ENTETES, body: new URLSearchParams({ choix: 'toutes-s' }) });
    await elle.poster(chemin, { choix: 'toutes-o' });
    await elle.poster(chemin, { choix: 'toutes-o' });
    expect(await texte(await elle.lire(chemin))).toContain('Tout le monde a répondu');
    const sujets = await base.proprietaire.selectFrom('boite_envoi').select('sujet').where('cpts_id', '=', elle.cpts.id).where('sujet', '=', 'sondage_complet').execute();
    expect(sujets).toHaveLength(1);
  });

  test.each([
    ['falsifié', (l: string) => `${l.slice(0, -3)}AAA`, 404],
    ['coupé', (l: string) => l.slice(0, -10), 404],
    ['d’une autre porte', () => `http://localhost:3000/r/${signerLien({ usage: 'presence', cptsId: CptsId.parse('0198f000-0000-7000-8000-0000000000c1'), objet: 'x', expire: new Date('2030-01-01') }, SECRET)}`, 404],
  ])('un lien %s est refusé, en lecture comme en réponse', async (_, abimer, statut) => {
    const { elle, lien, chemin } = await avecSondage();
    const faux = abimer(lien);
    expect((await app.request(faux)).status).toBe(statut);
    expect((await app.request(faux, { method: 'POST', headers: ENTETES, body: new URLSearchParams({ choix: '0-o' }) })).status).toBe(statut);
    expect(await texte(await elle.lire(chemin))).toContain('0 personne sur 2');
  });

  test('à l’échéance le lien expire, le sondage se clôt tout seul, une seule fois', async () => {
    const { elle, lien, chemin } = await avecSondage();
    const d = { cpts: 'CPTS', slug: elle.cpts.slug, url: 'http://localhost:3000', secret: SECRET };
    const veiller = (le: Date) => dansCpts(services.db, { cptsId: elle.cpts.id, maintenant: le, faire: (ctx) => surveillerSondages(ctx, d) });
    expect(await veiller(new Date('2026-11-28T09:00:00Z'))).toEqual({ clos: 0, rappeles: 0 });
    expect(await veiller(new Date('2026-11-29T09:00:00Z'))).toEqual({ clos: 0, rappeles: 1 });
    expect(await veiller(new Date('2026-11-29T10:00:00Z'))).toEqual({ clos: 0, rappeles: 0 });
    maintenant = new Date('2026-11-30T22:59:00Z');
    try {
      const r = await app.request(lien);
      expect([r.status, (await texte(r)).includes('Ce lien n’est plus valable')]).toEqual([410, true]);
      expect((await app.request(lien, { method: 'POST', headers: ENTETES, body: new URLSearchParams({ choix: '0-o' }) })).status).toBe(410);
      expect(await veiller(maintenant)).toEqual({ clos: 1, rappeles: 0 });
      expect(await veiller(maintenant)).toEqual({ clos: 0, rappeles: 0 });
      expect((await elle.poster(chemin, { choix: '0-o' })).status).toBe(409);
    } finally {
      maintenant = INSTANT;
    }
  });

  test.each([
    [{ ...sondage, titre: ' ' }, 'Donnez un titre'], [{ ...sondage, dates: '', autres: '' }, ''], [{ ...sondage, autres: '32/12/2026 19:30' }, 'n’est pas une date lisible'],
    [{ ...sondage, autres: '10/12/2020 19:30' }, 'déjà passée'], [{ ...sondage, cloture: '22/11/2026' }, 'Ce jour est passé'], [{ ...sondage, visio: 'javascript:alert(1)' }, 'commence par https://'],
  ])('une saisie fausse est refusée et gardée : %#', async (champs, phrase) => {
    const { poster, lire } = await entrer();
    const r = await poster('/agenda/sondages', champs);
    const page = await texte(r);
    expect([r.status, page.includes(phrase), page.includes('Maison de santé')]).toEqual([422, true, true]);
    expect(await texte(await lire('/agenda'))).not.toContain('Bureau de décembre');
  });

  test('une date que tous refusent ne peut pas être retenue', async () => {
    const { elle, lien, chemin } = await avecSondage();
    await app.request(lien, { method: 'POST', headers: ENTETES, body: new URLSearchParams({ choix: '0-n' }) });
    const r = await elle.poster(`${chemin}/date`, { rang: '0' });
    expect([r.status, (await texte(r)).includes('refuse cette date')]).toEqual([422, true]);
  });

  test.each<Role>(['ars', 'cpam'])('%s ne voit ni l’agenda ni un sondage', async (role) => {
    const { elle, chemin } = await avecSondage();
    const eux = await entrer([role], elle.cpts, 'Tutelle');
    for (const c of ['/agenda', chemin, '/agenda/groupes', '/agenda/moi']) expect([c, (await eux.lire(c)).status]).toEqual([c, 403]);
    expect((await eux.poster(chemin, { choix: '0-o' })).status).toBe(403);
  });

  test('un adhérent répond mais n’organise pas ; une autre CPTS ne voit rien', async () => {
    const { lui, chemin } = await avecSondage();
    expect((await lui.poster('/agenda/sondages', sondage)).status).toBe(403);
    expect((await lui.poster(`${chemin}/date`, { rang: '0' })).status).toBe(403);
    expect((await lui.poster(chemin, { choix: '1-o' })).status).toBe(303);
    const ailleurs = await entrer();
    expect((await ailleurs.lire(chemin)).status).toBe(404);
  });
});

/** The first date kept: the meeting and its address. */
async function avecReunion() {
  const s = await avecSondage();
  await app.request(s.lien, { method: 'POST', headers: ENTETES, body: new URLSearchParams({ choix: '0-o' }) });
  const r = await s.elle.poster(`${s.chemin}/date`, { rang: '0' });
  expect(r.status).toBe(303);
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${s.elle.cpts.slug}`, '');
  return { ...s, reunion: chemin };
}
const version = (page: string): string => /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';

describe('tenir la réunion', () => {
  test('la date retenue envoie à chacun une invitation pour son calendrier, avec la réponse déjà donnée', async () => {
    const { elle, lui } = await avecReunion();
    const invitation = (await lettres(elle.cpts.id)).filter((l) => l.a === lui.moi.courriel).at(-1);
    const ics = (invitation?.calendrier?.contenu ?? '').replace(/\r\n /g, '');
    expect(invitation?.calendrier?.methode).toBe('REQUEST');
    for (const ligne of ['METHOD:REQUEST', 'DTSTART:20261208T183000Z', 'DTEND:20261208T203000Z', 'SEQUENCE:0', 'LOCATION:Maison de santé']) expect(ics).toContain(`\r\n${ligne}\r\n`);
    expect(ics).toContain(`CN="Basile Réponse";ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:${lui.moi.courriel}`);
  });

  test('l’invitation de chacun ne donne à personne l’adresse des autres', async () => {
    const { elle } = await avecReunion();
    const envoyees = (await lettres(elle.cpts.id)).filter((l) => l.calendrier?.methode === 'REQUEST');
    expect(new Set(envoyees.map((l) => l.a)).size).toBeGreaterThan(1);
    for (const l of envoyees) expect([...(l.calendrier?.contenu ?? '').replace(/\r\n /g, '').matchAll(/^ATTENDEE.*:mailto:(.*)$/gm)].map((m) => m[1]?.trim())).toEqual([l.a]);
  });

  test('ordre du jour, notes, décision, tâche, présence, compte rendu approuvé, rattrapage ; la présence est publiée une fois par présent', async () => {
    const { elle, lui, reunion } = await avecReunion();
    maintenant = new Date('2026-12-08T18:40:00Z');
    try {
      const v = async (): Promise<string> => version(await (await elle.lire(reunion)).text());
      expect((await elle.poster(`${reunion}/ordre-du-jour`, { version: await v(), ordre: 'Soins non programmés | Basile | 30\nDivers' })).status).toBe(303);
      expect((await elle.poster(`${reunion}/notes`, { version: await v(), rang: '0', notes: 'Trois créneaux par jour sont ouverts.' })).status).toBe(303);
      expect((await elle.poster(`${reunion}/notes`, { version: '0', rang: '0', notes: 'Écrit en même temps.' })).status).toBe(409);
      expect((await elle.poster(`${reunion}/decisions`, { texte: 'Ouvrir trois créneaux par jour.' })).status).toBe(303);
      expect((await elle.poster(`${reunion}/taches`, { texte: 'Écrire aux cabinets', personne: lui.moi.id, echeance: '15/12/2026' })).status).toBe(303);
      const invite = /name="invite" value="([^"]+)"/.exec(await (await lui.lire(reunion)).text())?.[1] ?? '';
      expect((await lui.poster(`${reunion}/presence`, { invite, presence: 'presente' })).status).toBe(303);
      expect((await elle.poster(`${reunion}/geste`, { geste: 'tenir' })).status).toBe(303);
      expect((await lui.poster(`${reunion}/geste`, { geste: 'approuver' })).status).toBe(403);
      expect((await elle.poster(`${reunion}/geste`, { geste: 'approuver' })).status).toBe(303);
      expect((await elle.poster(`${reunion}/decisions`, { texte: 'Trop tard.' })).status).toBe(409);
      const page = await texte(await lui.lire(reunion));
      for (const mot of ['En deux minutes', 'Ouvrir trois créneaux par jour.', 'Pour vous', 'Écrire aux cabinets', 'Trois créneaux par jour sont ouverts.', 'Compte rendu approuvé']) expect(page).toContain(mot);
      const presences = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', elle.cpts.id).where('sujet', '=', 'presence_constatee').execute();
      expect(presences.map((p) => p.charge)).toMatchObject([{ personne_id: lui.moi.id, jour: '2026-12-08', minutes: 120, moyen: 'tap' }]);
      const accueil = await texte(await lui.lire(''));
      expect(accueil).toContain('Écrire aux cabinets');
      const tache = /taches\/([0-9a-f-]{36})/.exec(await (await lui.lire(reunion)).text())?.[1] ?? '';
      expect((await elle.poster(`${reunion}/taches/${tache}`, { faite: 'oui' })).status).toBe(404);
      expect((await lui.poster(`${reunion}/taches/${tache}`, { faite: 'oui' })).status).toBe(303);
      expect(await texte(await lui.lire(''))).not.toContain('Écrire aux cabinets');
    } finally {
      maintenant = INSTANT;
    }
  });

  test('on ne dit pas sa présence la veille, ni celle d’un autre', async () => {
    const { elle, lui, reunion } = await avecReunion();
    const invites = [...(await (await elle.lire(reunion)).text()).matchAll(/name="invite" value="([^"]+)"/g)].map((m) => m[1] ?? '');
    for (const invite of invites) expect((await lui.poster(`${reunion}/presence`, { invite, presence: 'presente' })).status).toBe(403);
  });

  test('le compte rendu et la feuille de présence sortent en PDF', async () => {
    const { elle, reunion } = await avecReunion();
    for (const f of ['feuille.pdf', 'compte-rendu.pdf']) {
      const r = await elle.lire(`${reunion}/${f}`);
      expect([r.status, Buffer.from(await r.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    }
  });

  test('annuler envoie le retrait à chacun, avec un numéro d’ordre plus grand', async () => {
    const { elle, lui, reunion } = await avecReunion();
    expect((await elle.poster(`${reunion}/geste`, { geste: 'annuler' })).status).toBe(303);
    const retrait = (await lettres(elle.cpts.id)).filter((l) => l.a === lui.moi.courriel).at(-1)?.calendrier;
    expect(retrait?.methode).toBe('CANCEL');
    for (const ligne of ['METHOD:CANCEL', 'SEQUENCE:1', 'STATUS:CANCELLED']) expect(retrait?.contenu).toContain(`\r\n${ligne}\r\n`);
  });
});

describe('groupes et disponibilités', () => {
  test('un groupe se crée, se change, deux ne portent pas le même nom', async () => {
    const { poster, lire, moi } = await entrer();
    const g = { id: '', nom: 'Soins non programmés', rythme: 'le deuxième mardi', duree: '60', membres: moi.id };
    expect((await poster('/agenda/groupes', g)).status).toBe(303);
    expect((await poster('/agenda/groupes', g)).status).toBe(409);
    const page = await texte(await lire('/agenda/groupes'));
    expect(page).toContain('Camille Essai. le deuxième mardi');
    const id = /nouveau\?groupe=([0-9a-f-]{36})/.exec(page)?.[1] ?? '';
    expect((await poster('/agenda/groupes', { ...g, id, nom: 'SNP' })).status).toBe(303);
    expect(await texte(await lire(`/agenda/nouveau?groupe=${id}&duree=60`))).toContain('1 personne sera interrogée');
  });

  test('mes disponibilités reviennent comme je les ai écrites, une ligne fausse est dite', async () => {
    const { poster, lire } = await entrer(['adherent']);
    expect((await poster('/agenda/moi', { consultations: 'lun mar jeu 8:30-12:30\nven 14h-18h30', conges: '20/12/2026 - 03/01/2027', soirees: '6', distance: 'oui' })).status).toBe(303);
    const page = await texte(await lire('/agenda/moi'));
    for (const t of ['lun mar jeu 08:30-12:30\nven 14:00-18:30', '20/12/2026 - 03/01/2027', 'value="6"', 'checked']) expect(page).toContain(t);
    const r = await poster('/agenda/moi', { consultations: 'quelquefois', conges: '', soirees: '' });
    const refusee = await texte(r);
    expect([r.status, refusee.includes('« quelquefois » n’est pas lisible'), refusee.includes('>quelquefois<')]).toEqual([422, true, true]);
  });
});

describe('ma semaine par demi-journées', () => {
  const cochees = (html: string): string[] => [...html.matchAll(/name="prises" value="([^"]+)" checked/g)].map((m) => m[1] ?? '');
  const dates = (html: string): string[] => [...html.matchAll(/name="dates" value="([^"]+)"/g)].map((m) => m[1] ?? '');
  const CABINET = [1, 2, 3, 4, 5].flatMap((j) => [`${j}-matin`, `${j}-apres_midi`]);
  const DITES = { conges: '', consultations: '', soirees: '' };

  test('ce qui est supposé se montre ; dit, gardé et relu ; le moteur ne propose plus ces moments', async () => {
    const elle = await entrer();
    const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
    const avant = await texte(await lui.lire('/agenda/moi'));
    expect([avant.includes('Vous n’avez encore rien dit'), cochees(avant)]).toEqual([true, CABINET]);
    // Every half-day but Wednesday noon: a meeting of an hour may only be then.
    const prises = [1, 2, 3, 4, 5, 6, 7].flatMap((j) => ['matin', 'midi', 'apres_midi', 'soir'].map((m) => `${j}-${m}`)).filter((c) => c !== '3-midi');
    expect((await lui.poster('/agenda/moi', { ...DITES, prises })).status).toBe(303);
    const apres = await texte(await lui.lire('/agenda/moi'));
    expect([apres.includes('Vous n’avez encore rien dit'), cochees(apres)]).toEqual([false, prises]);
    const demande = `/agenda/nouveau?duree=60&presents=2&${[1, 2, 3, 4, 5, 6, 7].map((j) => `jours=${j}`).join('&')}`;
    const midis = dates(await texte(await elle.lire(demande)));
    expect([...new Set(midis.map((d) => `${new Date(d).getUTCDay()} ${d.slice(11, 16)}`))]).toEqual(['3 11:30']);
    // An exact hour beside the grid narrows it: nothing is left from half past twelve to one.
    await lui.poster('/agenda/moi', { ...DITES, prises, consultations: 'mer 12:30-13:00' });
    expect(dates(await texte(await elle.lire(demande))).every((d) => d.slice(11, 16) === '12:00')).toBe(true);
  });

  test('ce qu’on vient de dire se défait : ce qui était dit avant, ou rien du tout', async () => {
    const { lire, poster } = await entrer(['adherent']);
    const semaine = async (): Promise<string[]> => cochees(await texte(await lire('/agenda/moi')));
    expect((await poster('/agenda/moi', { ...DITES, prises: '1-soir' })).status).toBe(303);
    await poster('/agenda/moi', { conges: '20/12/2026', consultations: 'lun 8:30-9:00', soirees: '4', prises: ['2-midi', '7-soir'] });
    expect(await semaine()).toEqual(['2-midi', '7-soir']);
    expect((await poster('/agenda/moi/retour')).status).toBe(303);
    const revenue = await texte(await lire('/agenda/moi'));
    expect([cochees(revenue), revenue.includes('>20/12/2026<'), revenue.includes('lun 08:30')]).toEqual([['1-soir'], false, false]);
    await poster('/agenda/moi/retour');
    expect(await semaine()).toEqual(['2-midi', '7-soir']);
    const premiere = await entrer(['adherent']);
    await premiere.poster('/agenda/moi', { ...DITES, prises: '1-soir' });
    await premiere.poster('/agenda/moi/retour');
    expect(await texte(await premiere.lire('/agenda/moi'))).toContain('Vous n’avez encore rien dit');
    expect((await premiere.poster('/agenda/moi/retour')).status).toBe(303);
  });

  test('une case inconnue est refusée, les autres restent cochées ; l’ARS n’y écrit pas', async () => {
    const elle = await entrer(['adherent']);
    const r = await elle.poster('/agenda/moi', { ...DITES, prises: ['1-soir', '8-nuit'] });
    expect([r.status, cochees(await texte(r))]).toEqual([422, ['1-soir']]);
    const ars = await entrer(['ars'], elle.cpts, 'Tutelle');
    expect([(await ars.poster('/agenda/moi', { ...DITES, prises: '1-soir' })).status, (await ars.poster('/agenda/moi/retour')).status]).toEqual([403, 403]);
  });
});

describe('calendriers', () => {
  const ICS = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Rendez-vous très privé', 'DTSTART;TZID=Europe/Paris:20261201T080000', 'DTEND;TZID=Europe/Paris:20261201T230000', 'RRULE:FREQ=DAILY', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

  test('un fichier lu comme temps pris empêche de proposer ces heures ; rien d’autre n’est gardé ; oublié, il ne compte plus', async () => {
    const { cpts, lire, poster } = await entrer();
    const envoyer = (contenu: string): Promise<Response> => poster('/agenda/calendriers', { nom: 'Cabinet', adresse: '', fichier: new File([contenu], 'a.ics', { type: 'text/calendar' }) });
    expect((await envoyer('bonjour')).status).toBe(422);
    expect((await envoyer(ICS)).status).toBe(303);
    expect((await envoyer(`${ICS}${'X'.repeat(5 * 1024 * 1024)}`)).status).toBe(422);
    const gardees = await base.proprietaire.selectFrom('agenda_occupations').selectAll().where('cpts_id', '=', cpts.id).execute();
    expect([gardees.length, JSON.stringify(gardees).includes('privé')]).toEqual([393, false]);
    const page = await texte(await lire('/agenda/nouveau'));
    const proposees = [...page.matchAll(/name="dates" value="([^"]+)"/g)].map((m) => m[1] ?? '');
    expect([proposees.length > 0, proposees.every((p) => p < '2026-12-01')]).toEqual([true, true]);
    const id = /calendriers\/([0-9a-f-]{36})\/oubli/.exec(await (await lire('/agenda/calendriers')).text())?.[1] ?? '';
    expect((await poster(`/agenda/calendriers/${id}/oubli`, {})).status).toBe(303);
    expect(await base.proprietaire.selectFrom('agenda_occupations').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });

  test('une adresse notée attend sa lecture ; une adresse fausse est refusée et gardée', async () => {
    const { cpts, poster } = await entrer();
    expect((await poster('/agenda/calendriers', { nom: 'Cabinet', adresse: 'webcal://exemple.invalid/a.ics' })).status).toBe(303);
    const envois = await base.proprietaire.selectFrom('boite_envoi').select('sujet').where('cpts_id', '=', cpts.id).execute();
    expect(envois.map((e) => e.sujet)).toContain('calendriers_a_relire');
    const scelle = await base.proprietaire.selectFrom('agenda_calendriers').select('adresse_scellee').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
    expect(scelle.adresse_scellee).not.toContain('exemple');
    const r = await poster('/agenda/calendriers', { nom: 'Cabinet', adresse: 'ftp://exemple.fr' });
    expect([r.status, (await texte(r)).includes('value="ftp://exemple.fr"')]).toEqual([422, true]);
  });

  test('mon flux contient la réunion et les dates à confirmer ; révoqué, il ne répond plus ; falsifié, jamais', async () => {
    const { elle, lui } = await avecReunion();
    await elle.poster('/agenda/sondages', { ...sondage, titre: 'Bureau de janvier', dates: '2027-01-12T18:30:00.000Z', autres: '' });
    expect((await lui.poster('/agenda/flux', { groupe: '' })).status).toBe(303);
    const adresse = /http:\/\/localhost:3000\/flux\/[^<"]+\.ics/.exec(await (await lui.lire('/agenda/calendriers')).text())?.[0] ?? '';
    const r = await app.request(adresse);
    const ics = await r.text();
    expect([r.status, r.headers.get('Content-Type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    for (const mot of ['SUMMARY:Bureau de décembre', 'SUMMARY:À confirmer : Bureau de janvier', 'DTSTART:20270112T183000Z', 'STATUS:TENTATIVE']) expect(ics).toContain(mot);
    expect((await app.request(adresse.replace(/.{3}\.ics$/, 'AAA.ics'))).status).toBe(404);
    expect((await lui.poster('/agenda/flux/revocation', {})).status).toBe(303);
    expect((await app.request(adresse)).status).toBe(404);
  });
});
