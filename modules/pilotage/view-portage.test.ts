import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { PersonneId, Role } from '#core/tenancy.ts';
import type { FaitsPortage } from './model-portage.ts';
import { peutRepartir, peutVoirPortage } from './permissions.ts';
import { porteursDe, presenterPortage } from './view-portage.ts';

const p = (n: number) => PersonneId.parse(`0198f000-0000-7000-8000-00000000000${n}`);
const tache = (n: number, nom: string, texte: string) => ({ genre: 'tache' as const, personneId: p(n), nom, texte, href: '#' });
const faits = (avec: Partial<FaitsPortage>): FaitsPortage => ({ gens: [], charges: [], soirees: [], ecrites: [], ...avec });
const demande = { base: '', adresse: '/x', moi: p(1), tous: true, q: '', page: 1 };

describe('qui porte quoi', () => {
  test('par ordre alphabétique, jamais par quantité', () => {
    const charges = [tache(1, 'Zoé', 'a'), tache(1, 'Zoé', 'b'), tache(1, 'Zoé', 'c'), tache(2, 'Éloi', 'd'), tache(3, 'Ada', 'e'), tache(3, 'Ada', 'f')];
    expect(porteursDe(faits({ charges })).map((x) => x.nom)).toEqual(['Ada', 'Éloi', 'Zoé']);
  });
  test('deux réunions d’un même soir sont une soirée', () => {
    const soir = (jour: string, titre: string) => ({ personneId: p(1), nom: 'Ada', jour: Jour.parse(jour), titre });
    expect(porteursDe(faits({ soirees: [soir('2026-01-13', 'Bureau'), soir('2026-01-13', 'Conseil'), soir('2026-03-10', 'Bureau')] }))[0]?.soirees).toEqual(['mardi 13 janvier (Bureau, Conseil)', 'mardi 10 mars (Bureau)']);
  });
  test('une tâche écrite au nom d’une seule personne lui revient ; au nom de deux, à personne', () => {
    const gens = [{ personneId: p(1), nom: 'Ada Un' }, { personneId: p(2), nom: 'Léo Deux' }, { personneId: p(3), nom: 'Léo Deux' }];
    const ecrites = ['ada un', 'Léo Deux', 'Quelqu’un'].map((qui) => ({ qui, texte: `Tâche de ${qui}`, href: '#' }));
    expect(porteursDe(faits({ gens, ecrites })).map((x) => [x.nom, x.taches.map((t) => t.texte)])).toEqual([['Ada Un', ['Tâche de ada un']]]);
  });
  test('qui ne répartit pas ne lit que le sien', () => {
    const f = faits({ charges: [tache(1, 'Ada', 'a'), tache(2, 'Éloi', 'b')] });
    expect(presenterPortage(f, demande).porteurs.map((x) => x.nom)).toEqual(['Ada', 'Éloi']);
    expect(presenterPortage(f, { ...demande, tous: false }).porteurs.map((x) => x.nom)).toEqual(['Ada']);
  });
  test('une page trop lointaine donne la dernière', () => {
    const charges = Array.from({ length: 51 }, (_, i) => ({ ...tache(1, `N${String(i).padStart(3, '0')}`, 'x'), personneId: PersonneId.parse(`0198f000-0000-7000-8000-${String(i).padStart(12, '0')}`) }));
    const vue = presenterPortage(faits({ charges }), { ...demande, page: 9 });
    expect([vue.page, vue.porteurs.map((x) => x.nom)]).toEqual([{ numero: 2, taille: 50, total: 51 }, ['N050']]);
  });
});

describe('droits', () => {
  const qui = (role: Role) => ({ personneId: p(1), nom: 'X', roles: [role] });
  test.each(Role.options.map((r) => [r, ['coordination', 'presidence', 'secretariat'].includes(r)] as const))('%s lit l’ensemble : %s', (r, attendu) => expect(peutRepartir(qui(r))).toBe(attendu));
  test.each(Role.options.map((r) => [r, !['ars', 'cpam', 'exploitant'].includes(r)] as const))('%s lit le sien : %s', (r, attendu) => expect(peutVoirPortage(qui(r))).toBe(attendu));
});
