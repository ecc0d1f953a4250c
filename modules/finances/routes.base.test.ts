import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import { Role } from '#core/tenancy.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';
import { unTaux } from './builders.ts';
import { PLAFONDS } from './constants.ts';
import { voterTaux } from './use-cases/voter-taux.ts';

vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);

async function uneCaisse() {
  const cpts = await base.uneCpts('CPTS des Comptes');
  const entrer = (roles: readonly Role[], nom: string) => entrerIci(roles, cpts, nom);
  const tresorerie = await entrer(['tresorerie'], 'Ombeline Trésor');
  const moi = await entrer(['adherent'], 'Prune Membre');
  await base.dans(cpts.id, tresorerie.moi.id, ['tresorerie'], (ctx) => voterTaux(ctx, unTaux({ depuis: Jour.parse('2025-01-01'), voteLe: Jour.parse('2024-12-10') })));
  return { cpts, tresorerie, moi, entrer };
}
const TEMPS = { action: 'Réunion du bureau', jour: '02/11/2026', heures: '1 h 30', nature: 'indemnite', mission: '', preuve: '' };

describe('mon temps', () => {
  test('j’estime sans rien déclarer, je déclare, la trésorerie approuve', async () => {
    const { cpts, tresorerie, moi } = await uneCaisse();
    const estime = await moi.poster('/finances/temps/estimation', TEMPS);
    expect(await mots(estime)).toContain('1 h 30 à 50,00 € l’heure : 75,00 €');
    expect(await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
    expect((await moi.poster('/finances/temps', TEMPS)).status).toBe(303);
    expect(await mots(await moi.lire('/finances/temps?annee=2026'))).toContain('75,00 € attendus');
    const { id } = await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
    expect(await mots(await tresorerie.lire('/finances/registre?annee=2026'))).toContain('1 temps à approuver pour 75,00 €');
    expect((await tresorerie.poster('/finances/registre/geste', { temps: id, geste: 'approuver', motif: '' })).status).toBe(303);
    expect(await mots(await tresorerie.lire('/finances/registre?annee=2026'))).toContain('75,00 € à payer');
    const csv = await (await tresorerie.lire('/finances/registre.csv?annee=2026')).text();
    expect(csv).toContain('2026-11-02;Prune Membre;indemnité;;Réunion du bureau;90');
    const pdf = await moi.lire('/finances/temps/releve.pdf?annee=2026');
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  test.each([
    ['-2', 'La durée doit être d’une minute au moins'],
    ['0', 'La durée doit être d’une minute au moins'],
    ['25', 'd’un jour au plus'],
    ['beaucoup', 'Écrivez une durée'],
  ])('une durée de %s est refusée avec sa phrase, et ce qui est tapé reste', async (heures, phrase) => {
    const { cpts, moi } = await uneCaisse();
    const r = await moi.poster('/finances/temps', { ...TEMPS, heures });
    expect(r.status).toBe(422);
    const html = await r.text();
    expect(html).toContain('value="Réunion du bureau"');
    expect(html.replace(/&#39;/g, '’').replace(/[\u00a0\u202f]/g, ' ')).toContain(phrase);
    expect(await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });

  test('un refus refusé garde son motif, les lignes cochées et la liste telle qu’elle était filtrée', async () => {
    const { cpts, tresorerie, moi } = await uneCaisse();
    await moi.poster('/finances/temps', TEMPS);
    const { id } = await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
    const ici = '?annee=2026&statut=approuvee';
    expect((await tresorerie.poster(`/finances/registre/geste${ici}`, { temps: id, geste: 'approuver', motif: '' })).headers.get('location')).toMatch(/\/finances\/registre\?annee=2026&statut=approuvee$/);
    const encore = await tresorerie.poster(`/finances/registre/geste${ici}`, { temps: id, geste: 'approuver', motif: 'Pas de preuve jointe' });
    const html = await encore.text();
    expect(encore.status).toBe(409);
    expect(html).toContain('value="Pas de preuve jointe"');
    expect(html).toMatch(new RegExp(`<input[^>]*value="${id}"[^>]*checked`));
  });

  test('un taux sans vote est refusé, avec ce qui était tapé', async () => {
    const { tresorerie } = await uneCaisse();
    const r = await tresorerie.poster('/finances/taux', { nature: 'indemnite', profession: '', mission: '', heure: '60', depuis: '01/03/2026', vote: ' ', voteLe: '01/02/2026' });
    expect(r.status).toBe(422);
    expect(await mots(r)).toContain('Un taux sans vote ne paie personne');
    expect((await tresorerie.poster('/finances/taux', { nature: 'indemnite', profession: '', mission: '', heure: '60', depuis: '01/03/2026', vote: 'AG du 1er février', voteLe: '01/02/2026' })).status).toBe(303);
  });

  test.each([['/finances/temps', { adherent: 200, coordination: 200, presidence: 200, tresorerie: 200, secretariat: 200, ars: 403, cpam: 403 }], ['/finances/registre', { adherent: 403, coordination: 200, presidence: 200, tresorerie: 200, secretariat: 403, ars: 403, cpam: 403 }], ['/finances/taux', { adherent: 200, coordination: 200, presidence: 200, tresorerie: 200, secretariat: 200, ars: 403, cpam: 403 }]] as const)('%s, rôle par rôle', async (chemin, attendus) => {
    const { entrer } = await uneCaisse();
    for (const role of Role.options) if (role !== 'exploitant') expect((await (await entrer([role], role)).lire(chemin)).status, role).toBe(attendus[role]);
  });
});

describe('un exercice clos', () => {
  test('une déclaration y est refusée, à sa date, et ce qui est tapé reste ; estimée aussi ; rien n’est écrit ; rouvert, elle passe', async () => {
    const { cpts, tresorerie, moi } = await uneCaisse();
    const temps = { ...TEMPS, jour: '03/11/2025' };
    expect((await tresorerie.poster('/finances/exercices', { annee: '2025', geste: 'clore' })).status).toBe(303);
    const r = await moi.poster('/finances/temps', temps);
    const html = await r.clone().text();
    expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining('L’exercice 2025 est clos')]);
    for (const tape of ['value="Réunion du bureau"', 'value="1 h 30"']) expect(html).toContain(tape);
    expect(await mots(await moi.poster('/finances/temps/estimation', temps))).toContain('L’exercice 2025 est clos');
    expect(await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
    await tresorerie.poster('/finances/exercices', { annee: '2025', geste: 'rouvrir' });
    expect((await moi.poster('/finances/temps', temps)).status).toBe(303);
  });
});

describe('un plafond à renseigner', () => {
  const ANNEE = Math.max(...Object.keys(PLAFONDS).map(Number)) + 1;
  const FEVRIER = new Date(`${ANNEE}-02-10T09:00:00Z`);
  const { entrer: entrerEnFevrier } = siteEssai(base, { maintenant: () => FEVRIER });

  test('les pages le disent, le temps est refusé avec sa phrase, la trésorerie le saisit et il passe, montré « à vérifier »', async () => {
    const cpts = await base.uneCpts();
    const [tresorerie, moi] = [await entrerEnFevrier(['tresorerie'], cpts), await entrerEnFevrier(['adherent'], cpts)];
    await base.dans(cpts.id, tresorerie.moi.id, ['tresorerie'], (ctx) => voterTaux(ctx, unTaux()));
    const temps = { ...TEMPS, jour: `02/02/${ANNEE}` };
    expect(await mots(await moi.lire('/finances/temps'))).toContain(`Plafond ${ANNEE} : à renseigner`);
    const refus = await moi.poster('/finances/temps', temps);
    expect([refus.status, await mots(refus.clone())]).toEqual([422, expect.stringContaining(`Rien ne peut être promis pour ${ANNEE} tant que la trésorerie ne l’a pas saisi`)]);
    expect(await refus.text()).toContain('value="Réunion du bureau"');
    for (const page of ['', '/finances/registre', '/finances/taux']) expect(await mots(await tresorerie.lire(page)), page).toContain(`Plafond ${ANNEE} : à renseigner`);
    const saisie = { annee: String(ANNEE), plafond: '48 500', source: 'arrêté inventé' };
    expect((await moi.poster('/finances/plafonds', saisie)).status).toBe(403);
    for (const [champs, phrase] of [[{ plafond: '4 042' }, 'entre 10 000 et 200 000 euros'], [{ source: '' }, 'Dites d’où vient ce chiffre'], [{ annee: String(ANNEE - 1) }, 'publié et connu'], [{ annee: String(ANNEE + 2) }, 'pas encore publié']] as const) {
      const r = await tresorerie.poster('/finances/plafonds', { ...saisie, ...champs });
      expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining(phrase)]);
    }
    expect(await (await tresorerie.poster('/finances/plafonds', { ...saisie, source: '' })).text()).toContain('value="48 500"');
    expect((await tresorerie.poster('/finances/plafonds', saisie)).status).toBe(303);
    expect(await mots(await tresorerie.lire('/finances/taux'))).toContain('48 500,00 €, saisi ici, à vérifier. Source : arrêté inventé.');
    expect((await moi.poster('/finances/temps', temps)).status).toBe(303);
    expect(await mots(await moi.lire('/finances/temps'))).toContain(`Plafond annuel de la Sécurité sociale ${ANNEE} : arrêté inventé, à vérifier.`);
    expect(await mots(await tresorerie.lire(''))).not.toContain('à renseigner');
  });
});

describe('le plafond qui approche', () => {
  test('dès 80 % : la déclaration, « Mon temps », « Aujourd’hui » et la trésorerie le disent ; la veille du seuil, personne', async () => {
    const { tresorerie, moi } = await uneCaisse();
    // 24 h at 50 € are 1,200 €; 80 % of 48,060 € is 38,448 €: 32 days make 38,400 €, one hour more passes it.
    for (let i = 0; i < 32; i++) await moi.poster('/finances/temps', { ...TEMPS, jour: `${String((i % 28) + 1).padStart(2, '0')}/${i < 28 ? '09' : '10'}/2026`, heures: '24' });
    expect(await mots(await moi.lire('/finances/temps?annee=2026'))).not.toContain('seuil d’alerte');
    expect(await mots(await moi.lire(''))).not.toContain('Votre plafond');
    const estime = await mots(await moi.poster('/finances/temps/estimation', { ...TEMPS, heures: '1' }));
    expect(estime).toContain('Il vous resterait 9 610,00 € sous le plafond de l’année. Vous seriez au-delà de 80 % du plafond.');
    const fait = await moi.poster('/finances/temps', { ...TEMPS, heures: '1' });
    expect(decodeURIComponent(fait.headers.get('set-cookie') ?? '').replace(/[\u00a0\u202f]/g, ' ')).toContain('Attention : plus de 80 % du plafond 2026, il vous reste 9 610,00 €.');
    expect(await mots(await moi.lire('/finances/temps?annee=2026'))).toContain('Le seuil d’alerte de 80 % est passé.');
    expect(await mots(await moi.lire(''))).toContain('Votre plafond 2026 approche');
    expect(await mots(await tresorerie.lire(''))).toContain('1 personne près du plafond 2026');
    expect(await mots(await tresorerie.lire('/finances/registre?annee=2026'))).toContain('Prune Membre : 80 % du plafond, il reste 9 610,00 €.');
  });
});

describe('avant de dire oui', () => {
  test('chaque réunion à venir dit ce qu’elle paierait, ou pourquoi rien ; refusée, elle n’est plus là', async () => {
    const { cpts, moi } = await uneCaisse();
    const bientot = INSTANT.getTime() + 5 * 60_000;
    const { id: groupe } = await base.proprietaire.insertInto('groupes_travail').values({ cpts_id: cpts.id, nom: 'Plaies' }).returning('id').executeTakeFirstOrThrow();
    for (const [titre, groupe_id, reponse] of [['Bureau à venir', null, 'attendue'], ['Groupe à venir', groupe, 'acceptee'], ['Réunion refusée', null, 'refusee']] as const) {
      const { id } = await base.proprietaire.insertInto('reunions').values({ cpts_id: cpts.id, titre, debut: new Date(bientot), fin: new Date(bientot + 90 * 60_000), groupe_id, sondage_id: null, organisateur_id: moi.moi.id, uid: `${titre}-${cpts.id}`, approuvee_le: null, approuvee_par: null }).returning('id').executeTakeFirstOrThrow();
      await base.proprietaire.insertInto('reunion_invites').values({ cpts_id: cpts.id, reunion_id: id, personne_id: moi.moi.id, nom: 'Prune Membre', courriel: null, reponse, moyen: null, constatee_le: null }).execute();
    }
    const page = await mots(await moi.lire('/finances/temps'));
    expect(page).toContain('Bureau à venir');
    expect(page).toContain('1 h 30 d’indemnité : 75,00 €.');
    expect(page).toContain('Aucun taux de rémunération n’est voté pour le');
    expect(page).not.toContain('Réunion refusée');
    expect(await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });
});

describe('le même taux pour tous', () => {
  const vote = { profession: '', mission: '', heure: '55', depuis: '01/03/2026', vote: 'AG du 1er février', voteLe: '01/02/2026' };
  test('une décision écrit les deux registres, remplace les taux par profession, et dit sa note de droit', async () => {
    const { tresorerie, moi } = await uneCaisse();
    await tresorerie.poster('/finances/taux', { ...vote, nature: 'indemnite', profession: '60', heure: '40', depuis: '01/01/2026' });
    expect((await tresorerie.poster('/finances/taux', { ...vote, nature: 'les_deux' })).status).toBe(303);
    const page = await mots(await moi.lire('/finances/taux'));
    expect(page).toContain('Le même taux pour tous s’applique : 55,00 € l’heure');
    expect(page).toContain('une lecture stricte du texte le discute');
    for (const nature of ['indemnite', 'remuneration']) expect(await mots(await moi.poster('/finances/temps/estimation', { ...TEMPS, nature, heures: '2' }))).toContain('2 h à 55,00 € l’heure : 110,00 €');
  });
  test('avec une profession ou une mission : refusé, ce qui est tapé reste, rien n’est écrit', async () => {
    const { cpts, tresorerie } = await uneCaisse();
    const taux = () => base.proprietaire.selectFrom('taux_horaires').select('id').where('cpts_id', '=', cpts.id).execute();
    const r = await tresorerie.poster('/finances/taux', { ...vote, nature: 'les_deux', mission: 'Parcours' });
    expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining('laissez ces deux champs vides')]);
    expect(await taux()).toHaveLength(1);
    await tresorerie.poster('/finances/taux', { ...vote, nature: 'remuneration' });
    expect((await tresorerie.poster('/finances/taux', { ...vote, nature: 'les_deux' })).status).toBe(422);
    expect(await taux()).toHaveLength(2);
  });
});

describe('les relevés de tous', () => {
  test('la trésorerie les prend en une archive : l’ensemble, puis un par personne payée ou à payer ; personne d’autre', async () => {
    const { cpts, tresorerie, moi, entrer } = await uneCaisse();
    const autre = await entrer(['adherent'], 'Basile/Autre');
    const sansRien = await entrer(['adherent'], 'Zoé Refusée');
    for (const qui of [moi, autre, sansRien]) await qui.poster('/finances/temps', TEMPS);
    const temps = await base.proprietaire.selectFrom('temps_declares').select(['id', 'personne_id']).where('cpts_id', '=', cpts.id).execute();
    for (const t of temps) await tresorerie.poster('/finances/registre/geste', { temps: t.id, geste: t.personne_id === sansRien.moi.id ? 'refuser' : 'approuver', motif: 'Pas de preuve' });
    expect(await (await tresorerie.lire('/finances/registre?annee=2026')).text()).toContain('/finances/registre/releves.zip?annee=2026');
    const r = await tresorerie.lire('/finances/registre/releves.zip?annee=2026');
    expect([r.status, r.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const pieces = unzipSync(new Uint8Array(await r.arrayBuffer()));
    expect(Object.keys(pieces)).toEqual(['000 Ensemble 2026.pdf', '001 Basile Autre 2026.pdf', '002 Prune Membre 2026.pdf']);
    for (const octets of Object.values(pieces)) expect(strFromU8(octets.subarray(0, 5))).toBe('%PDF-');
    const coordination = await entrer(['coordination'], 'Maëlle Coordination');
    for (const qui of [moi, coordination]) expect((await qui.lire('/finances/registre/releves.zip?annee=2026')).status).toBe(403);
    expect(await (await coordination.lire('/finances/registre?annee=2026')).text()).not.toContain('releves.zip');
  });
});

describe('le travail invisible', () => {
  const TRAVAIL = { tache: 'rendez_vous', metier: 'secretariat', jour: '02/11/2026', heures: '40 min', note: 'deux cabinets' };
  test('se note sans taux, se montre par métier sans nom ni rang, et se retire', async () => {
    const { entrer, moi, cpts } = await uneCaisse();
    const autre = await entrer(['coordination'], 'Maëlle Discrète');
    expect((await moi.poster('/finances/travail', TRAVAIL)).status).toBe(303);
    for (const heures of ['3', '1 h 30']) await autre.poster('/finances/travail', { ...TRAVAIL, metier: 'infirmier', heures, note: 'mot à soi' });
    await autre.poster('/finances/travail', { ...TRAVAIL, metier: 'mediation', heures: '10 min' });
    const lue = await mots(await moi.lire('/finances/travail?annee=2026'));
    expect(lue).toContain('En 2026 : 5 h 20 de coordination que personne ne paie, notées par 2 personnes.');
    // By name of role: the four and a half hours of the nurses do not come first, nor the ten minutes last.
    expect(['Infirmiers', 'Médiation en santé', 'Secrétariat'].map((m) => lue.indexOf(`${m} 1 personne`)).every((n, i, l) => n > (l[i - 1] ?? 0))).toBe(true);
    expect(lue).not.toContain('Maëlle Discrète');
    expect(lue).not.toContain('mot à soi');
    const { id } = await base.proprietaire.selectFrom('travaux_invisibles').select('id').where('cpts_id', '=', cpts.id).where('metier', '=', 'secretariat').executeTakeFirstOrThrow();
    expect((await autre.poster(`/finances/travail/${id}/retrait`, {})).status).toBe(404);
    expect((await moi.poster(`/finances/travail/${id}/retrait`, {})).status).toBe(303);
    expect(await mots(await moi.lire('/finances/travail?annee=2026'))).not.toContain('Secrétariat 1');
    expect((await moi.poster(`/finances/travail/${id}/retour`, {})).status).toBe(303);
  });
  test.each([[{ heures: '-1' }, 'La durée doit être d’une minute au moins'], [{ jour: '01/01/2099' }, 'Ce jour n’est pas encore passé'], [{ metier: 'roi' }, 'Choisissez dans la liste'], [{ note: 'x'.repeat(201) }, '200 caractères au plus']])('%j : refusé, ce qui est tapé reste', async (faux, phrase) => {
    const { moi, cpts } = await uneCaisse();
    const r = await moi.poster('/finances/travail', { ...TRAVAIL, ...faux });
    const html = await r.clone().text();
    expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining(phrase)]);
    if (!('note' in faux)) expect(html).toContain('value="deux cabinets"');
    expect(await base.proprietaire.selectFrom('travaux_invisibles').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });
});

describe('payer', () => {
  test('un IBAN faux est refusé ; juste, il est chiffré ; le lot fait un virement par personne, se paie une fois, ou s’annule', async () => {
    const { cpts, tresorerie, moi } = await uneCaisse();
    const compte = { titulaire: 'Prune Membre', iban: 'FR14 2004 1010 0505 0001 3M02 606' };
    expect(await mots(await moi.poster('/finances/comptes/moi', { ...compte, iban: 'FR15 2004 1010 0505 0001 3M02 606' }))).toContain('Cet IBAN n’est pas juste');
    expect((await moi.poster('/finances/comptes/moi', compte)).status).toBe(303);
    expect((await moi.poster('/finances/comptes/cpts', compte)).status).toBe(403);
    const { iban_scelle } = await base.proprietaire.selectFrom('comptes_bancaires').select('iban_scelle').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
    expect(iban_scelle).not.toContain('2004');
    for (const heures of ['1', '2']) await moi.poster('/finances/temps', { ...TEMPS, heures });
    const ids = (await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts.id).execute()).map((t) => t.id);
    for (const id of ids) await tresorerie.poster('/finances/registre/geste', { temps: id, geste: 'approuver', motif: '' });
    expect(await mots(await tresorerie.poster('/finances/paiements', { execution: '01/12/2099' }))).toContain('Donnez d’abord le compte de la CPTS');
    await tresorerie.poster('/finances/comptes/cpts', { titulaire: 'CPTS des Comptes', iban: 'DE89370400440532013000' });
    expect(await mots(await tresorerie.poster('/finances/paiements', { execution: '01/01/2020' }))).toContain('déjà passé');
    const lot = async () => base.proprietaire.selectFrom('lots_paiement').select(['id', 'centimes', 'personnes', 'statut']).where('cpts_id', '=', cpts.id).orderBy('numero', 'desc').executeTakeFirstOrThrow();
    const statuts = async () => [...new Set((await base.proprietaire.selectFrom('temps_declares').select('statut').where('cpts_id', '=', cpts.id).execute()).map((t) => t.statut))];
    expect((await tresorerie.poster('/finances/paiements', { execution: '01/12/2099' })).status).toBe(303);
    expect(await lot()).toMatchObject({ centimes: 15_000, personnes: 1, statut: 'preparee' });
    await tresorerie.poster('/finances/paiements/fin', { lot: (await lot()).id, statut: 'annulee' });
    expect(await statuts()).toEqual(['approuvee']);
    await tresorerie.poster('/finances/paiements', { execution: '01/12/2099' });
    const { id } = await lot();
    const xml = await (await tresorerie.lire(`/finances/paiements/${id}.xml`)).text();
    expect(xml).toContain('<IBAN>FR1420041010050500013M02606</IBAN>');
    expect(xml.match(/<CtrlSum>150\.00</g)).toHaveLength(2);
    expect(xml).toContain('xsd:pain.001.001.09');
    expect(await (await tresorerie.lire(`/finances/paiements/${id}.xml?version=pain.001.001.03`)).text()).toContain('xsd:pain.001.001.03');
    expect(await mots(await tresorerie.lire('/finances/paiements'))).toContain('prenez le format ancien');
    expect((await moi.lire(`/finances/paiements/${id}.xml`)).status).toBe(403);
    const deux = await Promise.all([0, 1].map(() => tresorerie.poster('/finances/paiements/fin', { lot: id, statut: 'executee' })));
    expect(deux.map((r) => r.status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect(await statuts()).toEqual(['payee']);
  });
});
