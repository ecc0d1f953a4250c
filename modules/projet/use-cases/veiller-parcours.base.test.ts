import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import type { PersonneId, Role } from '#core/tenancy.ts';
import { verifierJournal } from '#db/journal.ts';
import { essaiAvecBase } from '#db/essais.ts';
import type { Contexte } from '#server/contexte.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET } from '#server/essais.ts';
import type { GesteParcours } from '../model-parcours.ts';
import { contratSigne, lireDossier } from '../queries-parcours.ts';
import { deposerDocument } from './deposer-document.ts';
import { annulerPas, franchirPas } from './franchir-pas.ts';
import { ouvrirParcours } from './ouvrir-parcours.ts';
import { poserQuestion, repondreQuestion } from './poser-question.ts';
import { suivreMissions } from './suivre-missions.ts';
import { veillerParcours } from './veiller-parcours.ts';

const base = essaiAvecBase();
const jour = (t: string): Jour => Jour.parse(t);
/** Ten in the morning in Paris, whatever the season. */
const le = (j: string): Date => new Date(`${j}T09:00:00Z`);
const PDF = Buffer.from('%PDF-1.7 projet');

async function uneCpts() {
  const cpts = await base.uneCpts();
  const personnes = new Map<Role, PersonneId>();
  for (const role of ['coordination', 'ars', 'cpam', 'adherent'] as const) personnes.set(role, (await base.unePersonne(cpts.id, [role], `Personne ${role}`)).id);
  const personne = (role: Role): PersonneId => {
    const id = personnes.get(role);
    if (!id) throw new Error(`personne sans rôle ${role}`);
    return id;
  };
  const comme = <T>(role: Role, quand: string, faire: (ctx: Contexte) => Promise<T>): Promise<T> => base.dans(cpts.id, personne(role), [role], faire, le(quand));
  const nuit = (quand: string) => comme('adherent', quand, (ctx) => veillerParcours(ctx, { cpts: cpts.nom, url: 'http://localhost', base: `/cpts/${cpts.slug}`, secret: SECRET }));
  const pas = (role: Role, geste: GesteParcours, quand: string, plus: object = {}) => comme(role, quand, (ctx) => franchirPas(ctx, { geste, le: jour(quand), acteur: 'X', commentaire: 'Voilà pourquoi.', ...plus }));
  const deposer = async (geste: 'deposer_lettre' | 'deposer_projet', quand: string) =>
    comme('coordination', quand, async (ctx) => {
      const depot = await deposerDocument(ctx, { genre: geste === 'deposer_lettre' ? 'lettre_intention' : 'projet_sante', titre: 'Document', nom: 'document.pdf', contenu: PDF });
      if (!depot.ok) throw new Error(depot.refus.code);
      return franchirPas(ctx, { geste, le: jour(quand), acteur: 'X', commentaire: '', depot: depot.valeur });
    });
  const courriels = async () => (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'courriel').orderBy('cree_le').execute()).map((r) => descellerCourriel(String(Object(r.charge).scelle), SECRET));
  const statut = async () => (await comme('coordination', '2030-01-01', lireDossier))?.statut;
  return { cpts, comme, nuit, pas, deposer, courriels, statut };
}

async function jusquAuDepot() {
  const u = await uneCpts();
  await u.comme('coordination', '2025-01-06', (ctx) => ouvrirParcours(ctx, { contact: jour('2025-01-06'), tacite: false }));
  expect(await u.pas('coordination', 'tenir_rencontre', '2025-01-15')).toEqual({ ok: true, valeur: 'lettre_en_redaction' });
  expect(await u.deposer('deposer_lettre', '2025-03-03')).toEqual({ ok: true, valeur: 'lettre_deposee' });
  expect(await u.pas('ars', 'valider_lettre', '2025-04-01')).toEqual({ ok: true, valeur: 'lettre_validee' });
  expect(await u.pas('coordination', 'commencer_projet', '2025-04-02')).toEqual({ ok: true, valeur: 'projet_en_redaction' });
  expect(await u.deposer('deposer_projet', '2026-01-15')).toEqual({ ok: true, valeur: 'projet_depose' });
  return u;
}

