import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { unEvenement, uneAction } from './builders.ts';
import { presenterAccueil, presenterHistorique } from './view.ts';

const aujourdhui = Jour.parse('2026-11-23');
const faits = { nom: 'Maëlle Riva', horloges: [], recents: [], aujourdhui, fuseau: 'Europe/Paris', base: '/cpts/essai' };

describe('Aujourd’hui', () => {
  test('dit que rien n’attend', () => {
    expect(presenterAccueil({ ...faits, choses: [] }).phrase).toBe('Nous sommes lundi 23 novembre. Rien ne vous attend aujourd’hui.');
  });

  test('compte ce qui attend et ce qui est en retard', () => {
    const choses = [uneAction({ id: 'a' }), uneAction({ id: 'b', echeance: Jour.parse('2026-11-20') }), uneAction({ id: 'c', echeance: aujourdhui })];
    expect(presenterAccueil({ ...faits, choses }).phrase).toContain('3\u00a0choses vous attendent, dont 1\u00a0en retard.');
  });

  test('met en premier ce qui est dû en premier, en dernier ce qui est sans échéance', () => {
    const choses = [uneAction({ id: 'sans' }), uneAction({ id: 'tard', echeance: Jour.parse('2027-01-01') }), uneAction({ id: 'tot', echeance: Jour.parse('2026-11-24') })];
    expect(presenterAccueil({ ...faits, choses }).choses.map((c) => c.id)).toEqual(['tot', 'tard', 'sans']);
  });

  test('ne montre que cinq choses à la fois', () => {
    const choses = Array.from({ length: 9 }, (_, i) => uneAction({ id: String(i) }));
    const vue = presenterAccueil({ ...faits, choses });
    expect([vue.choses.length, vue.autres.length]).toEqual([5, 4]);
    expect([...vue.choses, ...vue.autres].map((c) => c.id)).toEqual(choses.map((c) => c.id));
  });

  test.each([
    ['2026-11-22T23:30:00Z', 'aujourd’hui à 0\u00a0h\u00a030'],
    ['2026-11-22T21:30:00Z', 'hier à 22\u00a0h\u00a030'],
    ['2026-11-20T09:30:00Z', 'le 20 novembre 2026 à 10\u00a0h\u00a030'],
  ])('un changement du %s se dit « %s », au fuseau de la CPTS', (instant, dit) => {
    expect(presenterAccueil({ ...faits, choses: [], recents: [unEvenement({ instant: new Date(instant) })] }).recents?.[0]?.quand).toBe(dit);
  });
});

describe('historique', () => {
  const demande = { page: 1, q: '', densite: 'confortable' as const };
  test('dit l’instant dans le fuseau de la CPTS', () => {
    const vue = presenterHistorique({ total: 1, evenements: [unEvenement()], demande, adresse: '/h', fuseau: 'Indian/Reunion' });
    expect(vue.lignes[0]?.quand).toBe('20 novembre 2026 à 13\u00a0h\u00a030');
  });

  test('dit de quelle partie de la lettre il s’agit', () => {
    const evenements = [unEvenement({ evenement: 'lettre_section_enregistree', details: { section: 'acteurs', version: 2 } }), unEvenement({ evenement: 'territoire_compose', details: { communes: 12 } })];
    const vue = presenterHistorique({ total: 2, evenements, demande, adresse: '/h', fuseau: 'Europe/Paris' });
    expect(vue.lignes.map((l) => l.quoi)).toEqual(['Lettre d’intention, «\u00a0Acteurs et partenaires\u00a0»\u00a0: texte enregistré', 'Territoire composé\u00a0: 12\u00a0communes']);
  });

  test('nomme un événement inconnu par ses propres mots', () => {
    const vue = presenterHistorique({ total: 1, evenements: [unEvenement({ evenement: 'chose_faite', qui: null })], demande, adresse: '/h', fuseau: 'Europe/Paris' });
    expect(vue.lignes[0]).toMatchObject({ quoi: 'Chose faite', qui: 'Maillage' });
  });
});
