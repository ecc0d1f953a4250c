import { beforeAll, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { mots, SECRET, siteEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { tacheParcours } from '../use-cases/veiller-parcours.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 120_000 });
const base = essaiAvecBase();
/** The clock of the whole application: the test moves it, nothing else knows. */
let horloge = new Date('2025-01-06T09:00:00Z');
const { entrer: entrerIci, services } = siteEssai(base, { maintenant: () => horloge });
beforeAll(() => void chargerPaquet());

const tape = (jour: string): string => jour.split('-').toReversed().join('/');

async function uneCpts() {
  const cpts = await base.uneCpts('CPTS de bout en bout');
  const entrer = async (role: Role) => {
    const { lire, poster: envoyer } = await entrerIci([role], cpts, `Personne ${role}`);
    const poster = async (chemin: string, champs: Readonly<Record<string, string>>): Promise<number> => (await envoyer(chemin, champs)).status;
    const version = async (): Promise<string> => String((await base.proprietaire.selectFrom('parcours').select('version').where('cpts_id', '=', cpts.id).executeTakeFirst())?.version ?? 0);
    const pas = async (geste: string, champs: Readonly<Record<string, string>> = {}): Promise<number> => poster(`/projet/pas/${geste}`, { version: await version(), le: tape(horloge.toISOString().slice(0, 10)), acteur: '', commentaire: 'Voilà.', ...champs });
    return { lire, poster, pas, dit: async () => mots(await lire('/projet')) };
  };
  /** A day begins: its night has run before anyone opens a page. */
  const jour = async (j: string): Promise<void> => {
    horloge = new Date(`${j}T09:00:00Z`);
    await tacheParcours.executer({}, { services, cptsId: cpts.id, cle: j, avancer: () => Promise.resolve() });
  };
  const courriels = async (): Promise<readonly string[]> => (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute()).map((r) => { const c = descellerCourriel(String(Object(r.charge).scelle), SECRET); return `${c.nom} · ${c.sujet.replace(/[\u00a0\u202f]/g, ' ').replace(/^.* : /, '')}`; });
  return { cpts, entrer, jour, courriels };
}

test('de la prise de contact au contrat signé, les jours passent : chaque horloge sonne le sien, l’opposition renvoie, le silence valide', async () => {
  const u = await uneCpts();
  const [cpts, ars, cpam] = [await u.entrer('coordination'), await u.entrer('ars'), await u.entrer('cpam')];
  await u.jour('2025-01-06');
  expect(await cpts.poster('/projet/entree', { contact: '06/01/2025', lettre: '', depot: '', validation: '', contrat: '', regime: '' })).toBe(303);

  // The meeting: fifteen days, owed by the two authorities.
  await u.jour('2025-01-21');
  expect(await ars.dit()).toContain('L’ARS et l’Assurance Maladie doivent agir : jusqu’au 21 janvier 2025.');
  await u.jour('2025-01-22');
  expect(await cpts.dit()).toContain('en retard de 1 jour');
  expect(await cpam.pas('tenir_rencontre')).toBe(303);

  // The letter: deposited as it is written here; drafts written after stay unseen.
  expect(await cpts.poster('/projet/lettre/acteurs', { version: '0', texte: 'Sept soignants engagés.' })).toBe(303);
  await u.jour('2025-03-10');
  expect(await cpts.pas('deposer_lettre', { document: 'maillage' })).toBe(303);
  expect(await cpts.poster('/projet/lettre/acteurs', { version: '2', texte: 'Brouillon jamais déposé.' })).toBe(303);
  await u.jour('2025-04-23');
  expect(await cpts.dit()).toContain('en retard de 1 jour');
  expect(await ars.pas('valider_lettre')).toBe(303);

  // The project: opposed on its last day, sent back, deposited again; two months start anew.
  expect(await cpts.pas('commencer_projet')).toBe(303);
  expect(await cpts.poster('/projet/sante/gouvernance', { version: '0', texte: 'Une association, cinq professions.' })).toBe(303);
  await u.jour('2025-12-31');
  expect(await cpts.pas('deposer_projet', { document: 'maillage' })).toBe(303);
  await u.jour('2026-02-28');
  expect(await ars.dit()).toContain('L’ARS peut s’opposer : jusqu’au 28 février 2026.');
  expect(await ars.pas('opposer', { motif: 'territoire' })).toBe(303);
  expect(await cpts.dit()).toContain('Le territoire choisi n’est pas pertinent (motif b)');
  await u.jour('2026-05-04');
  expect(await cpts.dit()).toContain('Opposition de l’ARS au projet de santé, depuis le 28 février 2026.');
  expect(await cpts.pas('reprendre_projet')).toBe(303);
  expect(await cpts.pas('deposer_projet', { document: 'maillage' })).toBe(303);
  await u.jour('2026-07-04');
  expect(await cpts.dit()).toContain('L’ARS peut s’opposer : jusqu’au 4 juillet 2026.');
  await u.jour('2026-07-05');
  expect(await cpts.dit()).toContain('Projet de santé réputé validé, depuis le 5 juillet 2026.');
  expect(await ars.pas('opposer', { motif: 'prs' })).toBe(409);

  // What the officers see is what was deposited, number by number, and nothing else.
  const depots = await base.proprietaire.selectFrom('depots').select(['id', 'numero']).where('cpts_id', '=', u.cpts.id).orderBy('numero').execute();
  expect(depots.map((d) => d.numero)).toEqual([1, 2, 3]);
  const vu = [await mots(await ars.lire('/projet/echanges')), ...(await Promise.all(depots.map(async (d) => mots(await ars.lire(`/projet/echanges/${d.id}`)))))].join('\n');
  for (const attendu of ['Sept soignants engagés.', 'Une association, cinq professions.', '3 documents déposés']) expect(vu).toContain(attendu);
  expect(vu).not.toContain('Brouillon jamais déposé');
  for (const chemin of ['/projet/lettre', '/projet/lettre/acteurs/versions', '/projet/sante', '/projet/sante.docx', '/projet/suivi']) expect((await ars.lire(chemin)).status).toBe(403);

  // The contract, then the missions at six and twelve months.
  expect(await cpts.pas('ouvrir_negociation')).toBe(303);
  await u.jour('2026-09-07');
  expect(await cpts.dit()).toContain('doivent agir : jusqu’au 7 septembre 2026.');
  expect(await cpam.pas('signer_contrat')).toBe(303);
  expect(await cpts.pas('lancer_missions')).toBe(303);
  await u.jour('2027-03-09');
  const retard = await cpts.dit();
  expect(retard).toContain('2 délais sont passés');
  expect(retard).toContain('Mission « Accès aux soins » à démarrer : la CPTS, en retard de 1 jour (jusqu’au 8 mars 2027).');
  expect(await cpts.poster('/projet/suivi/acces', { demarree: '01/03/2027', deployee: '' })).toBe(303);
  expect(await cpts.dit()).toContain('Un délai est passé');

  const lettres = await u.courriels();
  expect(lettres.filter((l) => l.startsWith('Personne ars')).length).toBeGreaterThan(0);
  expect(new Set(lettres).size).toBeGreaterThan(3);
});