describe('le silence', () => {
  test('ne valide pas le dernier jour, valide le lendemain, une seule fois, et reste daté de ce jour', async () => {
    const u = await jusquAuDepot();
    expect(await u.nuit('2026-03-15')).toMatchObject({ statut: 'projet_depose' });
    expect(await u.nuit('2026-03-16')).toMatchObject({ statut: 'projet_repute_valide' });
    await u.nuit('2026-03-16');
    await u.nuit('2026-03-17');
    const dossier = await u.comme('coordination', '2026-03-17', lireDossier);
    expect(dossier?.pas.filter((p) => p.geste === 'laisser_valider').map((p) => [p.le, p.institution, p.notePar])).toEqual([['2026-03-16', 'maillage', undefined]]);
  });
  test('une nuit manquée ne change pas le jour de la validation', async () => {
    const u = await jusquAuDepot();
    await u.nuit('2026-06-01');
    expect((await u.comme('coordination', '2026-06-01', lireDossier))?.depuis).toBe('2026-03-16');
  });
  test('l’ARS qui répond trop tard trouve le projet déjà validé', async () => {
    const u = await jusquAuDepot();
    expect(await u.pas('ars', 'opposer', '2026-03-16', { motif: 'prs' })).toMatchObject({ ok: false, refus: { code: 'geste_impossible', statut: 'projet_repute_valide' } });
  });
  test('une opposition renvoie le projet ; un nouveau dépôt fait repartir deux mois', async () => {
    const u = await jusquAuDepot();
    expect(await u.pas('ars', 'opposer', '2026-03-15', { motif: 'territoire' })).toEqual({ ok: true, valeur: 'projet_oppose' });
    expect(await u.nuit('2026-07-01')).toMatchObject({ statut: 'projet_oppose' });
    await u.pas('coordination', 'reprendre_projet', '2026-07-01');
    await u.deposer('deposer_projet', '2026-08-31');
    expect(await u.nuit('2026-10-31')).toMatchObject({ statut: 'projet_depose' });
    expect(await u.nuit('2026-11-01')).toMatchObject({ statut: 'projet_repute_valide' });
  });
});

describe('les rappels', () => {
  test('partent à trente, sept et un jours, à qui le pas revient, une fois chacun', async () => {
    const u = await jusquAuDepot();
    for (const j of ['2026-02-12', '2026-02-13', '2026-02-14', '2026-03-08', '2026-03-08', '2026-03-14', '2026-03-15']) await u.nuit(j);
    const lettres = await u.courriels();
    expect(lettres.map((l) => [l.nom, l.sujet.includes('opposition possible')])).toEqual([['Personne ars', true], ['Personne ars', true], ['Personne ars', true]]);
    expect(lettres[0]?.texte.replace(/[\u00a0\u202f]/g, ' ')).toContain('dans 30 jours (15 mars 2026)');
  });
  test('un retard se dit le lendemain, à la CPTS quand c’est à elle', async () => {
    const u = await uneCpts();
    await u.comme('coordination', '2025-01-06', (ctx) => ouvrirParcours(ctx, { contact: jour('2025-01-06'), tacite: false }));
    await u.pas('coordination', 'tenir_rencontre', '2025-01-15');
    await u.nuit('2025-04-16');
    const [lettre] = (await u.courriels()).slice(-1);
    expect(lettre).toMatchObject({ nom: 'Personne coordination' });
    expect(lettre?.sujet.replace(/[\u00a0\u202f]/g, ' ')).toContain('en retard de 1 jour');
  });
});

