import { describe, expect, test } from 'vitest';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { UN_JOUR, desFaits, desFaitsSansTerritoire, uneLettre, uneVersion } from './builders.ts';
import { VersionId, type Lettre } from './model.ts';
import { empreinte } from './moteur/redaction.ts';
import { preremplir, sectionDe } from './rules.ts';
import { actionDeLaLettre, horlogeDeLaLettre, presenterComparaison, presenterConflit, presenterLettre, presenterProjet, presenterSection } from './view.ts';

const page = (lettre: Lettre, faits = desFaits(), role: Role = 'coordination') => ({ lettre, faits, base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles: [role] } });
const sans = (lettre: Lettre, ...champs: string[]): Lettre => ({ ...lettre, sections: lettre.sections.map((s) => ({ ...s, champs: Object.fromEntries(Object.entries(s.champs).filter(([c]) => !champs.includes(c))) })) });

describe('la page de la lettre répond à « peut-elle partir ? »', () => {
  test.each([
    [[], 'Tout y est'],
    [['lieu'], 'Il manque encore un élément'],
    [['lieu', 'statut'], 'Il manque encore 2 éléments'],
  ])('sans %j : %s', (champs, debut) => {
    expect(presenterLettre(page(sans(uneLettre(), ...champs))).phrase).toContain(debut);
  });

  test('chaque manque mène au champ à remplir, ou au territoire quand il est vide', () => {
    expect(presenterLettre(page(sans(uneLettre(), 'lieu'))).manques[0]?.href).toBe('/cpts/essai/projet/lettre/signatures#champ-lieu');
    const faits = desFaitsSansTerritoire();
    expect(presenterLettre(page(preremplir(faits, UN_JOUR), faits)).manques[0]?.href).toBe('/cpts/essai/territoire');
  });

  test('qui ne peut pas écrire lit pourquoi, et n’a pas de bouton', () => {
    const vue = presenterLettre(page(preremplir(desFaits(), UN_JOUR), desFaits(), 'adherent'));
    expect(vue.suite).toBeUndefined();
    expect(vue.lecture).toContain('coordination');
    expect(new Set([...vue.manques, ...vue.conseils].map((m) => m.href.replace(m.section, '')))).toEqual(new Set(['/cpts/essai/projet/lettre#']));
  });
});

describe('la page d’une section', () => {
  test('un texte proposé est montré avec son empreinte, un texte de personne sans', () => {
    const lettre = uneLettre();
    const vue = presenterSection(page(lettre), 'acteurs');
    expect(vue.montree).toBe(empreinte(vue.texte));
    const ecrite = { ...lettre, sections: lettre.sections.map((s) => (s.cle === 'acteurs' ? { ...s, texte: 'Le mien' } : s)) };
    expect(presenterSection(page(ecrite), 'acteurs')).toMatchObject({ montree: '', redigee: true, texte: 'Le mien' });
  });

  test('rendue après un refus, elle garde la version d’où la personne est partie', () => {
    const lettre = { ...uneLettre(), sections: uneLettre().sections.map((s) => ({ ...s, version: 7 })) };
    expect(presenterSection(page(lettre), 'acteurs', { saisie: { version: '4', texte: 'x' } }).version).toBe(4);
    expect(presenterSection(page(lettre), 'acteurs', { saisie: { version: 'x' } }).version).toBe(7);
  });

  test('les champs nécessaires pour envoyer sont dits attendus, les autres facultatifs', () => {
    const attendus = presenterSection(page(uneLettre()), 'porteur').champs.filter((c) => c.attendu).map((c) => c.cle);
    expect(attendus).toEqual(['porteur_nom', 'statut', 'representant', 'contact_courriel']);
  });

  test('la première n’a pas de précédente, la dernière pas de suivante', () => {
    expect(presenterSection(page(uneLettre()), 'porteur').precedente).toBeUndefined();
    expect(presenterSection(page(uneLettre()), 'signatures').suivante).toBeUndefined();
  });
});

