import { describe, expect, test } from 'vitest';
import { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { verifierJournal } from '#db/journal.ts';
import { desCommunes, desFaits, unTerritoire } from '../builders.ts';
import type { CleSection, FaitsLettre } from '../model.ts';
import { composer } from '../moteur/lettre-document.ts';
import { empreinte } from '../moteur/redaction.ts';
import { lireLettre, versionsDeLaSection } from '../queries.ts';
import { sectionDe } from '../rules.ts';
import { enregistrerSection } from './enregistrer-section.ts';
import { noterActualisation } from './noter-actualisation.ts';
import { reprendreProposition } from './reprendre-proposition.ts';
import { restaurerVersion } from './restaurer-version.ts';

const base = essaiAvecBase();
const faits = desFaits();

async function uneEquipe() {
  const cpts = await base.uneCpts();
  const [a, b] = [await base.unePersonne(cpts.id, ['coordination'], 'Ana'), await base.unePersonne(cpts.id, ['presidence'], 'Bob')];
  const comme = (qui: typeof a, role: Role = 'coordination') => <T>(faire: Parameters<typeof base.dans<T>>[3]) => base.dans(cpts.id, qui.id, [role], faire);
  return { cpts, ana: comme(a), bob: comme(b, 'presidence'), avec: (role: Role) => comme(a, role) };
}

const saisie = (cle: CleSection, texte: string, version = 0, champs: Record<string, string> = {}, facts: FaitsLettre = faits) => ({ cle, faits: facts, envoi: { champs, texte, base: version } });
const lettre = (f: FaitsLettre = faits) => (ctx: Parameters<typeof lireLettre>[0]) => lireLettre(ctx, f);

describe('enregistrer une section', () => {
  test('le premier enregistrement commence la lettre ; la section a son texte, les autres gardent le leur proposé', async () => {
    const { ana } = await uneEquipe();
    expect(await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Nos acteurs.')))).toEqual({ ok: true, valeur: { version: 2, inchangee: false } });
    const lue = await ana(lettre());
    expect(lue.commencee).toBe(true);
    expect(sectionDe(lue, 'acteurs')).toMatchObject({ version: 2, texte: 'Nos acteurs.', modifieePar: 'Ana' });
    expect(sectionDe(lue, 'territoire')).toMatchObject({ version: 1, texte: null });
  });

  test('le texte proposé renvoyé tel quel reste proposé et suit le territoire', async () => {
    const { ana } = await uneEquipe();
    const proposition = sectionDe(await ana(lettre()), 'territoire').proposition;
    await ana((ctx) => enregistrerSection(ctx, { cle: 'territoire', faits, envoi: { champs: { choix_du_perimetre: 'Parce que.' }, texte: proposition, montree: empreinte(proposition), base: 0 } }));
    const agrandi = desFaits({ territoire: unTerritoire({ communes: desCommunes(13) }) });
    const section = composer(await ana(lettre(agrandi)), agrandi).find((s) => s.cle === 'territoire');
    expect(section?.texte).toContain('13\u00a0communes');
    expect(section?.texte).toContain('Parce que.');
    expect(section?.nouveaute.cas).toBe('suivie');
  });

  test('renvoyer la même chose ne crée pas de version', async () => {
    const { ana } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'A')));
    expect(await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'A', 2)))).toEqual({ ok: true, valeur: { version: 2, inchangee: true } });
    expect(await ana((ctx) => versionsDeLaSection(ctx, 'acteurs'))).toHaveLength(2);
  });

  test('un nom de 10 000 caractères reçoit une phrase et ne change rien', async () => {
    const { ana } = await uneEquipe();
    const issue = await ana((ctx) => enregistrerSection(ctx, saisie('porteur', '', 0, { porteur_nom: 'é'.repeat(10_000) })));
    expect(issue).toMatchObject({ ok: false, refus: { code: 'saisie_refusee', erreurs: { porteur_nom: expect.stringContaining('10000 caractères') } } });
    expect((await ana(lettre())).commencee).toBe(false);
  });

  test.each(Role.options.filter((r) => r !== 'coordination' && r !== 'presidence'))('%s n’écrit pas', async (role) => {
    const { avec } = await uneEquipe();
    expect(await avec(role)((ctx) => enregistrerSection(ctx, saisie('acteurs', 'A')))).toEqual({ ok: false, refus: { code: 'role_insuffisant' } });
  });
});

