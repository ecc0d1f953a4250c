import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { essaiAvecBase } from '#db/essais.ts';
import type { Contexte } from '#server/contexte.ts';
import { listerColleges, listerElecteurs, professionsRepresentees, questionsSurLeVote } from './queries.ts';
import { listerAdherents, lireRegistre } from './queries-liste.ts';
import { adhesionDe, chargerAdhesion, creerAdhesion, enregistrerAdhesion, enregistrerCategorie, enregistrerCollege, type NouvelleAdhesion } from './repository.ts';
import { uneCategorie } from './builders.ts';

const base = essaiAvecBase();
const j = (s: string) => Jour.parse(s);

async function uneCpts() {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id, ['coordination']);
  const dans = <T>(faire: (ctx: Contexte) => Promise<T>) => base.dans(cpts.id, moi.id, ['coordination'], faire);
  await dans(async (ctx) => {
    await enregistrerCategorie(ctx, uneCategorie());
    await enregistrerCategorie(ctx, uneCategorie({ code: 'reseau', libelle: 'Membre du réseau', association: false, vote: false, cotise: false }));
    await enregistrerCategorie(ctx, uneCategorie({ code: 'usager', libelle: 'Usager', vote: null }));
    await enregistrerCollege(ctx, { code: 'liberaux', libelle: 'Libéraux', professions: ['10', '60'], categories: [], rang: 1, actif: true });
  });
  const adhesion = (n: Partial<NouvelleAdhesion> & { nom: string }) =>
    dans((ctx) => creerAdhesion(ctx, { categorie: 'professionnel', origine: 'saisie', statut: 'validee', membreDepuis: j('2026-01-01'), ...n }));
  return { cpts, moi, dans, adhesion };
}

describe('les électeurs', () => {
  test('un jour donné : les membres de l’association dont la catégorie vote, avec leur collège, par nom sans accents', async () => {
    const { dans, adhesion } = await uneCpts();
    const college = (await dans(listerColleges))[0]?.id;
    await adhesion({ nom: 'Élise Abadie', collegeId: college ?? null });
    await adhesion({ nom: 'Zoé Zimmer' });
    await adhesion({ nom: 'Réseau Seul', categorie: 'reseau' });
    await adhesion({ nom: 'Usager Indécis', categorie: 'usager' });
    await adhesion({ nom: 'Encore Candidate', statut: 'deposee', membreDepuis: null });
    await adhesion({ nom: 'Partie Hier', statut: 'resiliee', finLe: j('2026-11-22') });
    await adhesion({ nom: 'Entendu Mais Membre', statut: 'entendue' });
    await adhesion({ nom: 'Arrive Demain', membreDepuis: j('2026-11-24') });
    const noms = async (jour: string) => (await dans((ctx) => listerElecteurs(ctx, j(jour)))).map((e) => [e.nom, e.college]);
    expect(await noms('2026-11-23')).toEqual([['Élise Abadie', 'liberaux'], ['Entendu Mais Membre', null], ['Zoé Zimmer', null]]);
    expect((await noms('2026-11-24')).map(([n]) => n)).toContain('Arrive Demain');
    expect((await dans(questionsSurLeVote)).map((q) => q.code)).toEqual(['categorie_sans_vote', 'cotisation_et_vote']);
  });
});

