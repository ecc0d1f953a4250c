import { describe, expect, test } from 'vitest';
import { DES_CHAMPS, UN_JOUR, desFaits, desFaitsSansTerritoire, uneLettre } from './builders.ts';
import { CHAMP_MAX, CleSection, TEXTE_MAX, type Lettre } from './model.ts';
import { CHAMPS } from './moteur/lettre-champs.ts';
import { champsRetenus, manques, preremplir, sectionDe, verifierSaisie } from './rules.ts';

const avecChamps = (lettre: Lettre, cle: CleSection, champs: Record<string, string>): Lettre => ({ ...lettre, sections: lettre.sections.map((s) => (s.cle === cle ? { ...s, champs } : s)) });
const phrases = (lettre: Lettre, faits = desFaits()): string[] => manques(lettre, faits).map((m) => m.phrase);

describe('la lettre s’écrit avant que personne ne tape', () => {
  test('les huit sections sont là, dans l’ordre, avec un texte proposé', () => {
    const lettre = preremplir(desFaits(), UN_JOUR);
    expect(lettre.sections.map((s) => s.cle)).toEqual(CleSection.options);
    for (const s of lettre.sections) {
      expect(s.proposition.length).toBeGreaterThan(60);
      expect(s).toMatchObject({ version: 0, texte: null });
    }
  });

  test('le territoire, sa population et sa taille y sont', () => {
    const { proposition } = sectionDe(preremplir(desFaits(), UN_JOUR), 'territoire');
    expect(proposition.replace(/[\u00a0\u202f]/g, ' ')).toContain('réunit 12 communes et 142 620 habitants');
    expect(proposition).toContain('taille 3');
  });

  test('sans territoire, la lettre dit quoi faire d’abord', () => {
    const faits = desFaitsSansTerritoire();
    const [premier] = manques(preremplir(faits, UN_JOUR), faits);
    expect(premier).toMatchObject({ section: 'territoire', bloque: true });
    expect(premier?.phrase).toMatch(/^Composez d’abord le territoire/);
  });
});

describe('ce qui manque encore', () => {
  test('rien à une lettre remplie', () => expect(phrases(uneLettre())).toEqual([]));

  const champsAttendus: [CleSection, string][] = [['porteur', 'porteur_nom'], ['porteur', 'statut'], ['porteur', 'representant'], ['territoire', 'choix_du_perimetre'], ['acteurs', 'associes'], ['articulation', 'cpts_voisines'], ['articulation', 'cls'], ['signatures', 'lieu'], ['signatures', 'signataires'], ['orientations', 'crise']];
  test.each(champsAttendus)('%s : sans « %s », une phrase et une seule le dit', (cle, champ) => {
    const { [champ]: _, ...reste } = DES_CHAMPS[cle];
    const trouves = manques(avecChamps(uneLettre(), cle, reste), desFaits());
    expect(trouves).toHaveLength(1);
    expect(trouves[0]).toMatchObject({ section: cle, champ, bloque: true });
    expect(CHAMPS[cle].map((c) => c.cle)).toContain(champ);
  });

  test('un téléphone suffit quand il n’y a pas de courriel', () => {
    const { contact_courriel: _, ...sansCourriel } = DES_CHAMPS.porteur;
    expect(phrases(avecChamps(uneLettre(), 'porteur', sansCourriel))).toEqual([]);
    const { contact_telephone: __, ...sansRien } = sansCourriel;
    expect(phrases(avecChamps(uneLettre(), 'porteur', sansRien))).toEqual(['Donnez un courriel ou un téléphone.']);
  });

  test('les orientations laissées telles que proposées sont un conseil, pas un obstacle', () => {
    const vierge = sectionDe(preremplir(desFaits(), UN_JOUR), 'orientations').champs;
    const trouves = manques(avecChamps(uneLettre(), 'orientations', { ...vierge }), desFaits());
    expect(trouves).toEqual([expect.objectContaining({ section: 'orientations', bloque: false })]);
  });

  test('un texte écrit par une personne répond à la place des champs, mais pas des signataires', () => {
    const lettre = uneLettre();
    const ecrite: Lettre = { ...lettre, sections: lettre.sections.map((s) => (s.cle === 'articulation' || s.cle === 'signatures' ? { ...s, champs: {}, texte: 'Tout est dit ici.' } : s)) };
    expect(manques(ecrite, desFaits()).map((m) => m.champ)).toEqual(['lieu', 'signataires']);
  });

  test('un crochet « à compléter » oublié dans un texte se voit', () => {
    const lettre = uneLettre();
    const ecrite: Lettre = { ...lettre, sections: lettre.sections.map((s) => (s.cle === 'acteurs' ? { ...s, texte: 'Avec [à compléter : qui].' } : s)) };
    expect(phrases(ecrite)).toEqual(['Votre texte garde un passage entre crochets « à compléter ».']);
  });
});

describe('ce que la personne tape', () => {
  test.each([
    [CHAMP_MAX.ligne - 1, true], [CHAMP_MAX.ligne, true], [CHAMP_MAX.ligne + 1, false], [10_000, false],
  ])('un nom de %i caractères est gardé : %s', (n, garde) => {
    expect(verifierSaisie('porteur', { porteur_nom: 'x'.repeat(n) }, '').porteur_nom === undefined).toBe(garde);
  });

  test.each([[TEXTE_MAX, true], [TEXTE_MAX + 1, false]])('un texte de %i caractères est gardé : %s', (n, garde) => {
    expect(verifierSaisie('porteur', {}, 'x'.repeat(n)).texte === undefined).toBe(garde);
  });

  test.each([
    ['contact_courriel', 'pas un courriel'], ['contact_courriel', 'a@b'], ['contact_telephone', 'demain'], ['statut', 'royaume'],
  ])('%s refuse « %s » par une phrase', (champ, valeur) => {
    expect(verifierSaisie('porteur', { [champ]: valeur }, '')[champ]).toMatch(/\.$|exemple|89/);
  });

  test.each([['31/02/2026', false], ['12/03/2026', true], ['2026-03-12', true], ['1/4/2026', true], ['bientôt', false]])('la date « %s » se lit : %s', (valeur, lue) => {
    expect(verifierSaisie('calendrier', { depart: valeur }, '').depart === undefined).toBe(lue);
  });

  test('un champ inconnu de la section n’est pas gardé, une date est écrite d’une seule façon', () => {
    expect(champsRetenus('calendrier', { depart: '1/4/2026', intrus: 'x' })).toEqual({ depart: '2026-04-01' });
  });
});
