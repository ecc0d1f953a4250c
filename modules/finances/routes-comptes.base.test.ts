import { describe, expect, test, vi } from 'vitest';
import { type CptsId, Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';

vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer } = siteEssai(base);

async function uneCaisse() {
  const tresorerie = await entrer(['tresorerie'], undefined, 'Ombeline Trésor');
  const { cpts } = tresorerie;
  return { cpts, tresorerie, secretariat: await entrer(['secretariat'], cpts, 'Sacha Papiers'), presidence: await entrer(['presidence'], cpts, 'Maud Présidente') };
}
const FACTURE = { fournisseur: 'Salle des fêtes', numero: 'F-12', jour: '05/10/2026', echeance: '05/11/2026', montant: '480,00', poste: 'prevention', nature: 'prestataires', fiche: '', libelle: '' };
const fec = async (qui: { lire: (chemin: string) => Promise<Response> }, annee: number, suite = ''): Promise<string[]> => new TextDecoder('iso-8859-15').decode(await (await qui.lire(`/finances/comptabilite/fec?annee=${annee}${suite}`)).arrayBuffer()).split('\r\n');
const factureDe = (cptsId: CptsId) => base.proprietaire.selectFrom('factures').select(['id', 'version', 'statut']).where('cpts_id', '=', cptsId).executeTakeFirstOrThrow();