describe('comparer et réunir', () => {
  const id = (n: number) => VersionId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`);

  test('une version se compare à la précédente, et se restaure si elle n’est pas en cours', () => {
    const versions = [uneVersion({ id: id(3), numero: 3, texte: 'C' }), uneVersion({ id: id(2), numero: 2, texte: 'B' }), uneVersion({ id: id(1), numero: 1, texte: 'A' })];
    const lettre = { ...uneLettre(), sections: uneLettre().sections.map((s) => ({ ...s, version: 3 })) };
    expect(presenterComparaison(page(lettre), 'acteurs', { versions, id: id(2) })).toMatchObject({ avant: { titre: 'Version 1', texte: 'A' }, apres: { texte: 'B' }, restaurer: { version: 3 } });
    expect(presenterComparaison(page(lettre), 'acteurs', { versions, id: id(3) })?.restaurer).toBeUndefined();
    expect(presenterComparaison(page(lettre, desFaits(), 'adherent'), 'acteurs', { versions, id: id(2) })?.restaurer).toBeUndefined();
    expect(presenterComparaison(page(lettre), 'acteurs', { versions, id: 'ailleurs' })).toBeUndefined();
  });

  test('un choix et une date s’y lisent comme dans le formulaire', () => {
    const texteDe = (cle: 'porteur' | 'calendrier', champs: Readonly<Record<string, string>>) => presenterComparaison(page(uneLettre()), cle, { versions: [uneVersion({ id: id(1), numero: 1, texte: 'A', champs })], id: id(1) })?.apres.texte;
    expect(texteDe('porteur', { statut: 'prefiguration' })).toBe('Forme juridique aujourd’hui\u00a0: Association de préfiguration déclarée\n\nA');
    expect(texteDe('calendrier', { depart: '2026-11-11' })).toBe('Date de la prise de contact\u00a0: 11 novembre 2026\n\nA');
  });

  test('un texte identique à la section ne se restaure pas', () => {
    const lettre = { ...uneLettre(), sections: uneLettre().sections.map((s) => ({ ...s, version: 3, champs: {}, texte: 'A' })) };
    const versions = [uneVersion({ id: id(3), numero: 3, texte: 'A' }), uneVersion({ id: id(1), numero: 1, texte: 'A' })];
    expect(presenterComparaison(page(lettre), 'acteurs', { versions, id: id(1) })?.restaurer).toBeUndefined();
  });

  test('un conflit part de la version présente, jamais de l’ancienne', () => {
    const { numero: _, ...cote } = uneVersion({ id: id(9), motif: 'mise_de_cote', base: 1, texte: 'A selon moi' });
    const versions = [cote, uneVersion({ id: id(2), numero: 2, texte: 'A selon eux' }), uneVersion({ id: id(1), numero: 1, texte: 'A' })];
    const lettre = { ...uneLettre(), sections: uneLettre().sections.map((s) => (s.cle === 'acteurs' ? { ...s, version: 2, texte: 'A selon eux', champs: {} } : s)) };
    expect(presenterConflit(page(lettre), 'acteurs', { versions, id: id(9) })).toMatchObject({ reuni: false, resolu: false, section: { version: 2, texte: 'A selon moi' } });
  });
});

describe('ce que le projet dit sur « Aujourd’hui »', () => {
  test('rien de commencé : voir la lettre préparée', () => expect(actionDeLaLettre(undefined)).toMatchObject({ titre: 'Commencer la lettre d’intention', bouton: { href: '/projet/lettre' } }));
  test('le premier manque devient la raison, son champ devient le bouton', () => {
    const action = actionDeLaLettre(sans(uneLettre(), 'lieu', 'signataires'));
    expect(action.bouton.href).toBe('/projet/lettre/signatures#champ-lieu');
    expect(action.raison.replace(/\u00a0/g, ' ')).toBe('2 points à compléter. Le premier : Dites dans quelle commune la lettre est signée.');
  });
  test('complète, il reste à la relire et à l’envoyer', () => expect(actionDeLaLettre(uneLettre()).titre).toBe('Relire la lettre d’intention'));
  test('l’horloge va de la prise de contact à 15 jours et 3 mois', () => {
    expect(horlogeDeLaLettre(uneLettre())).toMatchObject({ depuis: '2026-11-12', echeance: '2027-02-27' });
  });
});

describe('la page du projet', () => {
  test('elle dit où l’on en est et donne le bouton de la personne', () => {
    expect(presenterProjet(page(uneLettre())).phrase).toContain('elle est complète');
    const vue = presenterProjet(page(sans(uneLettre(), 'lieu')));
    expect(vue.prochain).toMatchObject({ quoi: 'Dites dans quelle commune la lettre est signée.', bouton: 'Continuer la lettre' });
    expect(presenterProjet(page(uneLettre(), desFaits(), 'adherent')).prochain).toMatchObject({ bouton: 'Lire la lettre', href: '/cpts/essai/projet/lettre' });
  });

  test('le calendrier part de la prise de contact écrite dans la lettre', () => {
    expect(presenterProjet(page(uneLettre())).depart).toBe(sectionDe(uneLettre(), 'calendrier').champs.depart);
  });
});