describe('au-delà', () => {
  test('le contrat se signe, les missions se suivent, la date se lit', async () => {
    const u = await jusquAuDepot();
    await u.pas('ars', 'valider_projet', '2026-02-10');
    await u.pas('cpam', 'ouvrir_negociation', '2026-02-12');
    await u.pas('coordination', 'signer_contrat', '2026-03-20');
    expect(await u.comme('coordination', '2026-10-01', (ctx) => suivreMissions(ctx, { mission: 'acces', demarreeLe: jour('2026-09-20') }))).toEqual({ ok: true, valeur: true });
    expect(await u.comme('coordination', '2026-10-01', contratSigne)).toEqual({ signeLe: '2026-03-20', missions: [{ mission: 'acces', demarreeLe: '2026-09-20' }] });
  });
  test('le dernier pas se reprend, pas celui d’une autre institution', async () => {
    const u = await jusquAuDepot();
    await u.pas('ars', 'valider_projet', '2026-02-10');
    const dossier = await u.comme('ars', '2026-02-10', lireDossier);
    expect(await u.comme('coordination', '2026-02-11', (ctx) => annulerPas(ctx, dossier?.version ?? 0))).toMatchObject({ ok: false, refus: { code: 'role_insuffisant' } });
    expect(await u.comme('ars', '2026-02-11', (ctx) => annulerPas(ctx, dossier?.version ?? 0))).toEqual({ ok: true, valeur: 'projet_depose' });
    expect((await u.comme('ars', '2026-02-11', lireDossier))?.depuis).toBe('2026-01-15');
    expect(await u.nuit('2026-03-16')).toMatchObject({ statut: 'projet_repute_valide' });
  });
  test('vingt fois le même pas ensemble : un seul passe', async () => {
    const u = await jusquAuDepot();
    const issues = await Promise.all(Array.from({ length: 20 }, () => u.pas('ars', 'valider_projet', '2026-02-10')));
    expect(issues.filter((i) => i.ok)).toHaveLength(1);
  });
  test('une CPTS n’ouvre son parcours qu’une fois, et une autre n’en voit rien', async () => {
    const [u, autre] = [await jusquAuDepot(), await uneCpts()];
    expect(await u.comme('coordination', '2026-02-10', (ctx) => ouvrirParcours(ctx, { contact: jour('2025-01-06'), tacite: false }))).toMatchObject({ ok: false, refus: { code: 'parcours_deja_ouvert' } });
    expect(await autre.statut()).toBeUndefined();
  });
  test('tout est au journal, et la chaîne tient', async () => {
    const u = await jusquAuDepot();
    await u.nuit('2026-03-16');
    const { rows } = { rows: await base.proprietaire.selectFrom('journal').select('evenement').where('cpts_id', '=', u.cpts.id).execute() };
    expect(new Set(rows.map((r) => r.evenement))).toEqual(new Set(['parcours_ouvert', 'parcours_pas_franchi', 'parcours_document_depose', 'parcours_silence_valide']));
    expect((await verifierJournal(base.proprietaire)).ruptures.filter((r) => r.cptsId === u.cpts.id)).toEqual([]);
  });
});

test('une question sans réponse se rappelle à qui la doit, une semaine avant, la veille, puis après ; jamais deux fois, et plus une fois répondue', async () => {
  const u = await uneCpts();
  await u.comme('coordination', '2026-03-02', (ctx) => ouvrirParcours(ctx, { contact: jour('2026-03-02'), tacite: false }));
  const posee = await u.comme('ars', '2026-03-02', (ctx) => poserQuestion(ctx, { destinataire: 'cpts', objet: 'Commune partagée', texte: 'Avez-vous un accord ?', echeance: jour('2026-04-20') }));
  if (!posee.ok) throw new Error(posee.refus.code);
  const rappels = async (): Promise<readonly string[]> =>
    (await base.proprietaire.selectFrom('parcours_rappels as r').innerJoin('personnes as p', 'p.id', 'r.personne_id').select(['p.nom', 'r.distance']).where('r.cpts_id', '=', u.cpts.id).where('r.horloge', 'like', 'question-%').orderBy('r.envoye_le').execute()).map((r) => `${r.nom} ${r.distance}`);
  for (const nuit of ['2026-04-12', '2026-04-13', '2026-04-13', '2026-04-19', '2026-04-20', '2026-04-21']) await u.nuit(nuit);
  // 20 April less seven days, less one, plus one: by the calendar.
  expect(await rappels()).toEqual(['Personne coordination 7', 'Personne coordination 1', 'Personne coordination -1']);
  expect((await u.comme('coordination', '2026-04-22', (ctx) => repondreQuestion(ctx, posee.valeur, { reponse: 'Oui.', version: 1 }))).ok).toBe(true);
  await u.nuit('2026-04-28');
  expect(await rappels()).toHaveLength(3);
});
