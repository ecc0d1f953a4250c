import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';
import { unTaux } from './builders.ts';
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
    expect((await moi.lire(`/finances/paiements/${id}.xml`)).status).toBe(403);
    const deux = await Promise.all([0, 1].map(() => tresorerie.poster('/finances/paiements/fin', { lot: id, statut: 'executee' })));
    expect(deux.map((r) => r.status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect(await statuts()).toEqual(['payee']);
  });
});