describe('la liste', () => {
  test('ses comptes et ses filtres suivent chaque changement, d’où qu’il vienne', async () => {
    const { dans, adhesion } = await uneCpts();
    const tete = () => dans(async (ctx) => lireRegistre(ctx, { q: '' }, { debut: 0, nombre: 2 }));
    expect((await tete()).total).toBe(0);
    const id = await adhesion({ nom: 'Une', profession: '60', commune: '19031', communeNom: 'Brive-la-Gaillarde' });
    for (const nom of ['Deux', 'Trois']) await adhesion({ nom });
    expect([(await tete()).total, (await tete()).lignes.length, (await tete()).comptes]).toEqual([3, 2, { validee: 3 }]);
    await dans(async (ctx) => {
      const a = id && (await chargerAdhesion(ctx, id));
      if (a) await enregistrerAdhesion(ctx, { ...a, statut: 'resiliee', profession: '10', finLe: j('2026-11-20') });
    });
    const apres = await tete();
    expect([apres.total, apres.comptes]).toEqual([2, { validee: 2, resiliee: 1 }]);
    expect(apres.facettes.map((f) => f.code)).toContain('10');
    expect(apres.facettes.map((f) => f.code)).not.toContain('60');
    await dans((ctx) => enregistrerCollege(ctx, { code: 'nouveau', libelle: 'Nouveau collège', professions: [], categories: [], rang: 2, actif: true }));
    expect((await tete()).facettes.map((f) => f.nom)).toContain('Nouveau collège');
    expect((await dans((ctx) => lireRegistre(ctx, { q: 'deux' }, { debut: 50, nombre: 2 }))).total).toBe(1);
  });

  test('cherche sans accents, filtre, trie et pagine sans jamais répéter personne', async () => {
    const { dans, adhesion } = await uneCpts();
    for (let i = 0; i < 60; i++) await adhesion({ nom: `Membre ${String(i).padStart(2, '0')}`, profession: i % 2 ? '10' : '60', commune: '19031', communeNom: 'Brive-la-Gaillarde' });
    await adhesion({ nom: 'Héloïse Œuvrard', profession: '50' });
    const lire = (f: Parameters<typeof listerAdherents>[1], debut = 0) => dans((ctx) => listerAdherents(ctx, f, { debut, nombre: 25 }));
    expect((await lire({ q: 'heloise oeuv' })).lignes.map((l) => l.nom)).toEqual(['Héloïse Œuvrard']);
    expect((await lire({ profession: '10' })).total).toBe(30);
    const vus = [...(await lire({ tri: 'commune' })).lignes, ...(await lire({ tri: 'commune' }, 25)).lignes, ...(await lire({ tri: 'commune' }, 50)).lignes];
    expect([vus.length, new Set(vus.map((l) => l.id)).size]).toEqual([61, 61]);
    expect(vus.at(-1)?.nom).toBe('Héloïse Œuvrard');
    expect((await lire({ sens: 'desc' })).lignes[0]?.nom).toBe('Membre 59');
    expect((await lire({ q: '%' })).total).toBe(61);
    expect(await dans(professionsRepresentees)).toEqual([{ profession: '10', membres: 30 }, { profession: '60', membres: 30 }, { profession: '50', membres: 1 }]);
  });
});

describe('une personne, une adhésion en cours', () => {
  test('la même adresse ne fait pas deux demandes ; après un départ, elle peut revenir', async () => {
    const { dans, adhesion } = await uneCpts();
    const premiere = await adhesion({ nom: 'Ana', courriel: 'ana@exemple.invalid' });
    expect(premiere).toBeDefined();
    expect(await adhesion({ nom: 'Ana bis', courriel: 'ana@exemple.invalid', statut: 'deposee', membreDepuis: null })).toBeUndefined();
    await dans(async (ctx) => {
      const a = await (premiere ? chargerAdhesion(ctx, premiere) : undefined);
      if (a) await enregistrerAdhesion(ctx, { ...a, statut: 'resiliee', finLe: j('2026-11-23') });
    });
    expect(await adhesion({ nom: 'Ana', courriel: 'ana@exemple.invalid', statut: 'deposee', membreDepuis: null })).toBeDefined();
  });

  test('l’adhésion en cours passe avant les anciennes', async () => {
    const { dans, adhesion, moi } = await uneCpts();
    await adhesion({ nom: 'Moi', personneId: moi.id, statut: 'validee' });
    await adhesion({ nom: 'Moi, avant', personneId: moi.id, statut: 'retiree', membreDepuis: null });
    expect((await dans((ctx) => adhesionDe(ctx, moi.id)))?.nom).toBe('Moi');
  });
});