describe('deux personnes à la fois', () => {
  test('la seconde ne perd rien : son texte est mis de côté, celui de la première reste', async () => {
    const { ana, bob } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Texte d’Ana.')));
    const issue = await bob((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Texte de Bob.', 1)));
    expect(issue).toMatchObject({ ok: false, refus: { code: 'mise_de_cote', par: 'Ana' } });
    expect(sectionDe(await ana(lettre()), 'acteurs').texte).toBe('Texte d’Ana.');
    const [derniere] = await ana((ctx) => versionsDeLaSection(ctx, 'acteurs'));
    expect(derniere).toMatchObject({ motif: 'mise_de_cote', texte: 'Texte de Bob.', auteur: 'Bob', base: 1 });
    expect(derniere?.numero).toBeUndefined();
  });

  test('renvoyer ce qu’on avait lu sans rien y changer n’écrase rien et ne met rien de côté', async () => {
    const { ana, bob } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Un')));
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Deux', 2)));
    expect(await bob((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Un', 2)))).toEqual({ ok: true, valeur: { version: 3, inchangee: true } });
    expect(sectionDe(await ana(lettre()), 'acteurs').texte).toBe('Deux');
    expect(await ana((ctx) => versionsDeLaSection(ctx, 'acteurs'))).toHaveLength(3);
  });

  test('vingt enregistrements lancés ensemble depuis la même version : un seul passe, les dix-neuf autres sont gardés', async () => {
    const { ana, bob } = await uneEquipe();
    const issues = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? ana : bob)((ctx) => enregistrerSection(ctx, saisie('orientations', `Texte ${i}`)))));
    expect(issues.filter((x) => x.ok)).toHaveLength(1);
    const gardees = await ana((ctx) => versionsDeLaSection(ctx, 'orientations'));
    expect(new Set(gardees.flatMap((v) => v.texte ?? []))).toEqual(new Set(Array.from({ length: 20 }, (_, i) => `Texte ${i}`)));
  });

  test('deux sections différentes s’enregistrent ensemble sans se gêner', async () => {
    const { ana, bob } = await uneEquipe();
    const issues = await Promise.all([ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'A'))), bob((ctx) => enregistrerSection(ctx, saisie('articulation', 'B')))]);
    expect(issues.every((x) => x.ok)).toBe(true);
  });
});

describe('revenir en arrière', () => {
  test('restaurer une version en fait une nouvelle ; rien ne disparaît', async () => {
    const { ana } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Un')));
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Deux', 2)));
    const un = (await ana((ctx) => versionsDeLaSection(ctx, 'acteurs'))).find((v) => v.texte === 'Un');
    if (!un) throw new Error('version absente');
    expect(await ana((ctx) => restaurerVersion(ctx, { cle: 'acteurs', faits, version: 3, id: un.id }))).toEqual({ ok: true, valeur: 4 });
    expect(sectionDe(await ana(lettre()), 'acteurs')).toMatchObject({ texte: 'Un', version: 4 });
    expect((await ana((ctx) => versionsDeLaSection(ctx, 'acteurs'))).map((v) => v.motif)).toEqual(['restauration', 'redaction', 'redaction', 'commencement']);
  });

  test('reprendre le texte proposé garde celui de la personne dans les versions', async () => {
    const { ana } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Le mien')));
    expect(await ana((ctx) => reprendreProposition(ctx, { cle: 'acteurs', faits, version: 2 }))).toEqual({ ok: true, valeur: 3 });
    expect(sectionDe(await ana(lettre()), 'acteurs').texte).toBeNull();
    expect((await ana((ctx) => versionsDeLaSection(ctx, 'acteurs'))).some((v) => v.texte === 'Le mien')).toBe(true);
  });

  test('noter que le territoire a changé éteint l’annonce sans toucher au texte', async () => {
    const { ana } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('territoire', 'Le mien')));
    const agrandi = desFaits({ territoire: unTerritoire({ communes: desCommunes(13) }) });
    const annonce = async () => composer(await ana(lettre(agrandi)), agrandi).find((s) => s.cle === 'territoire');
    expect((await annonce())?.nouveaute.cas).toBe('depassee');
    await ana((ctx) => noterActualisation(ctx, { cle: 'territoire', faits: agrandi, version: 2 }));
    expect(await annonce()).toMatchObject({ texte: 'Le mien', nouveaute: { cas: 'aucune' } });
  });

  test('un geste fait depuis une vieille page est refusé, et dit qui est passé', async () => {
    const { ana, bob } = await uneEquipe();
    await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Un')));
    await bob((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Deux', 2)));
    expect(await ana((ctx) => reprendreProposition(ctx, { cle: 'acteurs', faits, version: 2 }))).toEqual({ ok: false, refus: { code: 'section_modifiee_entre_temps', par: 'Bob' } });
  });

  test('une version d’une autre CPTS n’existe pas ici', async () => {
    const [ici, ailleurs] = [await uneEquipe(), await uneEquipe()];
    await ailleurs.ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Secret')));
    await ici.ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Ici')));
    const [etrangere] = await ailleurs.ana((ctx) => versionsDeLaSection(ctx, 'acteurs'));
    if (!etrangere) throw new Error('version absente');
    expect(await ici.ana((ctx) => restaurerVersion(ctx, { cle: 'acteurs', faits, version: 2, id: etrangere.id }))).toEqual({ ok: false, refus: { code: 'section_inconnue' } });
  });
});

test('chaque geste est au journal, et la chaîne tient', async () => {
  const { ana, cpts } = await uneEquipe();
  await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Un')));
  await ana((ctx) => enregistrerSection(ctx, saisie('acteurs', 'Trop tard', 1)));
  await ana((ctx) => reprendreProposition(ctx, { cle: 'acteurs', faits, version: 2 }));
  const lignes = await base.proprietaire.selectFrom('journal').select('evenement').where('cpts_id', '=', cpts.id).orderBy('rang').execute();
  expect(lignes.map((l) => l.evenement)).toEqual(['lettre_commencee', 'lettre_section_enregistree', 'lettre_texte_mis_de_cote', 'lettre_proposition_reprise']);
  expect((await verifierJournal(base.proprietaire)).ruptures.filter((r) => r.cptsId === cpts.id)).toEqual([]);
});