describe('une facture', () => {
  test('saisie par l’un, jamais approuvée par lui, approuvée par l’autre, payée : le budget et le journal la suivent', async () => {
    const { cpts, tresorerie, presidence } = await uneCaisse();
    expect((await tresorerie.poster('/finances/budget', { annee: '2026', poste: 'prevention', nature: 'prestataires', fiche: '', libelle: 'Salles', montant: '600' })).status).toBe(303);
    expect((await tresorerie.poster('/finances/factures', FACTURE)).status).toBe(303);
    const { id } = await factureDe(cpts.id);
    const geste = (qui: typeof tresorerie, g: string, version: number) => qui.poster(`/finances/factures/${id}`, { geste: g, version: String(version), motif: '', jour: '' });
    const sienne = await geste(tresorerie, 'approuver', 1);
    expect([sienne.status, await mots(sienne)]).toEqual([403, expect.stringContaining('quelqu’un d’autre qui tient les finances doit l’approuver')]);
    expect(await mots(await tresorerie.lire('/finances/budget?annee=2026'))).toContain('480,00 € sont engagés sur 600,00 € prévus (80 %). 0,00 € dépensés, 0,00 € payés');
    const perimee = await presidence.poster(`/finances/factures/${id}?annee=2026`, { geste: 'refuser', version: '9', motif: 'Pas à nous', jour: '' });
    expect([perimee.status, await perimee.text()]).toEqual([409, expect.stringContaining('value="Pas à nous"')]);
    expect((await geste(presidence, 'approuver', 1)).status).toBe(303);
    expect(await mots(await presidence.poster(`/finances/factures/${id}`, { geste: 'refuser', version: '2', motif: 'Trop tard', jour: '' }))).toContain('Vous aviez écrit : « Trop tard ».');
    expect((await geste(presidence, 'payer', 1)).status).toBe(409);
    expect((await geste(tresorerie, 'payer', 2)).status).toBe(303);
    expect(await mots(await presidence.lire('/finances/budget?annee=2026'))).toContain('480,00 € dépensés, 480,00 € payés');
    const lignes = (await fec(tresorerie, 2026)).slice(1, -1).map((l) => l.split('\t'));
    expect(lignes.map((l) => [l[0], l[4], l[11], l[12]])).toEqual([['ACH', '611', '480,00', '0,00'], ['ACH', '401', '0,00', '480,00'], ['BQ', '401', '480,00', '0,00'], ['BQ', '512', '0,00', '480,00']]);
    expect(await fec(tresorerie, 2026, '&poste=acces')).toHaveLength(2);
  });

  test('la base elle-même refuse que l’auteur approuve', async () => {
    const { cpts, tresorerie } = await uneCaisse();
    await tresorerie.poster('/finances/factures', FACTURE);
    await expect(base.proprietaire.updateTable('factures').set({ statut: 'approuvee', approuvee_par: tresorerie.moi.id, approuvee_le: '2026-10-06' }).where('cpts_id', '=', cpts.id).execute()).rejects.toThrow('facture_approuvee_par_un_autre');
  });

  test.each([
    ['deux fois le même numéro', { numero: ' f-12 ' }, 'ne se saisit pas deux fois'],
    ['datée de demain', { numero: 'F-13', jour: '01/01/2030' }, 'n’est pas encore venu'],
    ['sans montant', { numero: 'F-13', montant: '0' }, 'qui n’est pas nul'],
    ['sans mission', { numero: 'F-13', poste: '' }, 'Choisissez dans la liste'],
    ['d’une action inconnue', { numero: 'F-13', fiche: '0198f000-0000-7000-8000-000000000001' }, 'Cette action n’existe pas'],
  ])('%s : refusée avec sa phrase, rien n’est changé, ce qui est tapé reste', async (_quoi, avec, phrase) => {
    const { cpts, secretariat } = await uneCaisse();
    await secretariat.poster('/finances/factures', FACTURE);
    const r = await secretariat.poster('/finances/factures', { ...FACTURE, ...avec, libelle: 'Ma saisie gardée' });
    expect(r.status).toBe(422);
    const html = await r.text();
    expect(html).toContain('value="Ma saisie gardée"');
    expect(html.replace(/&#39;/g, '’')).toContain(phrase);
    expect(await base.proprietaire.selectFrom('factures').select('id').where('cpts_id', '=', cpts.id).execute()).toHaveLength(1);
  });
});

test('une subvention : annoncée par l’un, confirmée par l’autre, reçue jamais au-delà de ce qui est promis', async () => {
  const { cpts, tresorerie, presidence } = await uneCaisse();
  await tresorerie.poster('/finances/subventions', { financeur: 'fir', nom: 'ARS', libelle: 'Soins non programmés', montant: '20 000', jour: '02/02/2026', poste: 'acces' });
  const { id } = await base.proprietaire.selectFrom('subventions').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
  const recevoir = (montant: string) => tresorerie.poster(`/finances/subventions/${id}/versements`, { jour: '01/03/2026', montant, reference: 'VIR' });
  expect((await recevoir('100')).status).toBe(409);
  expect((await tresorerie.poster(`/finances/subventions/${id}`, { version: '1', geste: 'accorder', motif: '' })).status).toBe(403);
  expect((await presidence.poster(`/finances/subventions/${id}`, { version: '1', geste: 'accorder', motif: '' })).status).toBe(303);
  expect((await recevoir('15 000')).status).toBe(303);
  const trop = await recevoir('5 000,01');
  expect([trop.status, await mots(trop)]).toEqual([422, expect.stringContaining('dépasse ce qui reste à recevoir')]);
  expect((await recevoir('5 000')).status).toBe(303);
  expect(await mots(await presidence.lire('/finances/subventions?annee=2026'))).toContain('20 000,00 € accordés, 20 000,00 € reçus');
  expect((await presidence.poster(`/finances/subventions/${id}`, { version: '2', geste: 'desaccorder', motif: '' })).status).toBe(409);
});

describe('la clôture', () => {
  test('fige le journal : numéros et date de validation, rien ne se réécrit ; rouvert puis clos de nouveau, ce qui a changé est extourné à la suite', async () => {
    const { cpts, tresorerie, presidence } = await uneCaisse();
    await tresorerie.poster('/finances/factures', { ...FACTURE, jour: '05/10/2025', echeance: '' });
    const attend = await presidence.poster('/finances/exercices', { annee: '2025', geste: 'clore' });
    expect([attend.status, await mots(attend)]).toEqual([422, expect.stringContaining('Il reste 1 chose à décider en 2025')]);
    const { id } = await factureDe(cpts.id);
    await presidence.poster(`/finances/factures/${id}`, { geste: 'approuver', version: '1', motif: '', jour: '' });
    expect((await fec(tresorerie, 2025))[1]?.split('\t')[15]).toBe('');
    expect((await presidence.poster('/finances/exercices', { annee: '2025', geste: 'clore' })).status).toBe(303);
    const clos = await fec(tresorerie, 2025);
    expect(clos.slice(1, 3).map((l) => l.split('\t').slice(2, 5).concat(l.split('\t')[15] ?? ''))).toEqual([['1', '20251005', '611', '20261123'], ['1', '20251005', '401', '20261123']]);
    for (const [chemin, champs] of [['/finances/factures', { ...FACTURE, numero: 'F-99', jour: '01/02/2025' }], ['/finances/budget', { annee: '2025', poste: 'acces', nature: 'achats', fiche: '', libelle: 'Trop tard', montant: '5' }], [`/finances/factures/${id}`, { geste: 'desapprouver', version: '2', motif: '', jour: '' }], ['/finances/subventions', { financeur: 'fir', nom: 'ARS', libelle: 'Trop tard', montant: '5', jour: '01/02/2025', poste: '' }]] as const) {
      const r = await tresorerie.poster(chemin, champs);
      expect([chemin, r.status, await mots(r)]).toEqual([chemin, 422, expect.stringContaining('L’exercice 2025 est clos')]);
    }
    await expect(base.proprietaire.updateTable('factures').set({ centimes: 1 }).where('id', '=', id).execute()).rejects.toThrow('exercice clos');
    expect((await tresorerie.poster(`/finances/factures/${id}`, { geste: 'payer', version: '2', motif: '', jour: '' })).status).toBe(303);
    expect(await fec(tresorerie, 2025)).toEqual(clos);
    await presidence.poster('/finances/exercices', { annee: '2025', geste: 'rouvrir' });
    await presidence.poster('/finances/exercices', { annee: '2025', geste: 'clore' });
    expect(await fec(tresorerie, 2025)).toEqual(clos);
    await presidence.poster('/finances/exercices', { annee: '2025', geste: 'rouvrir' });
    for (const [geste, version] of [['depayer', 3], ['desapprouver', 4]] as const) expect((await tresorerie.poster(`/finances/factures/${id}`, { geste, version: String(version), motif: '', jour: '' })).status).toBe(303);
    await presidence.poster(`/finances/factures/${id}`, { geste: 'refuser', version: '5', motif: 'Pas à nous', jour: '' });
    await presidence.poster('/finances/exercices', { annee: '2025', geste: 'clore' });
    const ensuite = await fec(tresorerie, 2025);
    expect(ensuite.slice(0, 3)).toEqual(clos.slice(0, 3));
    expect(ensuite.slice(3, 5).map((l) => { const c = l.split('\t'); return [c[2], c[4], c[11], c[12]]; })).toEqual([['2', '611', '0,00', '480,00'], ['2', '401', '480,00', '0,00']]);
    await expect(base.dans(cpts.id, tresorerie.moi.id, ['tresorerie'], (ctx) => ctx.tx.updateTable('ecritures').set({ cle: 'x' }).execute())).rejects.toThrow('permission denied');
  });
});

test('un mot du registre s’impute une fois, et le budget s’en souvient', async () => {
  const { cpts, tresorerie } = await uneCaisse();
  await tresorerie.poster('/finances/taux', { nature: 'remuneration', profession: '', mission: '', heure: '50', depuis: '02/01/2026', vote: 'AG du 1er janvier', voteLe: '01/01/2026' });
  const membre = await entrer(['adherent'], cpts, 'Prune Membre');
  await membre.poster('/finances/temps', { action: 'Plaies', jour: '02/11/2026', heures: '2', nature: 'remuneration', mission: 'Groupe plaies', preuve: '' });
  expect(await mots(await tresorerie.lire('/finances/budget?annee=2026'))).toContain('« Groupe plaies » : 100,00 €');
  expect((await tresorerie.poster('/finances/budget/imputation', { mission: 'Groupe plaies', poste: 'parcours' })).status).toBe(303);
  const apres = await mots(await tresorerie.lire('/finances/budget?annee=2026'));
  expect(apres).not.toContain('« Groupe plaies »');
  expect(apres).toContain('Parcours pluriprofessionnels 0,00 € 100,00 €');
});

test.each([['/finances/budget', 200], ['/finances/factures', 200], ['/finances/subventions', 200], ['/finances/comptabilite', 200]] as const)('%s, rôle par rôle', async (chemin, lu) => {
  const attendus: Partial<Record<Role, number>> = { coordination: lu, presidence: lu, tresorerie: lu, secretariat: lu };
  const { cpts } = await entrer(['coordination']);
  for (const role of Role.options) if (role !== 'exploitant') expect((await (await entrer([role], cpts)).lire(chemin)).status, role).toBe(attendus[role] ?? 403);
});
